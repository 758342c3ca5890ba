// SPDX-License-Identifier: MIT
#include "siting/cover_matrix.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace gapmap {

CoverMatrix cover_matrix(const SetCover& problem) {
  const std::size_t n = problem.covers.size();
  if ((!problem.cost.empty() && problem.cost.size() != n) || (!problem.roles.empty() && problem.roles.size() != n)) {
    throw std::invalid_argument("the arrays of the set cover problem differ in length");
  }
  CoverMatrix matrix;
  std::vector<Fate> fate(n, Fate::free);
  for (std::size_t j = 0; j < n; ++j) {
    const SiteRole role = role_of(problem.roles, j);
    if (role == SiteRole::forbidden) fate[j] = Fate::closed;
    if (role == SiteRole::must || role == SiteRole::existing) fate[j] = Fate::open;
    matrix.origin.push_back(static_cast<Index>(j));
    matrix.cost.push_back(role == SiteRole::existing ? 0.0 : problem.cost.empty() ? 1.0 : problem.cost[j]);
    std::vector<Index> rows(problem.covers[j].begin(), problem.covers[j].end());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    matrix.column.item.insert(matrix.column.item.end(), rows.begin(), rows.end());
    matrix.column.close();
  }
  for (std::size_t i = 0; i < problem.rows; ++i) matrix.row_origin.push_back(static_cast<Index>(i));
  matrix.row = transpose(matrix.column, problem.rows);
  CoverMatrix rest = decided(matrix, fate);
  std::erase_if(rest.chosen, [&](Index j) { return role_of(problem.roles, j) == SiteRole::existing; });
  return rest;
}

CoverMatrix decided(const CoverMatrix& matrix, const std::vector<Fate>& fate, const std::vector<char>& drop_row) {
  CoverMatrix rest;
  rest.chosen = matrix.chosen;
  rest.paid = matrix.paid;
  rest.feasible = matrix.feasible;
  std::vector<char> keep_row(matrix.rows(), 1), keep_column(matrix.columns());
  for (std::size_t i = 0; i < drop_row.size(); ++i) keep_row[i] = !drop_row[i];
  for (std::size_t j = 0; j < matrix.columns(); ++j) {
    keep_column[j] = fate[j] == Fate::free;
    if (fate[j] != Fate::open) continue;
    rest.chosen.push_back(matrix.origin[j]);
    rest.paid += matrix.cost[j];
    for (const Index i : matrix.column[j]) keep_row[i] = 0;
  }
  for (std::size_t j = 0; j < matrix.columns(); ++j) {
    const auto rows = matrix.column[j];
    keep_column[j] = keep_column[j] && std::any_of(rows.begin(), rows.end(), [&](Index i) { return keep_row[i]; });
  }
  std::vector<Index> rows, columns;
  const std::vector<Index> row_number = number_kept(keep_row, rows);
  const std::vector<Index> column_number = number_kept(keep_column, columns);
  rest.column = renumber(matrix.column, column_number, row_number);
  rest.row = renumber(matrix.row, row_number, column_number);
  for (const Index i : rows) rest.row_origin.push_back(matrix.row_origin[i]);
  for (const Index j : columns) {
    rest.cost.push_back(matrix.cost[j]);
    rest.origin.push_back(matrix.origin[j]);
  }
  for (std::size_t i = 0; i < rest.rows(); ++i) rest.feasible = rest.feasible && rest.row.length(i) > 0;
  return rest;
}

namespace {

/// Whether ascending `part` lies in ascending `whole`; counts the comparisons off `effort`.
bool lies_in(std::span<const Index> part, std::span<const Index> whole, std::size_t& effort) {
  if (part.size() > whole.size() || part.front() < whole.front() || part.back() > whole.back()) return false;
  std::size_t w = 0;
  for (std::size_t k = 0; k < part.size(); ++k) {
    while (w < whole.size() && whole[w] < part[k]) ++w;
    if (w == whole.size() || whole[w] != part[k] || part.size() - k > whole.size() - w) {
      effort -= std::min(effort, w + 1);
      return false;
    }
  }
  effort -= std::min(effort, w + 1);
  return true;
}

/// The shortest of the lists of `other` that an item list names.
Index shortest(std::span<const Index> items, const Sparse& other) {
  return *std::min_element(items.begin(), items.end(), [&](Index a, Index b) {
    return std::pair(other.length(a), a) < std::pair(other.length(b), b);
  });
}

}  // namespace

CoverMatrix reduced(CoverMatrix matrix, std::size_t effort) {
  while (matrix.feasible && matrix.rows() > 0 && effort > 0) {
    std::vector<Fate> fate(matrix.columns(), Fate::free);
    std::vector<char> drop_row(matrix.rows());
    bool changed = false;
    for (std::size_t q = 0; q < matrix.rows() && effort > 0; ++q) {
      if (drop_row[q]) continue;
      const auto part = matrix.row[q];
      if (part.size() == 1) fate[part[0]] = Fate::open, changed = true;
      for (const Index r : matrix.column[shortest(part, matrix.column)]) {
        if (r == q || drop_row[r]) continue;
        if (!lies_in(part, matrix.row[r], effort)) continue;
        drop_row[r] = 1;
        changed = true;
      }
    }
    for (std::size_t j = 0; j < matrix.columns(); ++j) {
      if (matrix.cost[j] <= 0 && fate[j] == Fate::free) fate[j] = Fate::open, changed = true;
    }
    for (std::size_t j = 0; j < matrix.columns() && effort > 0; ++j) {
      if (fate[j] != Fate::free) continue;
      const auto part = matrix.column[j];
      for (const Index k : matrix.row[shortest(part, matrix.row)]) {
        if (k == j || fate[k] == Fate::closed || matrix.cost[k] > matrix.cost[j]) continue;
        if (!lies_in(part, matrix.column[k], effort)) continue;
        fate[j] = Fate::closed;
        changed = true;
        break;
      }
    }
    if (!changed) break;
    matrix = decided(matrix, fate, drop_row);
  }
  return matrix;
}

}  // namespace gapmap
