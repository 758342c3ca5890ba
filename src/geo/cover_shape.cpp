// SPDX-License-Identifier: MIT
#include "geo/cover_shape.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tuple>

namespace gapmap::cover {

namespace {

bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

/// Whole metres near the supplies: subtracting them loses nothing that matters.
Point origin_of(std::span<const CoverSupply> supplies) {
  Box box;
  for (const CoverSupply& supply : supplies) {
    for (const std::uint32_t row : supply.rows) {
      for (std::size_t part = 0; part < supply.geometries.parts_of(row); ++part) {
        for (const Point& p : supply.geometries.part(row, part)) {
          if (finite(p)) box.add(p);
        }
      }
    }
  }
  if (box.empty()) return {};
  return {std::round((box.low.x + box.high.x) / 2), std::round((box.low.y + box.high.y) / 2)};
}

struct Piece {
  Point a, b;
  double reach;
};

/// Adds the discs and insides of one supply to `made` and its segments to `pieces`.
void take_apart(const CoverSupply& one, Primitives& made, std::vector<Piece>& pieces) {
  const auto& [supply, rows, reach] = one;
  assert(rows.size() == reach.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!(reach[i] > 0) || supply.is_null(rows[i])) continue;
    const double r = reach[i] + touching;
    bool whole = true;
    for (std::size_t part = 0; part < supply.parts_of(rows[i]); ++part) {
      const Path path = supply.part(rows[i], part);
      for (std::size_t v = 0; v < path.size(); ++v) {
        const Point p{path[v].x - made.origin.x, path[v].y - made.origin.y};
        if (!finite(p)) {
          whole = false;
          continue;
        }
        made.discs.push_back({p, r});
        if (v == 0 || !finite(path[v - 1]) || supply.shape() == Shape::point) continue;
        Point a{path[v - 1].x - made.origin.x, path[v - 1].y - made.origin.y}, b = p;
        if (std::tie(b.x, b.y) < std::tie(a.x, a.y)) std::swap(a, b);
        if (a != b) pieces.push_back({a, b, r});
      }
    }
    if (supply.shape() == Shape::area && whole) {
      made.parks.emplace_back(supply, rows[i], made.origin);
      made.parks.back().build();
    }
  }
}

}  // namespace

Primitives take_apart(std::span<const CoverSupply> supplies) {
  Primitives made;
  made.origin = origin_of(supplies);
  std::vector<Piece> pieces;
  for (const CoverSupply& supply : supplies) take_apart(supply, made, pieces);
  const auto disc_key = [](const Disc& d) { return std::tie(d.centre.y, d.centre.x, d.reach); };
  std::sort(made.discs.begin(), made.discs.end(),
            [&](const Disc& a, const Disc& b) { return disc_key(a) < disc_key(b); });
  made.discs.erase(std::unique(made.discs.begin(), made.discs.end(),
                               [&](const Disc& a, const Disc& b) { return disc_key(a) == disc_key(b); }),
                   made.discs.end());
  const auto key = [](const Piece& s) { return std::tie(s.a.y, s.a.x, s.b.y, s.b.x, s.reach); };
  std::sort(pieces.begin(), pieces.end(), [&](const Piece& a, const Piece& b) { return key(a) < key(b); });
  pieces.erase(
      std::unique(pieces.begin(), pieces.end(), [&](const Piece& a, const Piece& b) { return key(a) == key(b); }),
      pieces.end());
  for (const Piece& s : pieces) {
    const double length = std::hypot(s.b.x - s.a.x, s.b.y - s.a.y);
    made.bands.push_back({s.a, {(s.b.x - s.a.x) / length, (s.b.y - s.a.y) / length}, length, s.reach});
  }
  return made;
}

}  // namespace gapmap::cover
