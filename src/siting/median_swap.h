// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/answer.h"
#include "siting/median_lists.h"

namespace gapmap {

/// Total cost where these candidates are open.
double median_cost(const MedianLists& lists, const std::vector<Index>& open);

/// Opens the candidate that saves most, again and again, until `lists.sites` are open.
std::vector<Index> median_greedy(const MedianLists& lists);

/// Replaces an open candidate by a closed one as long as that helps, the best exchange first; missing
/// sites are added beforehand. Returns the cost. All exchanges are priced in one pass over the lists:
/// M. G. C. Resende and R. F. Werneck (2007), A fast swap-based local search procedure for location
/// problems, Annals of Operations Research 150, 205-230.
double median_swap(const MedianLists& lists, std::vector<Index>& open, const Watch& watch);

}  // namespace gapmap
