// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "siting/ruled_matrix.h"

namespace gapmap {

/// What a Lagrangian ascent proves about a cover problem under rules.
struct RuledBound {
  double lost = 0;            ///< no choice loses less of the total, as long as it may be better than known
  std::vector<double> price;  ///< multipliers: one a group, then one a limit
  std::vector<double> share;  ///< approximate solution of the linear relaxation, one a candidate
  std::vector<Fate> fate;     ///< proven for every choice better than the one known
};

struct RuledClimb {
  std::vector<double> price;  ///< start; empty for a guess
  int steps = 400;
  double lost = 0;  ///< by the best choice known
  Closing closing;
  double factor = 0.2;
  std::function<void(const std::vector<Index>& wish)> pick;  ///< sees inner choices now and then; may lower `lost`
};

/// Relaxes "a demand gains once" (each group pays up to what it can gain) and the rules (each limit is paid for by
/// use); each candidate then earns its gains less the prices, within its capacity the best of them, and those that
/// earn most are picked.
RuledBound ruled_bound(const RuledMatrix& matrix, std::vector<Fate> fate, RuledClimb& climb, const Watch& watch);

}  // namespace gapmap
