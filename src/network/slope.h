// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "base/units.h"
#include "geo/height_field.h"
#include "network/graph.h"

namespace gapmap {

/// No street is steeper than a flight of stairs, rise over run; what heights say beyond that is a wall beside it.
inline constexpr double steepest = 0.5;

/// How many times as long walking takes on a slope (rise over run, negative downhill) as on level ground, by Tobler's
/// hiking function, 6 exp(-3.5 |S + 0.05|) km/h (W. Tobler, Three presentations on geographical analysis and modeling,
/// NCGIA Technical Report 93-1, 1993). The least, 0.84, lies at 1 in 20 downhill. A slope beyond `steepest` counts as
/// that.
double slowness_on(double slope);

struct SlopeOptions {
  /// By edge: those that do not follow the ground (bridges, tunnels). They rise evenly between where they meet it.
  /// Empty for none.
  std::span<const char> off_ground = {};
  int jobs = 1;
};

/// Streets with the effort of walking uphill and downhill, and what is to be said of it.
struct SlopedStreets {
  Graph graph;
  Metres known;    ///< of street whose heights are known
  Metres unknown;  ///< of street that counts as level, since they are not
  std::optional<Point> first_unknown, first_steep;
  std::size_t steep = 0;  ///< edges that are steeper than `steepest` somewhere
};

/// Walks each edge over the ground: heights are asked at both ends and between them at even distances, no farther apart
/// than they are known or 10 m, whichever is more, so that the hill between two equally high ends counts. The run is
/// the length along the street. Mends are level. Does not depend on `jobs` or on the direction of a line.
SlopedStreets on_slopes(const Graph& graph, const HeightField& heights, const SlopeOptions& options);

}  // namespace gapmap
