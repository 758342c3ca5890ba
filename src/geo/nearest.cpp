// SPDX-License-Identifier: MIT
#include "geo/nearest.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
double distance(Point p, Point a, Point b) { return std::sqrt(square_distance(p, a, b)); }

Nearest::Nearest(const Geometries& supply, std::span<const std::uint32_t> rows) {
  Geometries areas(Shape::area);
  for (const std::uint32_t row : rows) {
    for (std::size_t i = 0; i < supply.parts_of(row); ++i) {
      const Path part = supply.part(row, i);
      if (part.size() == 1) segments_.push_back({part[0], part[0], row});
      for (std::size_t k = 1; k < part.size(); ++k) segments_.push_back({part[k - 1], part[k], row});
    }
    if (supply.shape() != Shape::area) continue;
    areas.add_feature(supply, row);
    inside_rows_.push_back(row);
  }
  if (!inside_rows_.empty()) inside_ = std::make_unique<AreaLocator>(areas);
  Box box;
  for (const Segment& segment : segments_) {
    box.add(segment.a);
    box.add(segment.b);
  }
  grid_ = CellGrid(box, segments_.size());
  grid_.fill([&](auto&& emit) {
    for (std::size_t i = 0; i < segments_.size(); ++i)
      emit(segments_[i].a, segments_[i].b, static_cast<std::uint32_t>(i));
  });
}

void Nearest::visit(Point p, std::int64_t column, std::int64_t row, Hit& best, double& best_square) const {
  for (const std::uint32_t item : grid_.items(grid_.index(column, row))) {
    const Segment& segment = segments_[item];
    const double square = square_distance(p, segment.a, segment.b);
    if (square > best_square || (square == best_square && segment.row >= best.row)) continue;
    best_square = square;
    best.row = segment.row;
  }
}

Nearest::Hit Nearest::find(Point p) const {
  Hit best;
  if (segments_.empty()) return best;
  if (inside_)
    if (const std::int32_t area = inside_->find(p); area != AreaLocator::nowhere)
      return {0, inside_rows_[static_cast<std::size_t>(area)]};

  double best_square = std::numeric_limits<double>::infinity();
  const std::int64_t column = grid_.column_of(p.x), row = grid_.row_of(p.y);
  const std::int64_t last = std::max({column, grid_.columns() - 1 - column, row, grid_.rows() - 1 - row});
  for (std::int64_t ring = 0; ring <= last; ++ring) {
    // Between p (or, for a point outside the grid, the grid's nearest place) and a cell of this ring lie
    // at least ring - 1 whole cells.
    const double nearest_possible = (static_cast<double>(ring) - 1) * grid_.cell();
    if (ring > 1 && nearest_possible * nearest_possible > best_square) break;
    const std::int64_t left = column - ring, right = column + ring, low = row - ring, high = row + ring;
    for (std::int64_t y = std::max<std::int64_t>(low, 0); y <= std::min(high, grid_.rows() - 1); ++y) {
      const bool is_edge = y == low || y == high;
      const std::int64_t step = is_edge || ring == 0 ? 1 : right - left;
      for (std::int64_t x = left; x <= right; x += step)
        if (x >= 0 && x < grid_.columns()) visit(p, x, y, best, best_square);
    }
  }
  best.distance = std::sqrt(best_square);
  return best;
}

}  // namespace gapmap
