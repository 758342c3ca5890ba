// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/fate.h"
#include "siting/problem.h"

namespace gapmap {

/// A maximal cover problem in which every candidate is free and every demand open: what is decided has
/// been taken out. Demands that the same candidates cover are one group.
struct ReachMatrix {
  Sparse column;                    ///< candidate -> groups it covers
  std::vector<double> weight;       ///< of each group
  std::vector<Index> origin;        ///< candidate -> its number in the problem
  std::vector<Index> group_origin;  ///< group -> one of its demands
  std::vector<Index> chosen;        ///< decided new sites, by their number in the problem
  std::size_t sites = 0;            ///< still to be chosen
  double gained = 0;                ///< weight that decided sites cover
  double total = 0;                 ///< weight that can still be covered

  std::size_t groups() const { return weight.size(); }
  std::size_t candidates() const { return origin.size(); }
};

/// Roles decided, repeated items removed. Throws std::invalid_argument where sizes disagree.
ReachMatrix reach_matrix(const MaxCover& problem);

/// What remains once some candidates are decided.
ReachMatrix decided(const ReachMatrix& matrix, const std::vector<Fate>& fate);

/// Merges demands that the same candidates cover and takes out candidates of which another one covers all.
/// `effort` limits the comparisons; matrices with more pairs than that stay as they are.
ReachMatrix reduced(ReachMatrix matrix, std::size_t effort);

}  // namespace gapmap
