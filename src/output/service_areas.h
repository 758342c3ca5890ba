// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/geometry.h"
#include "measure/walk_reading.h"

namespace gapmap {

// Drawings of where reached streets lead: for the eye, never for counting.

struct ServiceArea {
  double within = 0;  ///< metres, the limit that is kept
  Geometries shape;   ///< one area feature
};

/// A strip of 25 m on both sides of the reached streets, by limit, the farthest first.
std::vector<ServiceArea> service_strips(const ReachedStreets& streets);

/// The blocks between reached streets, filled in: the alpha shape of places along them, for discs of 300 m across.
/// Streets that lie farther apart stay apart, and a hole into which such a disc fits stays a hole; a street on its own
/// has no block.
std::vector<ServiceArea> service_hulls(const ReachedStreets& streets);

}  // namespace gapmap
