// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

namespace gapmap {

/// Climbs a concave piecewise linear function (a Lagrangian lower bound) of multipliers within a box.
/// The volume algorithm: steps leave from the best point known, along a running average of the
/// subgradients; the same average of the inner choices approaches the solution of the linear relaxation.
/// F. Barahona and R. Anbil (2000), The volume algorithm: producing primal solutions with a subgradient
/// method, Mathematical Programming 87, 385-399.
class Ascent {
 public:
  /// `factor`: length of the first steps, as a part of the way to the target.
  Ascent(std::vector<double> start, std::vector<double> low, std::vector<double> high, double factor = 0.2);

  /// Where the function is to be evaluated next.
  const std::vector<double>& point() const { return point_; }
  /// Reports the value and a subgradient at `point()`, and the value one hopes to reach (an upper bound).
  void learn(double value, std::span<const double> slope, double target);

  double best_value() const { return best_value_; }
  const std::vector<double>& best() const { return best_; }
  /// The share of the newest choice in the running average.
  double blend() const { return blend_; }
  /// Steps have become too short to matter.
  bool tired() const { return factor_ < 5e-4; }

 private:
  void step(double target);

  std::vector<double> low_, high_, best_, point_, average_;
  double best_value_;
  double factor_;
  double blend_ = 1;
  double blend_limit_ = 0.1;
  double checked_value_;
  int red_ = 0, learned_ = 0;
};

}  // namespace gapmap
