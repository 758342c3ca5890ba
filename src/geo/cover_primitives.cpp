// SPDX-License-Identifier: MIT
#include "geo/cover_primitives.h"

#include <array>
#include <utility>

namespace gapmap::cover {

namespace {

constexpr double pi = std::numbers::pi;

/// Adds the angles from..to (to - from in 0..2 pi), cut at the seam.
void add_angles(double from, double to, Intervals& inside) {
  if (from < -pi) {
    inside.push_back({from + 2 * pi, pi});
    inside.push_back({-pi, to});
  } else if (to > pi) {
    inside.push_back({from, pi});
    inside.push_back({-pi, to - 2 * pi});
  } else {
    inside.push_back({from, to});
  }
}

}  // namespace

void unite(Intervals& intervals) {
  if (intervals.size() < 2) return;
  std::sort(intervals.begin(), intervals.end(), [](Interval a, Interval b) { return a.from < b.from; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < intervals.size(); ++i) {
    if (intervals[i].from <= intervals[last].to) {
      intervals[last].to = std::max(intervals[last].to, intervals[i].to);
    } else {
      intervals[++last] = intervals[i];
    }
  }
  intervals.resize(last + 1);
}

void complement(const Intervals& united, Interval whole, Intervals& free) {
  double from = whole.from;
  for (const Interval& taken : united) {
    if (taken.from > from) free.push_back({from, std::min(taken.from, whole.to)});
    from = std::max(from, taken.to);
    if (from >= whole.to) return;
  }
  if (from < whole.to) free.push_back({from, whole.to});
}

void circle_in_disc(const Disc& circle, const Disc& other, Intervals& inside) {
  const double dx = other.centre.x - circle.centre.x, dy = other.centre.y - circle.centre.y;
  const double square = dx * dx + dy * dy;
  const double sum = circle.reach + other.reach, difference = circle.reach - other.reach;
  if (square >= sum * sum) return;
  if (square <= difference * difference) {
    if (difference < 0) inside.push_back({-pi, pi});
    return;
  }
  // Twice the distance times: the foot of the common chord, and half the chord (by Heron, the same for both).
  const double foot = square + difference * sum;
  const double half_chord = std::sqrt((sum * sum - square) * (square - difference * difference));
  const double half = std::atan2(half_chord, foot);
  const double middle = std::atan2(dy, dx);
  add_angles(middle - half, middle + half, inside);
}

void circle_in_band(const Disc& circle, const Band& other, Intervals& inside) {
  const Point centre = other.frame(circle.centre);
  const double r = circle.reach;
  if (std::abs(centre.y) >= r + other.reach || centre.x <= -r || centre.x >= other.length + r) return;
  std::array<double, 9> cuts;
  std::size_t count = 0;
  for (const double sign : {-1.0, 1.0}) {
    const double gap = sign * other.reach - centre.y;
    if (std::abs(gap) >= r - touching) continue;
    const double half = std::sqrt((r - gap) * (r + gap));
    cuts[count++] = std::atan2(gap, half);
    cuts[count++] = std::atan2(gap, -half);
  }
  for (const double end : {0.0, other.length}) {
    const double gap = end - centre.x;
    if (std::abs(gap) >= r) continue;
    const double half = std::sqrt((r - gap) * (r + gap));
    cuts[count++] = std::atan2(half, gap);
    cuts[count++] = std::atan2(-half, gap);
  }
  const double turn = std::atan2(other.direction.y, other.direction.x);
  const auto within = [&](double angle) {
    const double x = centre.x + r * std::cos(angle), y = centre.y + r * std::sin(angle);
    return x > 0 && x < other.length && std::abs(y) < other.reach + touching;
  };
  if (count == 0) {
    if (within(1.0)) inside.push_back({-pi, pi});
    return;
  }
  std::sort(cuts.begin(), cuts.begin() + static_cast<std::ptrdiff_t>(count));
  cuts[count] = cuts[0] + 2 * pi;
  for (std::size_t i = 0; i < count; ++i) {
    if (!(cuts[i] < cuts[i + 1]) || !within((cuts[i] + cuts[i + 1]) / 2)) continue;
    double from = cuts[i] + turn, to = cuts[i + 1] + turn;
    if (from > pi) from -= 2 * pi, to -= 2 * pi;
    if (to < -pi) from += 2 * pi, to += 2 * pi;
    add_angles(from, to, inside);
  }
}

void side_in_disc(const Band& band, Side side, const Disc& other, Intervals& inside) {
  const Point centre = band.frame(other.centre);
  const double gap = left_of(band, side) - centre.y;
  if (std::abs(gap) >= other.reach - touching) return;
  const double half = std::sqrt((other.reach - gap) * (other.reach + gap));
  Interval found{std::max(centre.x - half, 0.0), std::min(centre.x + half, band.length)};
  if (side == Side::left) found = {band.length - found.to, band.length - found.from};
  if (!found.empty()) inside.push_back(found);
}

void side_in_band(const Band& band, Side side, const Band& other, bool other_first, Intervals& inside) {
  const double left = left_of(band, side);
  Point a = other.frame(band.world(0, left)), b = other.frame(band.world(band.length, left));
  if (side == Side::left) std::swap(a, b);
  Interval found{0, 1};
  const auto clip = [&](double a_out, double b_out) {
    if (a_out >= 0 && b_out >= 0) found.to = -1;
    if (a_out >= 0 && b_out < 0) found.from = std::max(found.from, a_out / (a_out - b_out));
    if (a_out < 0 && b_out >= 0) found.to = std::min(found.to, a_out / (a_out - b_out));
  };
  clip(-a.x, -b.x);
  clip(a.x - other.length, b.x - other.length);
  if (found.empty()) return;
  const double y_from = a.y + found.from * (b.y - a.y), y_to = a.y + found.to * (b.y - a.y);
  for (const double sign : {-1.0, 1.0}) {
    const double line = sign * other.reach;
    if (std::abs(y_from - line) > touching || std::abs(y_to - line) > touching) continue;
    // The sides coincide. With the bands on the same hand one of them must stay; on opposite hands both may,
    // for what they enclose cancels. A left side walks against its band's direction, hence a.x > b.x or not.
    const bool same_hand = (a.x < b.x) == (sign < 0);
    if (same_hand && other_first) inside.push_back({found.from * band.length, found.to * band.length});
    return;
  }
  clip(a.y - other.reach, b.y - other.reach);
  clip(-a.y - other.reach, -b.y - other.reach);
  if (!found.empty()) inside.push_back({found.from * band.length, found.to * band.length});
}

}  // namespace gapmap::cover
