// SPDX-License-Identifier: MIT
#pragma once

#include "geo/cover.h"
#include "geo/cover_area.h"
#include "geo/cover_flat.h"

namespace gapmap {

/// What a cover is built of; the order is that of construction.
struct Cover::Parts {
  Parts(std::span<const CoverSupply> supplies, int jobs)
      : primitives(cover::take_apart(supplies)), grid(primitives), boundary(primitives, grid, jobs), flat(supplies) {}

  /// The feature relative to the origin.
  Geometries local(const Geometries& areas, std::size_t feature) const {
    return cover::moved(areas, feature, -primitives.origin.x, -primitives.origin.y);
  }

  cover::Primitives primitives;
  cover::Grid grid;
  cover::Boundary boundary;
  cover::Flat flat;
};

}  // namespace gapmap
