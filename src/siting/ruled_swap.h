// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/ruled_matrix.h"

namespace gapmap {

/// What these sites, existing ones among them, gain.
double matrix_value(const RuledMatrix& matrix, const std::vector<Index>& sites);

/// Takes sites from `wish` as long as the rules allow, fills up with whatever gains most (for what it uses of the
/// scarcest limit where `is_thrifty`), then exchanges sites one by one while that gains, at most `rounds` times around.
/// Returns new sites and what they gain.
struct RuledFind {
  double value = 0;
  std::vector<Index> sites;
};
RuledFind ruled_swap(const RuledMatrix& matrix, const std::vector<Index>& wish, bool is_thrifty, int rounds,
                     const Watch& watch);

}  // namespace gapmap
