// SPDX-License-Identifier: MIT
#include "siting/ruled_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "siting/ascent.h"

namespace gapmap {
namespace {

/// One evaluation of the relaxation after the other, with its scratch memory.
class Relaxation {
 public:
  Relaxation(const RuledMatrix& matrix, const std::vector<Fate>& fate)
      : matrix_(matrix),
        fate_(fate),
        earned_(matrix.candidates()),
        picked_(matrix.candidates()),
        slope_(matrix.groups() + matrix.room.size()) {
    // Prices of limits are as large as a site's gain, prices of groups as a group's: a scale between the two lets one
    // step length serve both.
    double largest = 0, mean = matrix.groups() ? matrix.total / static_cast<double>(matrix.groups()) : 1;
    for (std::size_t j = 0; j < matrix.candidates(); ++j) {
      double sum = 0;
      for (std::size_t k = matrix.column.start[j]; k < matrix.column.start[j + 1]; ++k) sum += matrix.gain[k];
      largest = std::max(largest, sum);
    }
    scale_ = mean > 0 ? std::sqrt(std::max(1.0, largest / mean)) : 1;
  }

  /// Upper bound on the gain at these prices.
  double evaluate(const std::vector<double>& price) {
    const std::size_t groups = matrix_.groups();
    double bound = 0;
    for (std::size_t g = 0; g < groups; ++g) bound += price[g];
    for (std::size_t r = 0; r < matrix_.room.size(); ++r) bound += scale_ * price[groups + r] * matrix_.room[r];
    std::size_t places = matrix_.sites;
    order_.clear();
    for (Index j = 0; j < matrix_.candidates(); ++j) {
      picked_[j] = 0;
      if (fate_[j] == Fate::closed) continue;
      earned_[j] = earn(j, price);
      if (fate_[j] == Fate::open) {
        picked_[j] = 1;
        bound += earned_[j];
        if (matrix_.is_new[j]) --places;
      } else {
        order_.push_back(j);
      }
    }
    std::sort(order_.begin(), order_.end(),
              [&](Index a, Index b) { return earned_[a] != earned_[b] ? earned_[a] > earned_[b] : a < b; });
    taken_ = 0;
    while (taken_ < order_.size() && taken_ < places && earned_[order_[taken_]] > 0) {
      picked_[order_[taken_]] = 1;
      bound += earned_[order_[taken_]];
      ++taken_;
    }
    is_full_ = taken_ == places;
    return bound;
  }

  /// Subgradient of the negated bound.
  const std::vector<double>& slope(const std::vector<double>& price) {
    const std::size_t groups = matrix_.groups();
    for (std::size_t g = 0; g < groups; ++g) slope_[g] = -1;
    for (std::size_t r = 0; r < matrix_.room.size(); ++r) slope_[groups + r] = -scale_ * matrix_.room[r];
    for (Index j = 0; j < matrix_.candidates(); ++j) {
      if (!picked_[j]) continue;
      served(j, price, [&](Index g, double part) { slope_[g] += part; });
      if (matrix_.is_new[j])
        for (std::size_t k = matrix_.ruled_by.start[j]; k < matrix_.ruled_by.start[j + 1]; ++k)
          slope_[groups + matrix_.ruled_by.item[k]] += scale_ * matrix_.ruled_use[k];
    }
    return slope_;
  }

  /// The bound if the fate of a free candidate were the other one.
  double bound_if_changed(Index j, double bound) const {
    if (!picked_[j]) {
      const double leaves = is_full_ && taken_ > 0 ? earned_[order_[taken_ - 1]] : is_full_ ? infinity_ : 0;
      return bound + earned_[j] - leaves;
    }
    const double enters = taken_ < order_.size() ? std::max(0.0, earned_[order_[taken_]]) : 0;
    return bound - earned_[j] + enters;
  }

  const std::vector<Index>& order() const { return order_; }
  const std::vector<char>& picked() const { return picked_; }

