// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <functional>
#include <random>
#include <utility>

#include "geo/height_field.h"

namespace gapmap::tests {

/// Ground whose height is a formula.
class Hills : public HeightField {
 public:
  explicit Hills(std::function<double(Point)> height, double spacing = 30)
      : height_(std::move(height)), spacing_(spacing) {}

  void read(std::span<const Point> places, std::span<double> heights) const override {
    for (std::size_t i = 0; i < places.size(); ++i) heights[i] = height_(places[i]);
  }
  Metres spacing(Point) const override { return Metres{spacing_}; }
  double at(Point p) const { return height_(p); }

 private:
  std::function<double(Point)> height_;
  double spacing_;
};

/// A few rounded hills in a square of `side` metres, up to about 1 in 4 steep.
inline Hills random_hills(std::mt19937& random, double side, double spacing = 30) {
  const auto in = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  const double a = in(2, 12), b = in(2, 12), u = in(0, 6), v = in(0, 6), wave = in(0.2, 0.5) * side;
  return Hills([=](Point p) { return a * std::sin(u + p.x / wave * 3) + b * std::cos(v + (p.x - p.y) / wave * 4); },
               spacing);
}

}  // namespace gapmap::tests
