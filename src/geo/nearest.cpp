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
  if (supply.shape() != Shape::point) return;
  for (const std::uint32_t item : grid_.all_items()) {
    points_.push_back(segments_[item].a);
    row_of_.push_back(segments_[item].row);
  }
}

void Nearest::visit(Point p, std::int64_t column, std::int64_t row, Hit& best, double& best_square) const {
  const std::size_t cell = grid_.index(column, row);
  const auto items = grid_.items(cell);
  const auto consider = [&](double square, std::uint32_t of_row, std::uint32_t item) {
    if (square > best_square || (square == best_square && of_row >= best.row)) return;
    best_square = square;
    best.row = of_row;
    best.place = item;
  };
  if (!points_.empty()) {
    for (std::size_t i = grid_.first_item(cell), end = i + items.size(); i < end; ++i) {
      const double dx = p.x - points_[i].x, dy = p.y - points_[i].y;
      if (const double square = dx * dx + dy * dy; square <= best_square)
        consider(square, row_of_[i], grid_.all_items()[i]);
    }
    return;
  }
  for (const std::uint32_t item : items) {
    const Segment& segment = segments_[item];
    consider(square_distance(p, segment.a, segment.b), segment.row, item);
  }
}

void Nearest::search(Point p, Hit& best, double& best_square) const {
  const double cell = grid_.cell(), hair = 1e-9 * cell + 1e-8;
  const Point low = grid_.low(0, 0);
  const std::int64_t column = grid_.column_of(p.x), row = grid_.row_of(p.y);
  // From p to the nearest place of a column or row of cells; what lies there may be a hair outside.
  const auto gap_to = [&](double at, double start, std::int64_t number) {
    const double from = start + static_cast<double>(number) * cell;
    const double gap = std::max({from - at, at - (from + cell), hair}) - hair;
    return gap * gap;
  };
  const std::int64_t last = std::max({column, grid_.columns() - 1 - column, row, grid_.rows() - 1 - row});
  for (std::int64_t ring = 0; ring <= last; ++ring) {
    const std::int64_t left = std::max<std::int64_t>(column - ring, 0);
    const std::int64_t right = std::min(column + ring, grid_.columns() - 1);
    bool is_any = ring == 0;
    const auto look = [&](std::int64_t x, std::int64_t y, double across) {
      if (across + gap_to(p.x, low.x, x) > best_square) return;
      visit(p, x, y, best, best_square);
      is_any = true;
    };
    for (std::int64_t y = std::max<std::int64_t>(row - ring, 0); y <= std::min(row + ring, grid_.rows() - 1); ++y) {
      const double across = gap_to(p.y, low.y, y);
      if (across > best_square) continue;
      if (y == row - ring || y == row + ring) {
        for (std::int64_t x = left; x <= right; ++x) look(x, y, across);
      } else {
        if (left == column - ring) look(left, y, across);
        if (right == column + ring) look(right, y, across);
      }
    }
    // Cells of a farther ring lie behind those of this one, as seen from p.
    if (!is_any && best.found()) break;
  }
}

Nearest::Hit Nearest::find(Point p, const Hit& beside) const {
  Hit best;
  if (segments_.empty()) return best;
  if (inside_)
    if (const std::int32_t area = inside_->find(p); area != AreaLocator::nowhere)
      return {0, inside_rows_[static_cast<std::size_t>(area)]};
  double best_square = std::numeric_limits<double>::infinity();
  if (beside.place < segments_.size()) {
    const auto& [a, b, row] = segments_[beside.place];
    best_square = square_distance(p, a, b);
    best.row = row;
    best.place = beside.place;
  }
  search(p, best, best_square);
  best.distance = std::sqrt(best_square);
  return best;
}

}  // namespace gapmap
