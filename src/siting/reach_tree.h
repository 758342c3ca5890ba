// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <vector>

#include "siting/answer.h"
#include "siting/reach_matrix.h"

namespace gapmap {

/// Where a branch and bound over a maximal cover problem starts, and how far it may go.
struct ReachTree {
  const ReachMatrix& matrix;
  std::vector<double> part;  ///< multipliers as parts of the weight, by the problem's demands
  double all = 0;            ///< weight of the problem; the search minimises what is lost of it
  double bound = 0;          ///< of what is lost
  Closing closing;
  std::size_t rounds = std::numeric_limits<std::size_t>::max();  ///< batches of nodes
};

/// Searches for choices that lose less than `lost`; a better one replaces it and the sites (by their number
/// in the problem). Returns the bound of what is left open: infinity where nothing is.
double search_reach(const ReachTree& tree, double& lost, std::vector<Index>& sites, Watch& watch);

/// Lets go of a random part of the sites and searches for better ones beside the rest, four parts at a
/// time, again and again: P. Shaw (1998), Using constraint programming and local search methods.
void improve_reach(const ReachTree& tree, int rounds, double& lost, std::vector<Index>& sites, Watch& watch);

/// Numbers in the problem of decided and further candidates.
std::vector<Index> in_problem(const ReachMatrix& matrix, const std::vector<Index>& candidates);

/// The multipliers of a matrix's groups.
std::vector<double> prices_here(const ReachMatrix& matrix, const std::vector<double>& part);

/// Stores the multipliers of a matrix's groups.
void remember(const ReachMatrix& matrix, const std::vector<double>& price, std::vector<double>& part);

}  // namespace gapmap