 private:
  /// Gains less prices; calls `take(group, part of the group)` for what a candidate serves at these prices.
  template <typename Take>
  double served(Index j, const std::vector<double>& price, Take&& take) {
    double sum = 0;
    const bool is_limited = !matrix_.capacity.empty() && std::isfinite(matrix_.capacity[j]);
    if (!is_limited) {
      for (std::size_t k = matrix_.column.start[j]; k < matrix_.column.start[j + 1]; ++k) {
        const Index g = matrix_.column.item[k];
        const double left = matrix_.gain[k] - price[g];
        if (left <= 0) continue;
        const double part = 1.0 / matrix_.need[g];
        sum += left * part;
        take(g, part);
      }
      return sum;
    }
    // The best use of a capacity: what pays most a person first, the last one in part.
    items_.clear();
    for (std::size_t k = matrix_.column.start[j]; k < matrix_.column.start[j + 1]; ++k) {
      const Index g = matrix_.column.item[k];
      if (matrix_.gain[k] > price[g]) items_.push_back({(matrix_.gain[k] - price[g]) / matrix_.most[g], g});
    }
    std::sort(items_.begin(), items_.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    double room = matrix_.capacity[j];
    for (const auto& [worth, g] : items_) {
      if (room <= 0) break;
      const double amount = std::min(room, matrix_.most[g]);
      room -= amount;
      sum += worth * amount;
      take(g, amount / matrix_.most[g]);
    }
    return sum;
  }

  double earn(Index j, const std::vector<double>& price) {
    double sum = served(j, price, [](Index, double) {});
    if (matrix_.is_new[j])
      for (std::size_t k = matrix_.ruled_by.start[j]; k < matrix_.ruled_by.start[j + 1]; ++k)
        sum -= scale_ * price[matrix_.groups() + matrix_.ruled_by.item[k]] * matrix_.ruled_use[k];
    return sum;
  }

  static constexpr double infinity_ = std::numeric_limits<double>::infinity();
  const RuledMatrix& matrix_;
  const std::vector<Fate>& fate_;
  std::vector<double> earned_;
  std::vector<char> picked_;
  std::vector<double> slope_;
  std::vector<Index> order_;
  std::vector<std::pair<double, Index>> items_;
  std::size_t taken_ = 0;
  bool is_full_ = false;
  double scale_ = 1;
};

}  // namespace

RuledBound ruled_bound(const RuledMatrix& matrix, std::vector<Fate> fate, RuledClimb& climb, const Watch& watch) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::size_t groups = matrix.groups(), limits = matrix.room.size();
  RuledBound result;
  result.fate = std::move(fate);
  result.share.assign(matrix.candidates(), 0.0);
  result.lost = -infinity;
  std::vector<double> high = matrix.most, start = climb.price;
  high.resize(groups + limits, infinity);
  if (start.empty()) {
    start.assign(groups + limits, 0.0);
    for (std::size_t g = 0; g < groups; ++g) start[g] = matrix.most[g] * 0.3;
  }
  Relaxation relaxation(matrix, result.fate);
  Ascent ascent(std::move(start), std::vector<double>(groups + limits, 0.0), std::move(high), climb.factor);
  for (int step = 0; step < climb.steps; ++step) {
    const std::vector<double>& price = ascent.point();
    const double bound = relaxation.evaluate(price), lost = matrix.total - bound;
    result.lost = std::max(result.lost, lost);
    if (climb.closing.closes(result.lost, climb.lost)) break;
    bool is_changed = false;
    if (lost > result.lost - 0.05 * std::abs(climb.lost - result.lost))
      for (const Index j : relaxation.order())
        if (climb.closing.closes(matrix.total - relaxation.bound_if_changed(j, bound), climb.lost)) {
          result.fate[j] = relaxation.picked()[j] ? Fate::open : Fate::closed;
          is_changed = true;
        }
    if (is_changed && !settle(matrix, result.fate)) {
      result.lost = infinity;  // every better choice would break a rule
      break;
    }
    if (climb.pick && step % 20 == 10) climb.pick(relaxation.order());
    ascent.learn(lost, relaxation.slope(price), climb.lost);
    for (std::size_t j = 0; j < result.share.size(); ++j)
      result.share[j] += ascent.blend() * (relaxation.picked()[j] - result.share[j]);
    if (ascent.tired() || watch.over()) break;
  }
  result.price = ascent.best();
  return result;
}

}  // namespace gapmap
