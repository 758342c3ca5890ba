// SPDX-License-Identifier: MIT
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

#include "geo/cover.h"

// What the tests of covers draw.
namespace gapmap::tests {

constexpr double pi = std::numbers::pi;

inline Geometries points(const std::vector<Point>& at) {
  Geometries made(Shape::point);
  for (const Point& p : at) made.add_point(p);
  return made;
}

inline Geometries line(const std::vector<Point>& path) {
  Geometries made(Shape::line);
  made.add_feature(path);
  return made;
}

inline void add_ring(Geometries& into, std::vector<Point> ring) {
  ring.push_back(ring.front());
  into.add_part(ring);
}

inline void add_square(Geometries& into, double x0, double y0, double x1, double y1) {
  add_ring(into, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
  into.end_feature();
}

inline Geometries square(double x0, double y0, double x1, double y1) {
  Geometries made(Shape::area);
  add_square(made, x0, y0, x1, y1);
  return made;
}

inline std::vector<std::uint32_t> all_of(const Geometries& g) {
  std::vector<std::uint32_t> rows(g.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

inline Cover cover_of(const Geometries& supply, const std::vector<double>& reach) {
  return {supply, all_of(supply), reach};
}
inline Cover cover_of(const Geometries& supply, double reach) {
  return cover_of(supply, std::vector<double>(supply.size(), reach));
}

inline Approx exactly(double value) { return Approx(value).epsilon(1e-9).margin(1e-9); }

inline double lens(double r, double distance) {
  return 2 * r * r * std::acos(distance / 2 / r) - distance / 2 * std::sqrt(4 * r * r - distance * distance);
}

/// A random district: a spiky polygon with a hole, and supply of a shape.
struct District {
  Geometries supply;
  std::vector<double> reach;
  Geometries area{Shape::area};
};

inline District random_district(unsigned seed, Shape shape, std::size_t count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  District made{Geometries(shape), {}};
  for (std::size_t i = 0; i < count; ++i) {
    Point p{unit(random) * 2000 - 1000, unit(random) * 2000 - 1000};
    if (shape == Shape::point) made.supply.add_point(p);
    if (shape == Shape::line) {
      std::vector<Point> path{p};
      for (int v = 0; v < 4; ++v) {
        const double dx = unit(random) * 200 - 100, dy = unit(random) * 200 - 100;
        path.push_back({path.back().x + dx, path.back().y + dy});
      }
      made.supply.add_feature(path);
    }
    if (shape == Shape::area) {
      std::vector<Point> ring;
      for (int v = 0; v < 7; ++v) {
        const double r = 50 + 150 * unit(random);
        ring.push_back({p.x + r * std::cos(v * 2 * pi / 7), p.y + r * std::sin(v * 2 * pi / 7)});
      }
      add_ring(made.supply, ring);
      made.supply.end_feature();
    }
    made.reach.push_back(20 + unit(random) * (shape == Shape::point ? 250 : 100));
  }
  std::vector<Point> shell, hole;
  for (int v = 0; v < 60; ++v) {
    const double angle = v * 2 * pi / 60, r = 600 + 500 * unit(random);
    shell.push_back({r * std::cos(angle), r * std::sin(angle)});
    hole.push_back({(r - 580) * 0.6 * std::cos(-angle), (r - 580) * 0.6 * std::sin(-angle)});
  }
  add_ring(made.area, shell);
  add_ring(made.area, hole);
  made.area.end_feature();
  return made;
}

}  // namespace gapmap::tests
