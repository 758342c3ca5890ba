// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/cell_grid.h"
#include "geo/geometry.h"

namespace gapmap {

/// Coordinates that were computed agree within this; a vertex as near to a line touches it. In metres.
inline constexpr double touching = 1e-6;

inline Point point_on(Point a, Point b, double t) {
  return t >= 1 ? b : Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// Without the care of std::hypot for numbers that no map has, and several times as fast.
inline double distance_between(Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  return std::sqrt(dx * dx + dy * dy);
}

inline Box box_of(std::span<const Point> points) {
  Box box;
  for (const Point p : points) {
    box.low = {std::min(box.low.x, p.x), std::min(box.low.y, p.y)};
    box.high = {std::max(box.high.x, p.x), std::max(box.high.y, p.y)};
  }
  return box;
}

/// Where on the segment (0 to 1) the place nearest to `p` lies.
inline double nearest_on(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  return square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
}

inline bool boxes_touch(Point a, Point b, Point c, Point d) {
  return std::min(a.x, b.x) <= std::max(c.x, d.x) + touching && std::min(c.x, d.x) <= std::max(a.x, b.x) + touching &&
         std::min(a.y, b.y) <= std::max(c.y, d.y) + touching && std::min(c.y, d.y) <= std::max(a.y, b.y) + touching;
}

/// Whether a place lies in the segment's box, grown by `margin` and a hair for rounding: what does not is farther off.
inline bool is_beside(Point p, Point a, Point b, double margin) {
  const double most = margin + touching;
  return p.x >= std::min(a.x, b.x) - most && p.x <= std::max(a.x, b.x) + most && p.y >= std::min(a.y, b.y) - most &&
         p.y <= std::max(a.y, b.y) + most;
}

/// Whether the segments ab and cd cross inside both; `t` and `u` say where on each.
inline bool cross(Point a, Point b, Point c, Point d, double& t, double& u) {
  const auto side = [](Point p, Point q, Point r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
  const double sa = side(c, d, a), sb = side(c, d, b), sc = side(a, b, c), sd = side(a, b, d);
  if (!((sa > 0 && sb < 0) || (sa < 0 && sb > 0)) || !((sc > 0 && sd < 0) || (sc < 0 && sd > 0))) return false;
  t = sa / (sa - sb);
  u = sc / (sc - sd);
  return true;
}

/// Lines and rings that nobody crosses.
class BarrierIndex {
 public:
  BarrierIndex(const Geometries& barriers, std::span<const std::uint32_t> rows);

  /// Where on the segment ab (0 to 1, ascending) barriers stand.
  std::vector<double> crossings(Point a, Point b) const;

 private:
  struct Segment {
    Point a, b;
  };
  std::vector<Segment> segments_;
  Box box_;
  CellGrid grid_;
};

}  // namespace gapmap
