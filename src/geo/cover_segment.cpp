// SPDX-License-Identifier: MIT
#include "geo/cover_segment.h"

namespace gapmap::cover {

bool SegmentCover::gather(Point p, Point q) {
  const std::size_t at_p = grid_->index_of(p);
  if (at_p != Grid::outside && at_p == grid_->index_of(q)) {
    const Grid::Cell cell = grid_->cell(at_p);
    if (cell.full) inside_.push_back({0, 1});
    ids_ = cell.ids;
    parks_ = cell.parks;
    return !cell.full && !(ids_.empty() && parks_.empty());
  }
  many_ids_.clear();
  many_parks_.clear();
  bool all_full = true;
  grid_->for_each_cell_along(p, q, 1e-6, [&](std::size_t index) {
    const Grid::Cell cell = grid_->cell(index);
    all_full = all_full && cell.full;
    many_ids_.insert(many_ids_.end(), cell.ids.begin(), cell.ids.end());
    many_parks_.insert(many_parks_.end(), cell.parks.begin(), cell.parks.end());
  });
  if (many_ids_.empty() && many_parks_.empty()) return false;
  // The border cells of the grid are never full, so all_full also means that pq does not leave it.
  if (all_full) {
    inside_.push_back({0, 1});
    return false;
  }
  for (auto* list : {&many_ids_, &many_parks_}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  ids_ = many_ids_;
  parks_ = many_parks_;
  return true;
}

void SegmentCover::add_parks(Point p, Point q) {
  free_.clear();
  complement(inside_, {0, 1}, free_);
  for (const Interval& gap : free_) {
    const double t = (gap.from + gap.to) / 2;
    if (primitives_->in_park({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)}, parks_)) inside_.push_back(gap);
  }
  unite(inside_);
}

}  // namespace gapmap::cover
