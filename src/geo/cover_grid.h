// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/cover_shape.h"

namespace gapmap::cover {

/// Primitives by square cells. A cell that lies wholly inside one primitive names that one alone, which is what keeps
/// dense supply cheap: everything else in there is irrelevant.
class Grid {
 public:
  explicit Grid(const Primitives& primitives);

  static constexpr std::size_t outside = static_cast<std::size_t>(-1);

  struct Cell {
    std::span<const std::uint32_t> ids;    ///< discs and bands that reach into the cell
    std::span<const std::uint32_t> parks;  ///< parks whose inside or border may lie in the cell
    bool full;                             ///< wholly covered
  };
  Cell cell(std::size_t index) const {
    return {{ids_.data() + begin_[index], ids_.data() + begin_[index + 1]},
            {park_ids_.data() + park_begin_[index], park_ids_.data() + park_begin_[index + 1]},
            full_[index] != 0};
  }
  std::size_t cells() const { return full_.size(); }
  std::size_t columns() const { return columns_; }

  /// The cell of a place, or `outside`.
  std::size_t index_of(Point p) const {
    const double x = (p.x - low_.x) * per_metre_, y = (p.y - low_.y) * per_metre_;
    if (!(x >= 0 && y >= 0 && x < static_cast<double>(columns_) && y < static_cast<double>(rows_))) return outside;
    return static_cast<std::size_t>(y) * columns_ + static_cast<std::size_t>(x);
  }

  /// Calls `visit(index)` for every cell that a box touches.
  template <typename Visit>
  void for_each_cell(const Box& box, const Visit& visit) const {
    for_each_box(box, [&](std::size_t index, const Box&) { visit(index); });
  }

  /// The same with `visit(index, the cell's box)`.
  template <typename Visit>
  void for_each_box(const Box& box, const Visit& visit) const {
    if (full_.empty() || !(box.high.x >= low_.x && box.high.y >= low_.y)) return;
    if (!(box.low.x <= right_edge() && box.low.y <= top_edge())) return;
    const std::size_t left = column(box.low.x), right = column(box.high.x), last = row(box.high.y);
    for (std::size_t r = row(box.low.y); r <= last; ++r) {
      const double y = low_.y + static_cast<double>(r) * size_;
      for (std::size_t c = left; c <= right; ++c) {
        const double x = low_.x + static_cast<double>(c) * size_;
        visit(r * columns_ + c, Box{{x, y}, {x + size_, y + size_}});
      }
    }
  }

  /// Calls `visit(index)` for every cell near a segment (a superset of those it passes).
  template <typename Visit>
  void for_each_cell_along(Point p, Point q, double margin, const Visit& visit) const {
    Box box;
    box.add(p);
    box.add(q);
    box = box.grown(margin);
    if (full_.empty() || !(box.high.x >= low_.x && box.high.y >= low_.y)) return;
    if (!(box.low.x <= right_edge() && box.low.y <= top_edge())) return;
    const double slope = q.y != p.y ? (q.x - p.x) / (q.y - p.y) : 0;
    for (std::size_t r = row(box.low.y), last = row(box.high.y); r <= last; ++r) {
      double from = box.low.x, to = box.high.x;
      if (q.y != p.y) {
        const double floor = low_.y + static_cast<double>(r) * size_ - margin;
        const double y0 = std::clamp(floor, std::min(p.y, q.y), std::max(p.y, q.y));
        const double y1 = std::clamp(floor + size_ + 2 * margin, std::min(p.y, q.y), std::max(p.y, q.y));
        const double x0 = p.x + (y0 - p.y) * slope, x1 = p.x + (y1 - p.y) * slope;
        from = std::max(from, std::min(x0, x1) - margin);
        to = std::min(to, std::max(x0, x1) + margin);
      }
      if (to < low_.x || from > right_edge()) continue;
      for (std::size_t c = column(from), end = column(to); c <= end; ++c) visit(r * columns_ + c);
    }
  }

  Box box_of(std::size_t index) const {
    const double x = low_.x + static_cast<double>(index % columns_) * size_;
    const double y = low_.y + static_cast<double>(index / columns_) * size_;
    return {{x, y}, {x + size_, y + size_}};
  }
  double size() const { return size_; }

 private:
  std::size_t column(double x) const { return clamped((x - low_.x) * per_metre_, columns_); }
  std::size_t row(double y) const { return clamped((y - low_.y) * per_metre_, rows_); }
  static std::size_t clamped(double place, std::size_t count) {
    return place > 0 ? std::min(static_cast<std::size_t>(std::min(place, 1e9)), count - 1) : 0;
  }
  double right_edge() const { return low_.x + static_cast<double>(columns_) * size_; }
  double top_edge() const { return low_.y + static_cast<double>(rows_) * size_; }
  void lay_out(const Primitives& primitives);
  void place_parks(const Primitives& primitives);

  Point low_;
  double size_ = 1;
  double per_metre_ = 1;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<char> full_;
  std::vector<std::uint32_t> begin_, ids_, park_begin_, park_ids_;
};

}  // namespace gapmap::cover
