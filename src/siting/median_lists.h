// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/fate.h"
#include "siting/problem.h"

namespace gapmap {

/// A median problem in which all candidates are free: what is decided has been folded in. Sites that are
/// open only limit what a demand costs at most (`beyond`); closed ones are gone.
struct MedianLists {
  Sparse near;                 ///< demand -> candidates cheaper than `beyond`, cheapest first
  std::vector<double> cost;    ///< weighted distance, beside the items of `near`
  std::vector<double> beyond;  ///< cost of a demand that no candidate serves
  std::size_t sites = 0;       ///< still to be opened
  std::vector<Index> origin;   ///< candidate -> its number in the problem
  std::vector<Index> open;     ///< decided new sites, by their number in the problem
  double unserved = 0;         ///< a total from this on means that a demand goes unserved

  std::size_t demands() const { return near.size(); }
  std::size_t candidates() const { return origin.size(); }
};

/// Weights multiplied in, roles decided, lists sorted. Throws std::invalid_argument where sizes disagree.
MedianLists median_lists(const Median& problem);

/// The problem that remains once some candidates are decided. The number of free ones may fall below
/// the number of sites left; then all may open.
MedianLists decided(const MedianLists& lists, const std::vector<Fate>& fate);

}  // namespace gapmap
