// SPDX-License-Identifier: MIT
#include "siting/cover_bound.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "siting/ascent.h"

namespace gapmap {

CoverBound cover_bound(const CoverMatrix& matrix, CoverClimb& climb, const Watch& watch) {
  const std::size_t m = matrix.rows(), n = matrix.columns();
  CoverBound result;
  result.fate.assign(n, Fate::free);
  result.share.assign(n, 0.0);
  result.bound = -std::numeric_limits<double>::infinity();
  std::vector<double> high(m), first(m, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < m; ++i) {
    high[i] = std::numeric_limits<double>::infinity();
    for (const Index j : matrix.row[i]) {
      high[i] = std::min(high[i], matrix.cost[j]);
      first[i] = std::min(first[i], matrix.cost[j] / static_cast<double>(matrix.column.length(j)));
    }
  }
  Ascent ascent(climb.price.empty() ? std::move(first) : climb.price, std::vector<double>(m, 0.0), std::move(high));
  std::vector<double> lent(n), slope(m);
  std::vector<char> picked(n);
  int since_offer = 0;
  for (int step = 0; step < climb.steps; ++step) {
    const std::vector<double>& price = ascent.point();
    double bound = matrix.paid;
    for (const double p : price) bound += p;
    std::fill(slope.begin(), slope.end(), 1.0);
    for (std::size_t j = 0; j < n; ++j) {
      double left = matrix.cost[j];
      if (result.fate[j] == Fate::closed) continue;
      for (const Index i : matrix.column[j]) left -= price[i];
      lent[j] = left;
      picked[j] = left < 0 || result.fate[j] == Fate::open;
      if (!picked[j]) continue;
      bound += left;
      for (const Index i : matrix.column[j]) slope[i] -= 1;
    }
    if (bound > result.bound) {
      result.bound = bound;
      result.price = price;
      result.lent = lent;
      if (climb.closing.closes(bound, climb.value)) break;
      for (std::size_t j = 0; j < n; ++j) {
        if (result.fate[j] != Fate::free) continue;
        if (lent[j] >= 0) {
          if (climb.closing.closes(bound + lent[j], climb.value)) result.fate[j] = Fate::closed, picked[j] = 0;
        } else if (climb.closing.closes(bound - lent[j], climb.value)) {
          result.fate[j] = Fate::open;
        }
      }
    }
    if (climb.offer && ++since_offer >= 20) {
      since_offer = 0;
      for (std::size_t j = 0; j < n; ++j) {
        if (result.fate[j] == Fate::closed) lent[j] = matrix.cost[j];
      }
      climb.offer(lent);
    }
    ascent.learn(bound, slope, climb.value);
    for (std::size_t j = 0; j < n; ++j) result.share[j] += ascent.blend() * (picked[j] - result.share[j]);
    if (ascent.tired()) {
      result.tired = true;
      break;
    }
    if (step % 8 == 7 && watch.over()) break;
  }
  return result;
}

}  // namespace gapmap
