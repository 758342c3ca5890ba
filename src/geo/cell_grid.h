// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// Square cells over a box, each with the items that touch it, as two flat arrays.
class CellGrid {
 public:
  CellGrid() = default;
  /// `box` in about `cells` cells (at least one).
  CellGrid(const Box& box, std::size_t cells);

  std::int64_t columns() const { return columns_; }
  std::int64_t rows() const { return rows_; }
  double cell() const { return cell_; }
  bool contains(Point p) const { return box_.contains(p); }
  std::int64_t column_of(double x) const { return clamp(std::floor((x - box_.low.x) / cell_), columns_); }
  std::int64_t row_of(double y) const { return clamp(std::floor((y - box_.low.y) / cell_), rows_); }
  std::size_t index(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns_ + column);
  }
  Point low(std::int64_t column, std::int64_t row) const {
    return {box_.low.x + static_cast<double>(column) * cell_, box_.low.y + static_cast<double>(row) * cell_};
  }
  Point centre(std::int64_t column, std::int64_t row) const {
    return {box_.low.x + (static_cast<double>(column) + 0.5) * cell_,
            box_.low.y + (static_cast<double>(row) + 0.5) * cell_};
  }

  /// Calls `visit(cell index)` for every cell that the segment may touch.
  template <typename Visit>
  void along(Point a, Point b, Visit&& visit) const;

  /// Fills the cells: `segments(emit)` calls emit(a, b, item) for every item; called twice.
  template <typename Segments>
  void fill(Segments&& segments);

  std::span<const std::uint32_t> items(std::size_t cell) const {
    return {items_.data() + begin_[cell], items_.data() + begin_[cell + 1]};
  }
  /// All items, cell after cell, and where a cell's begin among them.
  const std::vector<std::uint32_t>& all_items() const { return items_; }
  std::size_t first_item(std::size_t cell) const { return begin_[cell]; }

 private:
  static std::int64_t clamp(double position, std::int64_t count) {
    if (!(position > 0)) return 0;
    return position >= static_cast<double>(count) ? count - 1 : static_cast<std::int64_t>(position);
  }

  Box box_{};
  double cell_ = 1;
  std::int64_t columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> begin_, items_;
};

template <typename Visit>
void CellGrid::along(Point a, Point b, Visit&& visit) const {
  if (a.y > b.y) std::swap(a, b);
  const std::int64_t first = row_of(a.y), last = row_of(b.y);
  for (std::int64_t row = first; row <= last; ++row) {
    double left = a.x, right = b.x;
    if (first != last) {
      // The part of the segment in this row, widened by a hair so that rounding never skips a cell.
      const double low = box_.low.y + static_cast<double>(row) * cell_, slope = (b.x - a.x) / (b.y - a.y);
      left = row == first ? a.x : a.x + (low - a.y) * slope;
      right = row == last ? b.x : a.x + (low + cell_ - a.y) * slope;
    }
    if (left > right) std::swap(left, right);
    const double hair = 1e-9 * cell_ + 1e-8;
    const std::int64_t end = column_of(right + hair);
    for (std::int64_t column = column_of(left - hair); column <= end; ++column) visit(index(column, row));
  }
}

template <typename Segments>
void CellGrid::fill(Segments&& segments) {
  begin_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  segments([&](Point a, Point b, std::uint32_t) { along(a, b, [&](std::size_t cell) { ++begin_[cell + 1]; }); });
  for (std::size_t cell = 1; cell < begin_.size(); ++cell) begin_[cell] += begin_[cell - 1];
  items_.resize(begin_.back());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  segments([&](Point a, Point b, std::uint32_t item) {
    along(a, b, [&](std::size_t cell) { items_[next[cell]++] = item; });
  });
}

}  // namespace gapmap
