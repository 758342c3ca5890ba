// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/graph.h"
#include "network/snap.h"

namespace gapmap {

/// Walks between two sets of places that are no longer than a bound, and nothing else: memory is proportional to
/// the pairs within it. Row i holds the walks from place i, ascending by `to`.
struct WalkMatrix {
  struct Walk {
    std::uint32_t to;
    Micrometres distance;  ///< straight pieces at both ends counted
    bool operator==(const Walk&) const = default;
  };
  std::vector<std::size_t> begin{0};
  std::vector<Walk> walks;

  std::size_t rows() const { return begin.size() - 1; }
  std::span<const Walk> row(std::size_t from) const {
    return {walks.data() + begin[from], walks.data() + begin[from + 1]};
  }
};

/// All walks from `from` to `to` within the bound (inclusive, see `inclusive`). One bounded search from each place
/// of the smaller set, on at most `jobs` threads; the answer does not depend on `jobs` or on which set is searched
/// from. Places that joined no street have no walks.
WalkMatrix walk_matrix(const Graph& graph, std::span<const Snapped> from, std::span<const Snapped> to,
                       Micrometres bound, int jobs);

}  // namespace gapmap
