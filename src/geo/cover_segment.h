// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/cover_grid.h"

namespace gapmap::cover {

/// Finds the covered parts of segments. Holds scratch: one a thread.
class SegmentCover {
 public:
  SegmentCover(const Primitives& primitives, const Grid& grid) : primitives_(&primitives), grid_(&grid) {}

  /// The covered parts of pq as united intervals of 0..1 (pq relative to the primitives' origin). Tells
  /// `on_circle(disc, angle, change)` and `on_side(band, side, metres, change)` where pq crosses boundaries,
  /// except those buried in cells that are covered anyway.
  template <typename OnCircle, typename OnSide>
  const Intervals& covered(Point p, Point q, const OnCircle& on_circle, const OnSide& on_side) {
    inside_.clear();
    if (!gather(p, q)) return inside_;
    for (const std::uint32_t id : ids_) {
      const Interval part =
          primitives_->is_disc(id)
              ? segment_in_disc(p, q, primitives_->disc(id),
                                [&](double angle, int change) { on_circle(id, angle, change); })
              : segment_in_band(p, q, primitives_->band(id),
                                [&](Side side, double along, int change) { on_side(id, side, along, change); });
      if (!part.empty()) inside_.push_back(part);
    }
    unite(inside_);
    if (!parks_.empty()) add_parks(p, q);
    return inside_;
  }

  const Intervals& covered(Point p, Point q) {
    return covered(
        p, q, [](std::uint32_t, double, int) {}, [](std::uint32_t, Side, double, int) {});
  }

 private:
  /// Looks up what may cover pq. False where the answer is known already: it is in `inside_`.
  bool gather(Point p, Point q);
  /// Between two bands or discs a segment is wholly inside or wholly outside the parks.
  void add_parks(Point p, Point q);

  const Primitives* primitives_;
  const Grid* grid_;
  Intervals inside_, free_;
  std::vector<std::uint32_t> many_ids_, many_parks_;
  std::span<const std::uint32_t> ids_, parks_;
};

}  // namespace gapmap::cover
