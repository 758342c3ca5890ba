// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/units.h"
#include "geo/geometry.h"

namespace gapmap {

/// Supply features of one shape; `reach[i]` metres belong to the feature `rows[i]`.
struct CoverSupply {
  const Geometries& geometries;
  std::span<const std::uint32_t> rows;
  std::span<const double> reach;
};

/// Everything no farther than a reach from a supply feature, measured in closed form: relative errors stay below 1e-9.
/// Immutable, shared by threads, cheap to copy.
///
/// The region is the union of discs about supply vertices, of bands (rectangles) along supply segments, and of the
/// insides of supply areas. Its boundary is what of every circle and every long side of a band lies inside no other
/// primitive; such stretches are closed-form intervals of an angle or a length, united by sorting. The covered part
/// of a polygon is then, by Green's theorem, the sum of x dy - y dx over the polygon's edges inside the region and
/// over the region's boundary inside the polygon; its pieces are segments and arcs, each with an exact integral. Both
/// sums find a crossing by the same expression, and whether a vertex lies inside a circle is decided once for the
/// two edges that share it, so a vertex on a circle or a tangent edge cannot break the walk.
/// The idea is that of the analytic area of a union of discs (boundary arcs and Green's theorem), a standard tool of
/// computational geometry and of protein-surface computation; carried over here to bands and to cutting by polygons.
///
/// A limit is inclusive. To make that robust, reaches are taken 1e-9 m longer than asked, which for a reach of
/// 2 m or more is below the stated error. Lines and points with a reach of 0 cover nothing. Supply areas with a
/// reach of 0 are straight-edged (`geo/straight_overlay.h`). Coordinates that are not finite are left out.
class Cover {
 public:
  /// What any of several supplies covers, each of a shape of its own. They are looked at here only, and not kept.
  explicit Cover(std::span<const CoverSupply> supplies, int jobs = 1);

  /// The features `rows` of one supply.
  Cover(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach, int jobs = 1);

  /// Covered length of a line string, in metres.
  double covered_length(Path line) const;

  /// Appends the uncovered and the covered parts of a line string, each as ONE line feature (perhaps of no parts).
  void cut_line(Path line, Geometries& uncovered, Geometries& covered) const;

  /// Covered area of an area feature, in square metres.
  double covered_area(const Geometries& areas, std::size_t feature) const;

  /// The same for all features, on at most `jobs` threads; does not depend on `jobs`.
  std::vector<double> covered_areas(const Geometries& areas, int jobs) const;

  /// The uncovered and the covered part of an area feature, drawn: one feature a connected polygon, valid by OGC rules.
  struct Traced {
    Geometries gap{Shape::area};
    Geometries served{Shape::area};
    /// Square metres of each polygon, with true arcs in place of their chords wherever the overlay of `cover_trace.cpp`
    /// was not needed.
    std::vector<double> gap_area, served_area;
    double dropped = 0;  ///< area of the slivers left out, gap and served together, in square metres
  };
  /// Curves become chords within `chord_tolerance` of the true curve; polygons below `smallest` are dropped. For
  /// drawing: areas that are reported come from `covered_area`, which the areas of the polygons add up to.
  Traced trace(const Geometries& areas, std::size_t feature, Metres chord_tolerance, SquareMetres smallest) const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

}  // namespace gapmap
