// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "siting/answer.h"
#include "siting/cover_matrix.h"

namespace gapmap {

/// What a Lagrangian ascent proves about a set cover problem.
struct CoverBound {
  double bound = 0;           ///< with what is paid; no cover costs less, as long as it may be better than known
  std::vector<double> price;  ///< multipliers, one a row
  std::vector<double> lent;   ///< Lagrangian costs at those prices, one a column
  std::vector<double> share;  ///< approximate solution of the linear relaxation, one a column
  std::vector<Fate> fate;     ///< proven for every cover better than the value known
  bool tired = false;
};

/// How long to climb, and from where.
struct CoverClimb {
  std::vector<double> price;  ///< start; empty for a guess
  int steps = 1000;
  double value = 0;  ///< of the best cover known, with what is paid
  Closing closing;
  std::function<void(const std::vector<double>& lent)>
      offer;  ///< sees Lagrangian costs now and then; may lower `value`
};

/// Relaxes "every row is covered": each row pays a price, each column costs what the prices of its rows
/// leave of its cost. Columns whose change of fate would lift the bound above the value known are decided.
/// A. Caprara, M. Fischetti, P. Toth (1999), A heuristic method for the set covering problem,
/// Operations Research 47, 730-743.
CoverBound cover_bound(const CoverMatrix& matrix, CoverClimb& climb, const Watch& watch);

}  // namespace gapmap
