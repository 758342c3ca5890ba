// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "geo/geometry.h"

namespace gapmap::cover {

/// Two boundaries closer than this (metres) count as touching, for both of them alike. Coordinates are kept
/// relative to an origin beside the supply, where a double resolves some 1e-11 m.
inline constexpr double touching = 1e-9;

/// A stretch of a parameter: of a segment (0..1), of a band's side (metres), of a circle (radians in [-pi, pi]).
struct Interval {
  double from = 0;
  double to = 0;
  bool empty() const { return !(from < to); }
};
using Intervals = std::vector<Interval>;

/// Sorts and joins in place.
void unite(Intervals& intervals);

/// The parts of [from, to] that united intervals leave free.
void complement(const Intervals& united, Interval whole, Intervals& free);

/// All places no farther than `reach` from a point.
struct Disc {
  Point centre;
  double reach;
};

/// All places no farther than `reach` to the left and right of a segment: a rectangle without its round ends,
/// which are discs of their own. Coordinates in the band's frame: x along the segment, y to its left.
struct Band {
  Point start;
  Point direction;  ///< of length 1
  double length;
  double reach;

  Point frame(Point p) const {
    const double dx = p.x - start.x, dy = p.y - start.y;
    return {dx * direction.x + dy * direction.y, dy * direction.x - dx * direction.y};
  }
  Point world(double along, double left) const {
    return {start.x + along * direction.x - left * direction.y, start.y + along * direction.y + left * direction.x};
  }
};

/// The two straight boundaries of a band, each walked with the band on its left hand.
enum class Side : std::int8_t { right = -1, left = 1 };

inline double left_of(const Band& band, Side side) { return static_cast<double>(side) * band.reach; }

// Which part of a boundary lies inside another primitive. Where two boundaries cross, both find the same place,
// because they evaluate the same symmetric expression; so the boundary of the union stays closed even where
// the crossing itself is ill-conditioned (nearly tangent circles).
void circle_in_disc(const Disc& circle, const Disc& other, Intervals& inside);
void circle_in_band(const Disc& circle, const Band& other, Intervals& inside);
void side_in_disc(const Band& band, Side side, const Disc& other, Intervals& inside);
/// Of coinciding sides only the first stays outside: `other_first` says that the other band has the lower number.
void side_in_band(const Band& band, Side side, const Band& other, bool other_first, Intervals& inside);

/// The part of the segment pq inside a disc. Tells `crossing(angle, change)` where it crosses the circle; `change` is
/// what happens to the winding number of the ring that pq belongs to when the circle is walked anticlockwise: -1 where
/// the edge enters, +1 where it leaves. An end's state depends on that vertex alone, so a closed ring has consistent
/// crossings even through vertices on the circle.
template <typename Crossing>
Interval segment_in_disc(Point p, Point q, const Disc& disc, const Crossing& crossing) {
  const Point a{p.x - disc.centre.x, p.y - disc.centre.y}, b{q.x - disc.centre.x, q.y - disc.centre.y};
  const double square = disc.reach * disc.reach;
  const bool a_in = a.x * a.x + a.y * a.y < square, b_in = b.x * b.x + b.y * b.y < square;
  if (a_in && b_in) return {0, 1};
  const Point d{b.x - a.x, b.y - a.y};
  const double dd = d.x * d.x + d.y * d.y;
  if (!(dd > 0)) return {};
  const double nearest = -(a.x * d.x + a.y * d.y) / dd;
  const double cross = a.x * d.y - a.y * d.x;
  const double chord = square - cross * cross / dd;
  if (!a_in && !b_in && !(chord > 0 && nearest > 0 && nearest < 1)) return {};
  const double half = std::sqrt(std::max(chord, 0.0) / dd);
  Interval inside{0, 1};
  if (!a_in) {
    inside.from = std::clamp(nearest - half, 0.0, 1.0);
    crossing(std::atan2(a.y + inside.from * d.y, a.x + inside.from * d.x), -1);
  }
  if (!b_in) {
    inside.to = std::clamp(nearest + half, 0.0, 1.0);
    crossing(std::atan2(a.y + inside.to * d.y, a.x + inside.to * d.x), +1);
  }
  return inside;
}

/// The same for a band; `crossing(side, metres along the side in its walking direction, change)`.
template <typename Crossing>
Interval segment_in_band(Point p, Point q, const Band& band, const Crossing& crossing) {
  const Point a = band.frame(p), b = band.frame(q);
  Interval inside{0, 1};
  for (const Side side : {Side::right, Side::left}) {
    const double sign = static_cast<double>(side);
    const double a_out = sign * a.y - band.reach, b_out = sign * b.y - band.reach;
    if (a_out >= 0 && b_out >= 0) return {};
    if ((a_out >= 0) == (b_out >= 0)) continue;
    const double t = a_out / (a_out - b_out);
    const double along = a.x + t * (b.x - a.x);
    if (a_out >= 0) inside.from = std::max(inside.from, t);
    if (b_out >= 0) inside.to = std::min(inside.to, t);
    crossing(side, side == Side::right ? along : band.length - along, a_out >= 0 ? -1 : +1);
  }
  const double dx = b.x - a.x;
  for (const double end : {0.0, band.length}) {
    const bool first = end == 0.0;
    const bool a_out = first ? a.x < 0 : a.x > end, b_out = first ? b.x < 0 : b.x > end;
    if (a_out && b_out) return {};
    if (a_out) inside.from = std::max(inside.from, (end - a.x) / dx);
    if (b_out) inside.to = std::min(inside.to, (end - a.x) / dx);
  }
  return inside;
}

}  // namespace gapmap::cover
