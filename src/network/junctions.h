// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "network/street_parts.h"

namespace gapmap {

/// Where lines meet beyond their shared vertices. A node is the number of a shared place, or of an `added` point
/// counted on from there.
struct Junctions {
  /// A node inside a segment, or at its ends (`t` from 0 to 1). At a barrier one stretch ends at `node` and the next
  /// begins at `next`; elsewhere both are the same.
  struct Split {
    std::uint32_t segment;
    double t;
    std::uint32_t node, next;
  };
  struct Mend {
    std::uint32_t end, other;  ///< nodes
    std::uint32_t vertex;      ///< the vertex that ends there
  };

  std::vector<Split> splits;  ///< by segment, along it
  std::vector<Point> added;
  std::vector<Mend> mends;
};

/// Finds them as `make_graph` states; marks the shared places that become nodes.
Junctions find_junctions(const StreetParts& parts, SharedVertices& shared, const NodingOptions& options);

}  // namespace gapmap
