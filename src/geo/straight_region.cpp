// SPDX-License-Identifier: MIT
#include "geo/straight_region.h"

#include <algorithm>
#include <tuple>

namespace gapmap::straight {

Beside beside(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, ex = p.x - a.x, ey = p.y - a.y;
  const double square = dx * dx + dy * dy;
  const double at = square > 0 ? std::clamp((ex * dx + ey * dy) / square, 0.0, 1.0) : 0;
  const double x = ex - at * dx, y = ey - at * dy;
  return {at, x * x + y * y};
}

Region::Region(Geometries polygons) : polygons_(std::move(polygons)), locator_(polygons_), box_(polygons_.box()) {
  starts_ = CellGrid(box_, locator_.rings());
  starts_.fill([&](auto&& emit) {
    for (std::uint32_t ring = 0; ring < locator_.rings(); ++ring) emit(start_of(ring), start_of(ring), ring);
  });
  is_touching_.assign(polygons_.size(), 0);
  find_touches();
}

bool Region::contains(Point p) const {
  thread_local std::vector<std::uint32_t> holders, borders;
  locator_.hold(p, holders, borders);
  return !holders.empty();
}

std::uint32_t Region::ring_of(std::uint32_t edge) const {
  std::size_t low = 0, high = locator_.rings();
  while (low + 1 < high) {
    const std::size_t middle = (low + high) / 2;
    (locator_.first_edge(middle) <= edge ? low : high) = middle;
  }
  return static_cast<std::uint32_t>(low);
}

std::span<const Position> Region::touches(std::uint32_t ring) const {
  const auto at = [&](std::uint32_t edge) {
    return std::lower_bound(touches_.begin(), touches_.end(), edge,
                            [](const Position& touch, std::uint32_t wanted) { return touch.edge < wanted; });
  };
  return {at(locator_.first_edge(ring)), at(locator_.first_edge(ring + 1))};
}

/// In every cell, each vertex against the edges that are not its own.
void Region::find_touches() {
  const CellGrid& grid = locator_.grid();
  const auto& edges = locator_.edges();
  for (std::int64_t row = 0; row < grid.rows(); ++row)
    for (std::int64_t column = 0; column < grid.columns(); ++column) {
      const auto items = grid.items(grid.index(column, row));
      for (const std::uint32_t item : items) {
        const Point p = edges[item].a;
        if (grid.column_of(p.x) != column || grid.row_of(p.y) != row) continue;
        for (const std::uint32_t other : items) {
          const auto& [a, b, area] = edges[other];
          if (other == item || std::max(a.x, b.x) < p.x - snap || std::min(a.x, b.x) > p.x + snap ||
              std::max(a.y, b.y) < p.y - snap || std::min(a.y, b.y) > p.y + snap)
            continue;
          const auto [at, square] = beside(p, a, b);
          if (square > snap * snap) continue;
          const std::uint32_t ring = ring_of(other), first = locator_.first_edge(ring);
          const bool is_last = other + 1 == locator_.first_edge(ring + 1);
          const std::uint32_t next = is_last ? first : other + 1;
          if (next == item) continue;  // the edge that runs into the vertex
          is_touching_[edges[item].area] = is_touching_[area] = 1;
          touches_.push_back({item, 0, p});
          touches_.push_back(at < 1 ? Position{other, at, at > 0 ? p : a} : Position{next, 0, b});
        }
      }
    }
  const auto order = [](const Position& one, const Position& two) {
    return std::tie(one.edge, one.at) < std::tie(two.edge, two.at);
  };
  std::sort(touches_.begin(), touches_.end(), order);
}

}  // namespace gapmap::straight
