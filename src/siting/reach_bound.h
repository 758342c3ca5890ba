// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "siting/answer.h"
#include "siting/reach_matrix.h"

namespace gapmap {

/// What a Lagrangian ascent proves about the weight that must be lost.
struct ReachBound {
  double lost = 0;            ///< no choice loses less of `total`, as long as it may be better than known
  std::vector<double> price;  ///< multipliers, one a group
  std::vector<double> share;  ///< approximate solution of the linear relaxation, one a candidate
  std::vector<Fate> fate;     ///< proven for every choice better than the one known
  bool tired = false;
};

/// How long to climb, and from where.
struct ReachClimb {
  std::vector<double> price;  ///< start; empty for a guess
  int steps = 1000;
  double lost = 0;  ///< by the best choice known
  Closing closing;
  int every = 10;                                              ///< steps between two picks shown
  double factor = 0.2;                                         ///< length of the first steps
  std::function<void(const std::vector<Index>& picked)> pick;  ///< sees inner choices; may lower `lost`
};

/// Relaxes "a group counts only where a chosen candidate covers it": each group pays up to its weight, each
/// candidate earns what its groups pay, and those that earn most are picked.
/// L. A. N. Lorena and M. A. Pereira (2002), A Lagrangean/surrogate heuristic for the maximal covering
/// location problem, International Journal of Industrial Engineering 9, 57-67.
ReachBound reach_bound(const ReachMatrix& matrix, ReachClimb& climb, const Watch& watch);

}  // namespace gapmap
