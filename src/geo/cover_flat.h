// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>

#include "geo/cover.h"
#include "geo/cover_primitives.h"
#include "geo/straight_overlay.h"

namespace gapmap::cover {

/// Supply areas with a reach of 0: straight-edged, so that overlay is exact. In the supply's own coordinates.
class Flat {
 public:
  explicit Flat(std::span<const CoverSupply> supplies);

  bool empty() const { return region_ == nullptr; }
  const straight::Region& region() const { return *region_; }
  /// Adds the parts of a segment that lie inside.
  void add_covered(Point p, Point q, Intervals& inside) const;

 private:
  std::unique_ptr<const straight::Region> region_;
};

/// A copy with every vertex moved.
Geometries moved(const Geometries& areas, std::size_t feature, double dx, double dy);

}  // namespace gapmap::cover
