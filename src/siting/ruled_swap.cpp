// SPDX-License-Identifier: MIT
#include "siting/ruled_swap.h"

#include <algorithm>
#include <memory>

#include "siting/capacity_flow.h"

namespace gapmap {
namespace {

/// What open sites gain, kept up to date. A group that needs several sites is credited a little for the first ones,
/// else nothing would lead there; the credit is not part of any value that is reported.
class RuledState {
 public:
  RuledState(const RuledMatrix& matrix, const RuledBasket& basket)
      : matrix_(matrix), best_(matrix.groups()), count_(matrix.groups()) {
    if (!matrix.capacity.empty()) flow_ = std::make_unique<CapacityFlow>(matrix.column, matrix.most, matrix.capacity);
    for (const Index j : basket.all()) add(j);
    refresh(basket);
  }

  void add(Index j) {
    for (std::size_t k = matrix_.column.start[j]; k < matrix_.column.start[j + 1]; ++k) {
      const Index g = matrix_.column.item[k];
      best_[g] = std::max(best_[g], matrix_.gain[k]);
      ++count_[g];
    }
  }
  void remove(Index j, const RuledBasket& basket) {
    for (std::size_t k = matrix_.column.start[j]; k < matrix_.column.start[j + 1]; ++k) {
      const Index g = matrix_.column.item[k];
      --count_[g];
      if (matrix_.gain[k] < best_[g]) continue;
      best_[g] = 0;
      for (std::size_t n = matrix_.row.start[g]; n < matrix_.row.start[g + 1]; ++n)
        if (matrix_.row.item[n] != j && basket.holds(matrix_.row.item[n]))
          best_[g] = std::max(best_[g], matrix_.row_gain[n]);
    }
  }
  /// With capacities what is left over depends on all sites at once.
  void refresh(const RuledBasket& basket) {
    if (flow_) served_ = flow_->run(basket.all());
  }

  double add_gain(Index j) const {
    double gain = 0;
    for (std::size_t k = matrix_.column.start[j]; k < matrix_.column.start[j + 1]; ++k) {
      const Index g = matrix_.column.item[k];
      if (flow_) {
        gain += flow_->unserved(g);
      } else if (const int need = matrix_.need[g]; need > 1) {
        if (count_[g] < need) gain += matrix_.gain[k] * (count_[g] + 1 == need ? 1 : 0.02);
      } else {
        gain += std::max(0.0, matrix_.gain[k] - best_[g]);
      }
    }
    return flow_ ? std::min(gain, matrix_.capacity[j]) : gain;
  }
  bool has_capacities() const { return flow_ != nullptr; }
  double served() const { return served_; }

 private:
  const RuledMatrix& matrix_;
  std::vector<double> best_;
  std::vector<int> count_;
  std::unique_ptr<CapacityFlow> flow_;
  double served_ = 0;
};

/// The candidate that gains most, or most for the dearest share of what it uses.
Index best_addition(const RuledMatrix& matrix, const RuledBasket& basket, const RuledState& state, bool is_thrifty,
                    double& best) {
  Index found = gone;
  best = 0;
  for (Index j = 0; j < matrix.candidates(); ++j) {
    if (matrix.fate[j] != Fate::free || !basket.allows(j)) continue;
    double worth = state.add_gain(j);
    if (worth <= 0) continue;
    if (is_thrifty) {
      double dearest = 1e-3;
      for (std::size_t k = matrix.ruled_by.start[j]; k < matrix.ruled_by.start[j + 1]; ++k)
        dearest = std::max(dearest, matrix.ruled_use[k] / std::max(matrix.room[matrix.ruled_by.item[k]], 1e-9));
      worth /= dearest;
    }
    if (worth > best) best = worth, found = j;
  }
  return found;
}

void fill(const RuledMatrix& matrix, RuledBasket& basket, RuledState& state, bool is_thrifty, const Watch& watch) {
  double worth = 0;
  while (!watch.over()) {
    const Index j = best_addition(matrix, basket, state, is_thrifty, worth);
    if (j == gone) return;
    basket.add(j);
    state.add(j);
    state.refresh(basket);
  }
}

}  // namespace

double matrix_value(const RuledMatrix& matrix, const std::vector<Index>& sites) {
  if (!matrix.capacity.empty()) return CapacityFlow(matrix.column, matrix.most, matrix.capacity).run(sites);
  std::vector<double> best(matrix.groups());
  std::vector<int> count(matrix.groups());
  for (const Index j : sites)
    for (std::size_t k = matrix.column.start[j]; k < matrix.column.start[j + 1]; ++k) {
      const Index g = matrix.column.item[k];
      best[g] = std::max(best[g], matrix.gain[k]);
      ++count[g];
    }
  double value = 0;
  for (std::size_t g = 0; g < matrix.groups(); ++g) value += count[g] >= matrix.need[g] ? best[g] : 0;
  return value;
}

RuledFind ruled_swap(const RuledMatrix& matrix, const std::vector<Index>& wish, bool is_thrifty, int rounds,
                     const Watch& watch) {
  RuledBasket basket(matrix);
  for (const Index j : wish)
    if (basket.allows(j) && matrix.fate[j] == Fate::free) basket.add(j);
  RuledState state(matrix, basket);
  fill(matrix, basket, state, is_thrifty, watch);
  RuledFind found{matrix_value(matrix, basket.all()), basket.chosen()};
  for (int round = 0; round < rounds && !watch.over(); ++round) {
    bool is_better = false;
    for (const Index out : basket.chosen()) {
      if (matrix.fate[out] == Fate::open || watch.over()) continue;
      basket.remove(out);
      state.remove(out, basket);
      state.refresh(basket);
      double worth = 0;
      const double kept = state.add_gain(out);
      Index in = best_addition(matrix, basket, state, false, worth);
      if (in == gone || worth <= kept * (1 + 1e-12)) in = out;
      basket.add(in);
      state.add(in);
      // What was freed may let in another one beside.
      if (in != out) fill(matrix, basket, state, false, watch);
      state.refresh(basket);
      if (in == out) continue;
      const double value = state.has_capacities() ? state.served() : matrix_value(matrix, basket.all());
      if (value > found.value * (1 + 1e-12)) {
        found = {value, basket.chosen()};
        is_better = true;
      }
    }
    if (!is_better) break;
  }
  return found;
}

}  // namespace gapmap
