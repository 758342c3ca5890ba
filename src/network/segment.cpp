// SPDX-License-Identifier: MIT
#include "network/segment.h"

namespace gapmap {

BarrierIndex::BarrierIndex(const Geometries& barriers, std::span<const std::uint32_t> rows) {
  for (const std::uint32_t row : rows)
    for (std::size_t i = 0; i < barriers.parts_of(row); ++i) {
      const Path part = barriers.part(row, i);
      for (std::size_t k = 1; k < part.size(); ++k) segments_.push_back({part[k - 1], part[k]});
    }
  for (const Segment& segment : segments_) {
    box_.add(segment.a);
    box_.add(segment.b);
  }
  box_ = box_.grown(touching);
  grid_ = CellGrid(box_, segments_.size());
  grid_.fill([&](auto&& emit) {
    for (std::uint32_t i = 0; i < segments_.size(); ++i) emit(segments_[i].a, segments_[i].b, i);
  });
}

std::vector<double> BarrierIndex::crossings(Point a, Point b) const {
  std::vector<double> places;
  Box reach;
  reach.add(a);
  reach.add(b);
  if (segments_.empty() || !reach.intersects(box_)) return places;
  grid_.along(a, b, [&](std::size_t cell) {
    for (const std::uint32_t item : grid_.items(cell)) {
      const Point c = segments_[item].a, d = segments_[item].b;
      if (!boxes_touch(a, b, c, d)) continue;
      const auto touches = [&](Point p, Point from, Point to) {
        return distance_between(p, point_on(from, to, nearest_on(p, from, to))) <= touching;
      };
      double t = 0, u = 0;
      if (touches(a, c, d))
        places.push_back(0);
      else if (touches(b, c, d))
        places.push_back(1);
      else if (cross(a, b, c, d, t, u))
        places.push_back(t);
      else if (touches(c, a, b))
        places.push_back(nearest_on(c, a, b));
      else if (touches(d, a, b))
        places.push_back(nearest_on(d, a, b));
    }
  });
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace gapmap
