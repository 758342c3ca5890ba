// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/units.h"
#include "geo/geometry.h"

namespace gapmap {

// General overlay of area features, by GEOS (OverlayNG, double precision). Used where a geometry must be
// cut at borders; covered areas never come from here. Results are appended as one feature, which may have
// no parts. Throws Error{Fault::input} where GEOS refuses a geometry.

/// Empty where the feature is valid by OGC rules, else what is wrong with it and where.
struct Invalidity {
  std::string reason;
  Point place;
};
Invalidity find_invalidity(const Geometries& areas, std::size_t feature);

/// The feature made valid without losing covered area (GEOS "structure" method).
void make_valid(const Geometries& areas, std::size_t feature, Geometries& into);

/// Numbers the groups of boxes that touch, directly or through others: a group has the number of one of its boxes.
std::vector<std::size_t> groups_of(const std::vector<Box>& boxes);

/// The union of all features as polygons, one a feature.
Geometries unite(const Geometries& areas);

/// The alpha shape of points (Edelsbrunner, Kirkpatrick and Seidel 1983): the triangles of their Delaunay triangulation
/// whose circumcircle has at most this radius, united; one feature, which may have no parts. For drawing.
Geometries alpha_shape(std::span<const Point> points, Metres radius);

void intersection(const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other, Geometries& into);
void difference(const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other, Geometries& into);

}  // namespace gapmap
