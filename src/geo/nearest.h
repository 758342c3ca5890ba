// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "geo/area_locator.h"
#include "geo/cell_grid.h"
#include "geo/geometry.h"

namespace gapmap {

/// Finds the nearest supply feature of a point: to a point itself, to the nearest place of a line, to
/// the edge of an area (0 inside it). Built once, shared by threads; a query walks rings of grid cells
/// around the point, those only that a nearer feature could touch, until none is possible. Supply points lie cell by
/// cell in memory.
class Nearest {
 public:
  struct Hit {
    double distance = std::numeric_limits<double>::infinity();  ///< metres
    std::uint32_t row = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t place = std::numeric_limits<std::uint32_t>::max();  ///< which vertex or edge of the supply
    bool found() const { return row != std::numeric_limits<std::uint32_t>::max(); }
  };

  /// Only the features in `rows` count; hits name them by their row in `supply`.
  Nearest(const Geometries& supply, std::span<const std::uint32_t> rows);

  /// The nearest feature; the lowest row among equals. Not found where there is no supply.
  Hit find(Point p) const { return find(p, {}); }

  /// The same, quicker where the hit of a point close by is known: nothing farther than that need be looked at.
  Hit find(Point p, const Hit& beside) const;

 private:
  friend class NearestAround;
  struct Segment {
    Point a, b;
    std::uint32_t row;
  };

  void visit(Point p, std::int64_t column, std::int64_t row, Hit& best, double& best_square) const;
  void search(Point p, Hit& best, double& best_square) const;

  std::vector<Segment> segments_;
  std::vector<Point> points_;          ///< of a supply of points alone, cell after cell
  std::vector<std::uint32_t> row_of_;  ///< of each of those
  CellGrid grid_;
  std::unique_ptr<AreaLocator> inside_;
  std::vector<std::uint32_t> inside_rows_;
};

/// Distance from a point to a segment, in metres, and its square.
double distance(Point p, Point a, Point b);
inline double square_distance(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  const double ex = p.x - (a.x + t * dx), ey = p.y - (a.y + t * dy);
  return ex * ex + ey * ey;
}

}  // namespace gapmap
