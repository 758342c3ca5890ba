// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry.h"
#include "network/graph.h"

namespace gapmap {

/// What happens where two lines cross without a shared vertex.
enum class Crossings : std::uint8_t {
  join,    ///< they meet: usual for drawn centre lines
  bridge,  ///< one passes over the other
};

/// Lines of one layer that become streets.
struct StreetLines {
  const Geometries* lines = nullptr;
  std::span<const std::uint32_t> rows;  ///< the features that count
  /// Level of each feature, by row: 0 on the ground, others for bridges and tunnels; empty for all on the ground.
  std::span<const std::int32_t> level = {};
};

struct NodingOptions {
  /// Ends no farther than this from a line join it; with 0 only ends that touch a line do.
  Metres tolerance{1};
  Crossings crossings = Crossings::join;
  /// Lines and areas that nobody crosses; one does not walk inside the areas either. May be null.
  const Geometries* barriers = nullptr;
  std::span<const std::uint32_t> barrier_rows = {};
  int jobs = 1;
};

/// Makes a graph of lines. They meet
/// - at every vertex that two of them share, whatever their levels, and at their ends;
/// - where an end lies within the tolerance of a line: nothing is moved, but a mend is added, an edge of the length of
///   the gap, to every place near the end where the distance to the lines has a local minimum. The end must be on the
///   line's level, or come down to a line on the ground, or face another end. Where just two lines end at one vertex
///   the street goes on, and that is no end;
/// - with Crossings::join, where lines of one level cross or touch (within a micrometre).
/// Crossings are computed from coordinates relative to the segments, so that large coordinates lose nothing, and
/// results do not depend on the order, the direction, or the splitting of lines, nor on `jobs`. Vertices that are not
/// finite and lines without length are left out. Runs in about linear time: a grid of segments finds what is near.
Graph make_graph(std::span<const StreetLines> layers, const NodingOptions& options);

}  // namespace gapmap
