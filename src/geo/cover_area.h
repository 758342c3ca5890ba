// SPDX-License-Identifier: MIT
#pragma once

#include "geo/cover_boundary.h"
#include "geo/cover_rings.h"
#include "geo/cover_segment.h"

namespace gapmap::cover {

/// Measures how much of an area is covered. Holds scratch: one a thread.
class AreaCover {
 public:
  AreaCover(const Primitives& primitives, const Grid& grid, const Boundary& boundary)
      : grid_(&grid), boundary_(&boundary), segments_(primitives, grid) {}

  /// `rings` relative to the primitives' origin. In square metres.
  double measure(Rings& rings);

 private:
  struct Crossing {
    std::uint32_t piece;
    double at;
    int change;
  };
  void add_crossing(std::uint32_t element, double at, int change);
  double cut_piece(Rings& rings, Point centre, std::size_t begin, std::size_t end) const;

  const Grid* grid_;
  const Boundary* boundary_;
  SegmentCover segments_;
  std::vector<Crossing> crossings_;
  std::vector<std::uint32_t> cut_;
};

}  // namespace gapmap::cover
