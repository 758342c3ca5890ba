// SPDX-License-Identifier: MIT
#include "geo/cover_area.h"

namespace gapmap::cover {

void AreaCover::add_crossing(std::uint32_t element, double at, int change) {
  for (std::uint32_t p = boundary_->first_piece(element), end = boundary_->first_piece(element + 1); p < end; ++p) {
    const Interval& stretch = boundary_->pieces()[p].stretch;
    if (at > stretch.from && at < stretch.to) crossings_.push_back({p, at, change});
  }
}

double AreaCover::measure(Rings& rings) {
  const Box& box = rings.box();
  if (box.empty()) return 0;
  const Point centre{(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
  double area = 0;
  const auto nothing = [] {};
  walk_edges(
      rings, nothing,
      [&](Point p, Point q, const Intervals& inside) {
        double share = 0;
        for (const Interval& part : inside) share += part.to - part.from;
        if (share > 0) area += share * ((p.x - centre.x) * (q.y - p.y) - (p.y - centre.y) * (q.x - p.x)) / 2;
      },
      nothing);
  walk_boundary(rings, [&](std::uint32_t element, Interval stretch, Interval, int turns) {
    area += turns * boundary_->sweep(element, stretch, centre);
  });
  return area;
}

}  // namespace gapmap::cover
