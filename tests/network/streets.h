// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <random>
#include <vector>

#include "network/noding.h"

namespace gapmap::tests {

using Line = std::vector<Point>;

/// Streets drawn in a test, and the graph made of them.
struct Streets {
  std::vector<Line> lines;
  std::vector<std::int32_t> level = {};
  NodingOptions options = {};
  Geometries barriers{Shape::line};

  Graph graph() const {
    Geometries all(Shape::line);
    for (const Line& line : lines) all.add_feature(line);
    std::vector<std::uint32_t> rows(lines.size());
    std::iota(rows.begin(), rows.end(), 0U);
    const StreetLines layer{&all, rows, level};
    NodingOptions used = options;
    std::vector<std::uint32_t> barrier_rows(barriers.size());
    std::iota(barrier_rows.begin(), barrier_rows.end(), 0U);
    if (barriers.size() > 0) {
      used.barriers = &barriers;
      used.barrier_rows = barrier_rows;
    }
    return make_graph({&layer, 1}, used);
  }
};

/// A town of streets in a square of `side` metres: a bent grid, some diagonals, some ends that miss by less than a
/// metre.
inline std::vector<Line> random_streets(std::mt19937& random, int streets, double side) {
  const auto in = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  std::vector<Line> lines;
  for (int i = 0; i < streets; ++i) {
    const bool is_flat = random() % 2 != 0;
    const double at = in(0, side), start = in(0, side / 3), end = in(side / 2, side);
    Line line;
    const int steps = 2 + static_cast<int>(random() % 4);
    for (int k = 0; k <= steps; ++k) {
      const double x = start + (end - start) * k / steps, y = at + in(-0.04, 0.04) * side;
      line.push_back(is_flat ? Point{x, y} : Point{y, x});
    }
    if (!lines.empty() && random() % 3 == 0) {
      // Ends near a place on an earlier street: on it, or missing it by up to 0.8 m.
      const Line& other = lines[random() % lines.size()];
      const double t = in(0.1, 0.9);
      line.back() = {other[0].x + t * (other[1].x - other[0].x) + (random() % 2 ? in(0, 0.5) : 0),
                     other[0].y + t * (other[1].y - other[0].y) + (random() % 2 ? in(0, 0.5) : 0)};
    }
    if (!lines.empty() && random() % 4 == 0) line.front() = lines[random() % lines.size()].back();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace gapmap::tests
