// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <vector>

#include "siting/answer.h"
#include "siting/cover_matrix.h"

namespace gapmap {

/// Where a branch and bound starts, and how far it may go.
struct CoverTree {
  const CoverMatrix& matrix;
  std::vector<double> price;  ///< multipliers by the problem's rows
  double bound = 0;
  Closing closing;
  std::size_t rounds = std::numeric_limits<std::size_t>::max();  ///< batches of nodes
};

/// Searches for covers that cost less than `value`; a better one replaces it and the sites (by their number
/// in the problem). Returns the bound of what is left open: infinity where nothing is.
double search_covers(const CoverTree& tree, double& value, std::vector<Index>& sites, Watch& watch);

/// Lets go of a random part of the sites and searches for a better completion of the rest, four parts at a
/// time, again and again: P. Shaw (1998), Using constraint programming and local search methods to solve
/// vehicle routing problems.
void improve_cover(const CoverTree& tree, int rounds, double enough, double& value, std::vector<Index>& sites,
                   Watch& watch);

/// Numbers in the problem of decided and further columns.
std::vector<Index> in_problem(const CoverMatrix& matrix, const std::vector<Index>& columns);

/// The prices of a matrix's rows.
std::vector<double> prices_here(const CoverMatrix& matrix, const std::vector<double>& by_problem);

/// Stores the prices of a matrix's rows by their number in the problem.
void remember(const CoverMatrix& matrix, const std::vector<double>& price, std::vector<double>& by_problem);

/// Lagrangian costs as far as a greedy choice can use them.
std::vector<double> not_negative(std::vector<double> costs);

}  // namespace gapmap
