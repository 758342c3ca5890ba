// SPDX-License-Identifier: MIT
#include "siting/cover_walk.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <random>
#include <utility>

namespace gapmap {

double cover_cost(const CoverMatrix& matrix, const std::vector<Index>& columns) {
  double cost = 0;
  for (const Index j : columns) cost += matrix.cost[j];
  return cost;
}

std::vector<Index> cover_greedy(const CoverMatrix& matrix, const std::vector<double>& cost) {
  std::vector<Index> fresh(matrix.columns()), count(matrix.rows());
  using Entry = std::pair<double, Index>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto price = [&](Index j) { return (cost[j] + 1e-9) / fresh[j]; };
  for (std::size_t j = 0; j < matrix.columns(); ++j) {
    fresh[j] = static_cast<Index>(matrix.column.length(j));
    if (fresh[j] > 0) queue.emplace(price(static_cast<Index>(j)), static_cast<Index>(j));
  }
  std::vector<Index> chosen;
  std::size_t left = matrix.rows();
  while (left > 0 && !queue.empty()) {
    const auto [asked, j] = queue.top();
    queue.pop();
    Index now = 0;
    for (const Index i : matrix.column[j]) now += count[i] == 0;
    if (now == 0) continue;
    if (now != fresh[j]) {
      fresh[j] = now;
      queue.emplace(price(j), j);
      continue;
    }
    chosen.push_back(j);
    for (const Index i : matrix.column[j]) left -= count[i]++ == 0;
  }
  std::vector<Index> dearest = chosen;
  std::stable_sort(dearest.begin(), dearest.end(), [&](Index a, Index b) { return matrix.cost[a] > matrix.cost[b]; });
  std::vector<Index> needed;
  for (const Index j : dearest) {
    const auto rows = matrix.column[j];
    const bool superfluous = std::all_of(rows.begin(), rows.end(), [&](Index i) { return count[i] > 1; });
    if (superfluous)
      for (const Index i : rows) --count[i];
    else
      needed.push_back(j);
  }
  std::sort(needed.begin(), needed.end());
  return needed;
}

namespace {

class Walk {
 public:
  explicit Walk(const CoverMatrix& matrix)
      : matrix_(matrix),
        score_(matrix.columns()),
        weight_(matrix.rows(), 1.0),
        count_(matrix.rows()),
        keeper_(matrix.rows()),
        stamp_(matrix.columns()),
        place_(matrix.columns(), gone),
        allowed_(matrix.columns(), 1),
        open_place_(matrix.rows()) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) score_[j] = static_cast<double>(matrix.column.length(j));
    for (std::size_t i = 0; i < matrix.rows(); ++i) leave_open(static_cast<Index>(i));
  }

  void add(Index j) {
    place_[j] = static_cast<Index>(chosen_.size());
    chosen_.push_back(j);
    cost_ += matrix_.cost[j];
    score_[j] = 0;
    for (const Index i : matrix_.column[j]) {
      keeper_[i] ^= j;
      if (++count_[i] == 1) {
        for (const Index k : matrix_.row[i]) score_[k] -= weight_[i], allowed_[k] = 1;
        score_[j] = score_[j] + 2 * weight_[i];
        close(i);
      } else if (count_[i] == 2) {
        score_[keeper_[i] ^ j] -= weight_[i];
      }
    }
  }

  void remove(Index j) {
    const Index last = chosen_.back();
    chosen_[place_[j]] = last;
    place_[last] = place_[j];
    place_[j] = gone;
    chosen_.pop_back();
    cost_ -= matrix_.cost[j];
    score_[j] = 0;
    for (const Index i : matrix_.column[j]) {
      keeper_[i] ^= j;
      if (--count_[i] == 0) {
        for (const Index k : matrix_.row[i]) score_[k] += weight_[i], allowed_[k] = 1;
        leave_open(i);
      } else if (count_[i] == 1) {
        score_[keeper_[i]] += weight_[i];
      }
    }
    allowed_[j] = 0;
  }

  /// The chosen column that is missed least for its cost, the oldest of equals.
  Index least(Index except) const {
    Index best = gone;
    double best_loss = 0;
    for (const Index j : chosen_) {
      if (j == except) continue;
      const double loss = score_[j] / matrix_.cost[j];
      if (best != gone && (loss > best_loss || (loss == best_loss && older(best, j)))) continue;
      best = j;
      best_loss = loss;
    }
    return best;
  }

  /// The column of a row that helps most for its cost, the oldest of equals.
  Index most(Index row, double room) const {
    Index best = gone;
    double best_gain = 0;
    for (const Index j : matrix_.row[row]) {
      if (!allowed_[j] || matrix_.cost[j] >= room) continue;
      const double gain = score_[j] / matrix_.cost[j];
      if (best != gone && (gain < best_gain || (gain == best_gain && older(best, j)))) continue;
      best = j;
      best_gain = gain;
    }
    return best;
  }

  void insist() {
    for (const Index i : open_) {
      weight_[i] += 1;
      for (const Index k : matrix_.row[i]) score_[k] += 1;
    }
  }

  bool older(Index a, Index b) const { return stamp_[a] != stamp_[b] ? stamp_[a] < stamp_[b] : a < b; }
  void stamp(Index j, std::size_t step) { stamp_[j] = step; }
  const std::vector<Index>& chosen() const { return chosen_; }
  const std::vector<Index>& open() const { return open_; }
  double cost() const { return cost_; }

 private:
  void leave_open(Index i) {
    open_place_[i] = static_cast<Index>(open_.size());
    open_.push_back(i);
  }
  void close(Index i) {
    const Index last = open_.back();
    open_[open_place_[i]] = last;
    open_place_[last] = open_place_[i];
    open_.pop_back();
  }

  const CoverMatrix& matrix_;
  std::vector<double> score_;  ///< weight that the column alone covers, or would newly cover
  std::vector<double> weight_;
  std::vector<Index> count_, keeper_;  ///< chosen columns on a row: how many, and all of them combined by xor
  std::vector<std::size_t> stamp_;
  std::vector<Index> place_, chosen_;
  std::vector<char> allowed_;  ///< something around the column has changed since it was dropped
  std::vector<Index> open_, open_place_;
  double cost_ = 0;
};

}  // namespace

std::vector<Index> cover_walk(const CoverMatrix& matrix, std::vector<Index> start, std::size_t steps, double enough,
                              std::uint64_t seed, const Watch& watch) {
  if (matrix.rows() == 0 || !matrix.feasible) return start;
  std::mt19937_64 random(seed);
  Walk walk(matrix);
  for (const Index j : start) walk.add(j);
  std::vector<Index> best = std::move(start);
  double best_cost = cover_cost(matrix, best);
  Index added = gone;
  for (std::size_t step = 1; step <= steps; ++step) {
    while (walk.open().empty()) {
      if (walk.cost() < best_cost - 1e-9 || step == 1) best = walk.chosen(), best_cost = walk.cost();
      if (best_cost <= enough) return best;
      const Index drop = walk.least(gone);
      walk.remove(drop);
      walk.stamp(drop, step);
    }
    const Index drop = walk.least(added);
    if (drop != gone) {
      walk.remove(drop);
      walk.stamp(drop, step);
    }
    const Index row = walk.open()[random() % walk.open().size()];
    const Index add = walk.most(row, best_cost - walk.cost() - 1e-9);
    if (add != gone) {
      walk.add(add);
      walk.stamp(add, step);
      added = add;
    }
    walk.insist();
    if (step % 256 == 0 && watch.over()) break;
  }
  return best;
}

}  // namespace gapmap
