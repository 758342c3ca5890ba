// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "siting/answer.h"
#include "siting/median_lists.h"

namespace gapmap {

/// What a Lagrangian ascent proves about a median problem.
struct MedianBound {
  double bound = 0;           ///< no choice costs less, as long as it may be better than the value known
  std::vector<double> price;  ///< multipliers, one a demand
  std::vector<double> share;  ///< approximate solution of the linear relaxation, one a candidate
  std::vector<Fate> fate;     ///< proven for every choice better than the value known
  bool tired = false;         ///< more steps would hardly help
};

/// How long to climb, and from where.
struct MedianClimb {
  std::vector<double> price;  ///< start; empty for a guess
  int steps = 1000;
  double value = 0;  ///< of the best choice known
  Closing closing;
  std::function<void(const std::vector<Index>& picked)> pick;  ///< sees inner choices worth a try; may lower `value`
};

/// Relaxes "every demand is served by one site": each demand pays a price, each candidate earns what the
/// prices exceed the costs by, and the candidates that earn most are picked. Candidates whose change of
/// fate would lift the bound above the value known are decided.
/// J. E. Beasley (1993), Lagrangean heuristics for location problems, EJOR 65, 383-399.
MedianBound median_bound(const MedianLists& lists, MedianClimb& climb, const Watch& watch);

}  // namespace gapmap
