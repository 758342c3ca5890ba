// SPDX-License-Identifier: MIT
#include "geo/cover_area.h"

#include <algorithm>
#include <tuple>

namespace gapmap::cover {

void AreaCover::add_crossing(std::uint32_t element, double at, int change) {
  for (std::uint32_t p = boundary_->first_piece(element), end = boundary_->first_piece(element + 1); p < end; ++p) {
    const Interval& stretch = boundary_->pieces()[p].stretch;
    if (at > stretch.from && at < stretch.to) crossings_.push_back({p, at, change});
  }
}

/// One piece of boundary that edges cross: its stretches inside the area.
double AreaCover::cut_piece(Rings& rings, Point centre, std::size_t begin, std::size_t end) const {
  const auto& [element, stretch] = boundary_->pieces()[crossings_[begin].piece];
  // Winding numbers along the piece follow from the crossings, up to a constant; that one is found by point location
  // in the longest stretch, where it is safest.
  int turns = 0, turns_at_longest = 0;
  double from = stretch.from, longest = -1, middle = from;
  for (std::size_t i = begin; i <= end; ++i) {
    const double to = i < end ? crossings_[i].at : stretch.to;
    if (to - from > longest) {
      longest = to - from;
      middle = (from + to) / 2;
      turns_at_longest = turns;
    }
    if (i < end) turns += crossings_[i].change;
    from = to;
  }
  turns = rings.winding(boundary_->place(element, middle)) - turns_at_longest;
  double area = 0;
  from = stretch.from;
  for (std::size_t i = begin; i <= end; ++i) {
    const double to = i < end ? crossings_[i].at : stretch.to;
    if (turns != 0 && to > from) area += turns * boundary_->sweep(element, {from, to}, centre);
    if (i < end) turns += crossings_[i].change;
    from = to;
  }
  return area;
}

double AreaCover::measure(Rings& rings) {
  const Box& box = rings.box();
  if (box.empty()) return 0;
  const Point centre{(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2};
  double area = 0;
  crossings_.clear();
  rings.for_each_edge([&](Point p, Point q) {
    const Intervals& inside = segments_.covered(
        p, q, [&](std::uint32_t disc, double angle, int change) { add_crossing(disc, angle, change); },
        [&](std::uint32_t band, Side side, double along, int change) {
          add_crossing(boundary_->element_of(band, side), along, change);
        });
    double share = 0;
    for (const Interval& part : inside) share += part.to - part.from;
    if (share > 0) area += share * ((p.x - centre.x) * (q.y - p.y) - (p.y - centre.y) * (q.x - p.x)) / 2;
  });
  std::sort(crossings_.begin(), crossings_.end(), [](const Crossing& a, const Crossing& b) {
    return std::tie(a.piece, a.at, a.change) < std::tie(b.piece, b.at, b.change);
  });
  cut_.clear();
  for (std::size_t begin = 0; begin < crossings_.size();) {
    std::size_t end = begin;
    while (end < crossings_.size() && crossings_[end].piece == crossings_[begin].piece) ++end;
    area += cut_piece(rings, centre, begin, end);
    cut_.push_back(crossings_[begin].piece);
    begin = end;
  }
  grid_->for_each_cell(box, [&](std::size_t cell) {
    for (const std::uint32_t index : boundary_->middles_in(cell)) {
      if (std::binary_search(cut_.begin(), cut_.end(), index)) continue;
      const Boundary::Piece& piece = boundary_->pieces()[index];
      const int turns = rings.winding(boundary_->middle(piece));
      if (turns != 0) area += turns * boundary_->sweep(piece.element, piece.stretch, centre);
    }
  });
  return area;
}

}  // namespace gapmap::cover
