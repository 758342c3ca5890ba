// SPDX-License-Identifier: MIT
#pragma once

#include "siting/answer.h"
#include "siting/problem.h"

namespace gapmap {

/// Solves the maximal cover problem: demands with the same candidates are merged, dominated candidates go,
/// greedy, exchange and annealing give a first answer; a Lagrangian ascent bounds it and decides candidates by their
/// reduced costs, branch and bound on the rest proves it.
Answer solve_max_cover(const MaxCover& problem, const Control& control);

/// Weight covered by these new sites beside the existing ones.
double max_cover_value(const MaxCover& problem, const std::vector<Index>& sites);

}  // namespace gapmap
