// SPDX-License-Identifier: MIT
#include "geo/nearest_around.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
namespace {

constexpr double hair = 1e-6;  // metres: more than coordinates are rounded by

Point middle_of(const Box& box) { return {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}; }

double half_diagonal(const Box& box) { return std::hypot(box.high.x - box.low.x, box.high.y - box.low.y) / 2; }

}  // namespace

void NearestAround::bound(double to_middle, double half) {
  farthest_ = to_middle + half + hair;
  closest_ = std::max(0.0, to_middle - half - hair);
}

void NearestAround::gather(const Box& box) {
  gathered_.clear();
  is_narrow_ = false;
  const Point middle = middle_of(box);
  const double half = half_diagonal(box), to_middle = index_->find(middle).distance;
  bound(to_middle, half);
  if (!std::isfinite(to_middle)) return;
  // Inside an area the distance is zero, whatever edges are near.
  if (index_->inside_) closest_ = 0;
  const double reach = to_middle + 2 * half + hair;
  const CellGrid& grid = index_->grid_;
  const std::int64_t left = grid.column_of(middle.x - reach), right = grid.column_of(middle.x + reach);
  const std::int64_t low = grid.row_of(middle.y - reach), high = grid.row_of(middle.y + reach);
  items_.clear();
  for (std::int64_t row = low; row <= high; ++row)
    for (std::int64_t column = left; column <= right; ++column)
      for (const std::uint32_t item : grid.items(grid.index(column, row))) {
        const Segment& segment = index_->segments_[item];
        if (gapmap::distance(middle, segment.a, segment.b) <= reach) items_.push_back(item);
      }
  // A long segment lies in many cells.
  std::sort(items_.begin(), items_.end());
  items_.erase(std::unique(items_.begin(), items_.end()), items_.end());
  for (const std::uint32_t item : items_) gathered_.push_back(index_->segments_[item]);
}

void NearestAround::narrow(const Box& box) {
  narrowed_.clear();
  is_narrow_ = true;
  const Point middle = middle_of(box);
  const double half = half_diagonal(box);
  double to_middle = std::numeric_limits<double>::infinity();
  for (const Segment& segment : gathered_)
    to_middle = std::min(to_middle, gapmap::distance(middle, segment.a, segment.b));
  bound(to_middle, half);
  if (index_->inside_) closest_ = 0;
  const double reach = to_middle + 2 * half + hair;
  for (const Segment& segment : gathered_)
    if (gapmap::distance(middle, segment.a, segment.b) <= reach) narrowed_.push_back(segment);
}

double NearestAround::distance(Point p) const {
  if (index_->inside_) return index_->find(p).distance;
  double least = std::numeric_limits<double>::infinity();
  for (const Segment& segment : is_narrow_ ? narrowed_ : gathered_)
    least = std::min(least, square_distance(p, segment.a, segment.b));
  return std::sqrt(least);
}

}  // namespace gapmap
