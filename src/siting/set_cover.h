// SPDX-License-Identifier: MIT
#pragma once

#include "siting/answer.h"
#include "siting/cover_matrix.h"
#include "siting/problem.h"

namespace gapmap {

/// Solves the set cover problem: dominated rows and columns go first, a weighting walk finds a cover, a
/// Lagrangian ascent bounds it and decides columns by their reduced costs, branch and bound proves it.
Answer solve_set_cover(const SetCover& problem, const Control& control);

/// Cost of these new sites; infinity where they and the existing ones leave a row uncovered.
double set_cover_value(const SetCover& problem, const std::vector<Index>& sites);

/// What is asked of a search for a cover.
struct CoverGoal {
  double below;   ///< only covers that cost less count
  double enough;  ///< a cover of this cost or less ends the search
  Closing closing;
  std::uint64_t seed = 1;
};

/// What the search found.
struct CoverFind {
  bool found = false;
  double value = 0;          ///< of the cover found
  std::vector<Index> sites;  ///< by their number in the problem
  double bound = 0;
  bool closed = false;  ///< no cover is cheaper than `value` (or than `below`, where none was found)
};

/// The search within `solve_set_cover`, for other solvers.
CoverFind find_cover(CoverMatrix matrix, const CoverGoal& goal, Watch& watch);

}  // namespace gapmap
