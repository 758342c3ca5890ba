// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "network/graph.h"

namespace gapmap {

/// Facilities along streets: for each edge of a graph the places on it, ascending, counted from its tail. One at a
/// node stands on every edge that meets there.
using PlacesOnEdges = std::vector<std::vector<Micrometres>>;

/// A part of an edge without a facility inside, and how long the stretch of street is that it belongs to.
struct Stretch {
  std::uint32_t edge;
  Micrometres from, to;
  /// From a facility on the one side to the nearest on the other, along the streets and without turning back; on a
  /// side where none is left, to the farthest end of the street. `unreachable` where neither side has a facility.
  Micrometres length;
};

/// The whole network as stretches, edge by edge. How lines are cut into features or edges leaves no trace: at a
/// node the stretch goes on along whichever street leads to the nearest facility.
///
/// Dijkstra's search from all facilities at once, over nodes and the ways out of them: a node keeps the nearest
/// facility by each of two ways, for one of them is not the way one came by.
std::vector<Stretch> stretches(const Graph& graph, const PlacesOnEdges& facilities);

}  // namespace gapmap
