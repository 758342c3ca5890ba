// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "siting/answer.h"
#include "siting/reach_matrix.h"

namespace gapmap {

/// Simulated annealing: a random site gives way to the candidate that then gains most among a random half of all;
/// a loss is accepted the more readily the earlier. Several walks run side by side from one choice, each with a seed
/// of its own, for about `effort` looks at a pair each. Returns the best choice met, of equals the first; it is at
/// least as good as `start`, which must be complete.
/// S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi (1983), Optimization by simulated annealing, Science 220, 671-680.
std::vector<Index> reach_anneal(const ReachMatrix& matrix, const std::vector<Index>& start, double effort,
                                std::uint64_t seed, const Watch& watch);

}  // namespace gapmap
