// SPDX-License-Identifier: MIT
#include "siting/ascent.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gapmap {

Ascent::Ascent(std::vector<double> start, std::vector<double> low, std::vector<double> high, double factor)
    : low_(std::move(low)),
      high_(std::move(high)),
      best_(std::move(start)),
      best_value_(-std::numeric_limits<double>::infinity()),
      factor_(factor),
      checked_value_(best_value_) {
  for (std::size_t i = 0; i < best_.size(); ++i) best_[i] = std::clamp(best_[i], low_[i], high_[i]);
  point_ = best_;
}

void Ascent::learn(double value, std::span<const double> slope, double target) {
  if (learned_ == 0) {
    average_.assign(slope.begin(), slope.end());
    best_value_ = value;
    blend_ = 1;
  } else {
    // The share that makes the average shortest, within limits.
    double cross = 0, old_norm = 0, new_norm = 0;
    for (std::size_t i = 0; i < slope.size(); ++i) {
      cross += slope[i] * average_[i];
      old_norm += average_[i] * average_[i];
      new_norm += slope[i] * slope[i];
    }
    const double curve = old_norm - 2 * cross + new_norm;
    const double wish = curve > 0 ? (old_norm - cross) / curve : 1;
    blend_ = std::clamp(wish, blend_limit_ / 10, blend_limit_);
    for (std::size_t i = 0; i < slope.size(); ++i) average_[i] += blend_ * (slope[i] - average_[i]);
    if (value > best_value_) {
      best_value_ = value;
      best_ = point_;
      red_ = 0;
      if (cross >= 0) factor_ = std::min(2.0, factor_ * 1.1);
    } else if (++red_ >= 20) {
      factor_ *= 0.66;
      red_ = 0;
    }
  }
  if (++learned_ % 100 == 0) {
    if (best_value_ < checked_value_ + 0.01 * std::abs(checked_value_))
      blend_limit_ = std::max(0.005, blend_limit_ / 2);
    checked_value_ = best_value_;
  }
  step(target);
}

void Ascent::step(double target) {
  double norm = 0;
  for (std::size_t i = 0; i < average_.size(); ++i) {
    const double d = average_[i];
    if ((d > 0 && best_[i] < high_[i]) || (d < 0 && best_[i] > low_[i])) norm += d * d;
  }
  const double reach = std::max(target - best_value_, 1e-6 * std::abs(target));
  const double length = norm > 0 ? factor_ * reach / norm : 0;
  for (std::size_t i = 0; i < average_.size(); ++i) {
    point_[i] = std::clamp(best_[i] + length * average_[i], low_[i], high_[i]);
  }
}

}  // namespace gapmap
