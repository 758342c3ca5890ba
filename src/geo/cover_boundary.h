// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/cover_grid.h"

namespace gapmap::cover {

/// The boundary of the union: of every circle and every side of a band what lies inside no other primitive.
///
/// Elements are numbered: circle of disc i is i; band j has its right side at discs + 2 j and its left side after it.
/// They are walked with the covered region on the left: circles by angle anticlockwise, sides by metres.
class Boundary {
 public:
  Boundary(const Primitives& primitives, const Grid& grid, int jobs);

  struct Piece {
    std::uint32_t element;
    Interval stretch;
  };
  const std::vector<Piece>& pieces() const { return pieces_; }
  std::uint32_t first_piece(std::uint32_t element) const { return first_[element]; }
  /// Pieces whose middle lies in a cell of the grid.
  std::span<const std::uint32_t> middles_in(std::size_t cell) const {
    return {by_cell_.data() + cell_begin_[cell], by_cell_.data() + cell_begin_[cell + 1]};
  }

  Point place(std::uint32_t element, double at) const;
  Point middle(const Piece& piece) const { return place(piece.element, (piece.stretch.from + piece.stretch.to) / 2); }
  /// Half the integral of x dy - y dx along a stretch, around `centre`.
  double sweep(std::uint32_t element, Interval stretch, Point centre) const;

  std::uint32_t element_of(std::uint32_t band, Side side) const {
    const auto discs = static_cast<std::uint32_t>(primitives_->discs.size());
    return discs + 2 * (band - discs) + (side == Side::left ? 1 : 0);
  }

 private:
  struct Scratch;
  void expose_circle(std::uint32_t disc, const Grid& grid, Scratch& scratch) const;
  void expose_side(std::uint32_t element, const Grid& grid, Scratch& scratch) const;
  std::uint32_t band_of(std::uint32_t element) const {
    const auto discs = static_cast<std::uint32_t>(primitives_->discs.size());
    return discs + (element - discs) / 2;
  }
  Side side_of(std::uint32_t element) const {
    return (element - primitives_->discs.size()) % 2 == 1 ? Side::left : Side::right;
  }

  const Primitives* primitives_;
  std::vector<Piece> pieces_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> cell_begin_, by_cell_;
};

}  // namespace gapmap::cover
