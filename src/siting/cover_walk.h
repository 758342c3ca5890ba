// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "siting/answer.h"
#include "siting/cover_matrix.h"

namespace gapmap {

/// Adds the column that covers most open rows for its cost until all are covered; leaves out what became
/// superfluous. `cost` may differ from the matrix's (Lagrangian costs steer better); none may be negative.
std::vector<Index> cover_greedy(const CoverMatrix& matrix, const std::vector<double>& cost);

/// Cost of columns.
double cover_cost(const CoverMatrix& matrix, const std::vector<Index>& columns);

/// Local search: drops a column from a cover, then exchanges columns until all rows are covered again, the
/// rows weighing more the longer they stay open; so again from the better cover. Stops after `steps`
/// exchanges or at a cost of `enough`. Returns the best cover met.
/// C. Gao, T. Weise, J. Li (2015), An efficient local search heuristic with row weighting for the unicost
/// set covering problem, EJOR 246, 750-761; here with costs.
std::vector<Index> cover_walk(const CoverMatrix& matrix, std::vector<Index> start, std::size_t steps, double enough,
                              std::uint64_t seed, const Watch& watch);

}  // namespace gapmap
