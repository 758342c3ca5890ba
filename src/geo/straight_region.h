// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/area_locator.h"
#include "geo/geometry.h"

namespace gapmap::straight {

/// Two places closer than this (metres) are one: the last digits of projected coordinates.
inline constexpr double snap = 1e-8;

/// Where on a segment the place nearest to p is (0..1), and the square of how far off.
struct Beside {
  double at;
  double square;
};
Beside beside(Point p, Point a, Point b);

/// A place on an edge that becomes a node: the edge's own start (`at` 0), or farther along it (below 1).
struct Position {
  std::uint32_t edge;
  double at;
  Point place;
};

/// Straight-edged polygons without a common inside, one a feature, indexed for `Chains`. Built once, shared by
/// threads.
class Region {
 public:
  explicit Region(Geometries polygons);

  const Geometries& polygons() const { return polygons_; }
  const AreaLocator& locator() const { return locator_; }
  const Box& box() const { return box_; }
  bool contains(Point p) const;

  std::uint32_t ring_of(std::uint32_t edge) const;
  std::uint32_t polygon_of(std::uint32_t ring) const { return locator_.edges()[locator_.first_edge(ring)].area; }
  Point start_of(std::uint32_t ring) const { return locator_.edges()[locator_.first_edge(ring)].a; }
  /// Calls `visit(ring)` for the rings that start in a box.
  template <typename Visit>
  void for_each_start(const Box& box, const Visit& visit) const;

  /// Whether a polygon meets another one, or itself, in single places.
  bool is_touching(std::uint32_t polygon) const { return is_touching_[polygon] != 0; }
  /// Those places on the edges of a ring, in order.
  std::span<const Position> touches(std::uint32_t ring) const;

 private:
  void find_touches();

  Geometries polygons_;
  AreaLocator locator_;
  Box box_;
  CellGrid starts_;
  std::vector<char> is_touching_;
  std::vector<Position> touches_;
};

template <typename Visit>
void Region::for_each_start(const Box& box, const Visit& visit) const {
  if (!box.intersects(box_)) return;
  for (std::int64_t row = starts_.row_of(box.low.y); row <= starts_.row_of(box.high.y); ++row)
    for (std::int64_t column = starts_.column_of(box.low.x); column <= starts_.column_of(box.high.x); ++column)
      for (const std::uint32_t ring : starts_.items(starts_.index(column, row))) {
        // A start on a cell's border is listed in two cells.
        const Point start = start_of(ring);
        if (starts_.column_of(start.x) == column && starts_.row_of(start.y) == row && box.contains(start)) visit(ring);
      }
}

}  // namespace gapmap::straight
