// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "geo/area_locator.h"
#include "geo/cell_grid.h"
#include "geo/cover.h"
#include "geo/cover_primitives.h"
#include "geo/cover_rings.h"

namespace gapmap::cover {

/// Supply areas with a reach of 0: straight-edged, so general overlay (GEOS) is exact. Coordinates are relative to
/// `origin`.
class Flat {
 public:
  Flat(std::span<const CoverSupply> supplies, Point origin);

  bool empty() const { return polygons_.size() == 0; }
  const Geometries& polygons() const { return polygons_; }

  /// The polygons that share places with an area. Most lie wholly inside it and need no overlay.
  struct Near {
    std::vector<std::uint32_t> inside;   ///< more than 20 nanometres within the area's edges
    std::vector<std::uint32_t> crossed;  ///< those that the area's edges come near
  };
  Near near(const Geometries& area) const;
  /// Some polygons as one feature.
  Geometries together(std::span<const std::uint32_t> polygons) const;
  /// No other polygon's box comes near that of this one.
  bool is_alone(std::uint32_t polygon) const { return alone_[polygon] != 0; }
  double area(std::uint32_t polygon) const { return area_of(polygons_, polygon); }
  /// Adds the parts of a segment that lie inside.
  void add_covered(Point p, Point q, Intervals& inside) const;

 private:
  Geometries polygons_{Shape::area};  ///< of no common inside, one a feature
  std::vector<Box> boxes_;
  std::vector<char> alone_;
  std::optional<AreaLocator> locator_;
  std::optional<Rings> rings_;
  CellGrid edges_;
  std::vector<Point> starts_, ends_;
};

/// The polygons of a feature as features of their own.
Geometries split(const Geometries& areas, std::size_t feature);

/// A copy with every vertex moved.
Geometries moved(const Geometries& areas, std::size_t feature, double dx, double dy);

}  // namespace gapmap::cover
