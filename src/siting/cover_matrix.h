// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/fate.h"
#include "siting/problem.h"

namespace gapmap {

/// A set cover problem in which every column is free and every row uncovered: what is decided has been
/// taken out. Rows and columns are seen from both sides, all lists ascending.
struct CoverMatrix {
  Sparse column;              ///< column -> its rows
  Sparse row;                 ///< row -> its columns
  std::vector<double> cost;   ///< of each column
  std::vector<Index> origin;  ///< column -> its number in the problem
  std::vector<Index> row_origin;
  std::vector<Index> chosen;  ///< decided columns, by their number in the problem
  double paid = 0;            ///< their cost
  bool feasible = true;       ///< false: some row has no column left

  std::size_t rows() const { return row.size(); }
  std::size_t columns() const { return column.size(); }
};

/// Roles decided, repeated items removed. Throws std::invalid_argument where sizes disagree.
CoverMatrix cover_matrix(const SetCover& problem);

/// What remains once some columns are decided and some rows need no longer be looked at.
CoverMatrix decided(const CoverMatrix& matrix, const std::vector<Fate>& fate, const std::vector<char>& drop_row = {});

/// Takes out, until nothing changes: rows that any cover of another row covers, columns that another
/// column replaces at no higher cost, and columns that alone cover a row. `effort` limits the comparisons.
/// J. E. Beasley (1987), An algorithm for set covering problems, EJOR 31, 85-93.
CoverMatrix reduced(CoverMatrix matrix, std::size_t effort);

}  // namespace gapmap
