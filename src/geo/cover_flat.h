// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/cell_grid.h"
#include "geo/cover_primitives.h"
#include "geo/cover_rings.h"

namespace gapmap::cover {

/// Supply areas with a reach of 0: straight-edged, so general overlay (GEOS) is exact. Coordinates are relative to
/// `origin`.
class Flat {
 public:
  Flat(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach, Point origin);

  bool empty() const { return polygons_.size() == 0; }
  const Geometries& polygons() const { return polygons_; }
  /// As one feature, the polygons whose boxes meet a box; none where there are no such.
  std::optional<Geometries> near(const Box& box) const;
  /// Adds the parts of a segment that lie inside.
  void add_covered(Point p, Point q, Intervals& inside) const;

 private:
  Geometries polygons_{Shape::area};  ///< of no common inside, one a feature
  std::vector<Box> boxes_;
  std::optional<Rings> rings_;
  CellGrid edges_;
  std::vector<Point> starts_, ends_;
};

/// The polygons of a feature as features of their own.
Geometries split(const Geometries& areas, std::size_t feature);

/// A copy with every vertex moved.
Geometries moved(const Geometries& areas, std::size_t feature, double dx, double dy);

}  // namespace gapmap::cover
