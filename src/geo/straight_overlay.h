// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/straight_chains.h"

namespace gapmap::straight {

/// Polygons, one a feature, valid by OGC rules.
struct Polygons {
  Geometries areas{Shape::area};
  std::vector<double> square_metres;

  double total() const;
  /// All as one feature.
  Geometries together() const;
};

/// The polygons that a feature is made of.
Polygons polygons_of(const Geometries& areas, std::size_t feature);

/// Overlay of an area with a region of straight-edged polygons: what Chains tells apart is put together again.
///
/// What both share is bounded by the area's chains inside the region and the region's inside the area; what is left of
/// the area by its chains outside and the same of the region walked backwards; what either holds by the chains of both
/// outside the other. At every node as many chains arrive as leave. From an arriving chain a walk goes on along the
/// first that leaves clockwise of it, and so around one face; where a walk comes by a node again the loop between is a
/// ring of its own, so that rings never touch themselves. The rule is that of walking the faces of a planar map (de
/// Berg et al., Computational Geometry, 2008, chapter 2). The area of a piece is the sum over its chains (Green), which
/// needs no walk. Only where chains do not meet up, or where rounding has folded what was drawn, GEOS does the work.
///
/// A vertex within 10 nanometres of another or of an edge is taken to lie on it; no place is moved farther. All other
/// vertices stay what they are, and what meets nothing is never looked at: cost grows with the edges of the area and
/// the region's edges near them.

/// Square metres that a feature shares with a region.
double common_area(const Region& region, const Geometries& areas, std::size_t feature);

struct Cut {
  Polygons inside, outside;
};
/// A feature's parts inside and outside a region.
Cut cut(const Region& region, const Geometries& areas, std::size_t feature);

/// The union of valid areas, one polygon a feature.
Geometries unite_straight(const Geometries& areas);

}  // namespace gapmap::straight
