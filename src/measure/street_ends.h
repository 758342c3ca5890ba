// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "network/graph.h"

namespace gapmap {

/// A place where a street ends and leads nowhere, and the street that leads to it alone.
struct StreetEnd {
  std::uint32_t node;
  std::uint32_t edge;  ///< the last edge, for the feature it belongs to
  double length;       ///< metres back to the last place with a choice; of an isolated street, half of it each end
  double whole;        ///< metres of the street that may not be shorter than a limit: of an isolated one, all of it
};

/// The ends of a noded network: nodes that one edge leaves. Where an end was mended to a line it misses by less than
/// the noding's tolerance, it is no end. In the order of nodes.
std::vector<StreetEnd> street_ends(const Graph& graph);

}  // namespace gapmap
