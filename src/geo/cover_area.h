// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <tuple>

#include "geo/cover_boundary.h"
#include "geo/cover_rings.h"
#include "geo/cover_segment.h"

namespace gapmap::cover {

/// Measures how much of an area is covered. Holds scratch: one a thread.
class AreaCover {
 public:
  AreaCover(const Primitives& primitives, const Grid& grid, const Boundary& boundary)
      : grid_(&grid), boundary_(&boundary), segments_(primitives, grid) {}

  /// `rings` relative to the primitives' origin. In square metres.
  double measure(Rings& rings);

  // What is measured, for whoever wants to draw it; first the edges, then the boundary.

  /// Calls `start()`, `edge(p, q, covered parts of pq)` for every edge, and `end()`, ring after ring.
  template <typename Start, typename Edge, typename End>
  void walk_edges(const Rings& rings, const Start& start, const Edge& edge, const End& end);
  /// Calls `visit(element, stretch, the piece of boundary that it is part of, turns)` for every stretch of boundary
  /// that the rings turn around: 1 inside an area.
  template <typename Visit>
  void walk_boundary(Rings& rings, const Visit& visit);

 private:
  struct Crossing {
    std::uint32_t piece;
    double at;
    int change;
  };
  void add_crossing(std::uint32_t element, double at, int change);
  template <typename Visit>
  void cut_piece(Rings& rings, std::size_t begin, std::size_t end, const Visit& visit) const;

  const Grid* grid_;
  const Boundary* boundary_;
  SegmentCover segments_;
  std::vector<Crossing> crossings_;
  std::vector<std::uint32_t> cut_;
};

template <typename Start, typename Edge, typename End>
void AreaCover::walk_edges(const Rings& rings, const Start& start, const Edge& edge, const End& end) {
  crossings_.clear();
  rings.for_each_ring([&](Path ring) {
    start();
    for (std::size_t i = 1; i < ring.size(); ++i)
      edge(ring[i - 1], ring[i],
           segments_.covered(
               ring[i - 1], ring[i],
               [&](std::uint32_t disc, double angle, int change) { add_crossing(disc, angle, change); },
               [&](std::uint32_t band, Side side, double along, int change) {
                 add_crossing(boundary_->element_of(band, side), along, change);
               }));
    end();
  });
}

/// One piece of boundary that edges cross: its stretches inside the area.
template <typename Visit>
void AreaCover::cut_piece(Rings& rings, std::size_t begin, std::size_t end, const Visit& visit) const {
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
  from = stretch.from;
  for (std::size_t i = begin; i <= end; ++i) {
    const double to = i < end ? crossings_[i].at : stretch.to;
    if (turns != 0 && to > from) visit(element, Interval{from, to}, stretch, turns);
    if (i < end) turns += crossings_[i].change;
    from = to;
  }
}

template <typename Visit>
void AreaCover::walk_boundary(Rings& rings, const Visit& visit) {
  std::sort(crossings_.begin(), crossings_.end(), [](const Crossing& a, const Crossing& b) {
    return std::tie(a.piece, a.at, a.change) < std::tie(b.piece, b.at, b.change);
  });
  cut_.clear();
  for (std::size_t begin = 0; begin < crossings_.size();) {
    std::size_t end = begin;
    while (end < crossings_.size() && crossings_[end].piece == crossings_[begin].piece) ++end;
    cut_piece(rings, begin, end, visit);
    cut_.push_back(crossings_[begin].piece);
    begin = end;
  }
  grid_->for_each_cell(rings.box(), [&](std::size_t cell) {
    for (const std::uint32_t index : boundary_->middles_in(cell)) {
      if (std::binary_search(cut_.begin(), cut_.end(), index)) continue;
      const Boundary::Piece& piece = boundary_->pieces()[index];
      const int turns = rings.winding(boundary_->middle(piece));
      if (turns != 0) visit(piece.element, piece.stretch, piece.stretch, turns);
    }
  });
}

}  // namespace gapmap::cover
