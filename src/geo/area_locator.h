// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/cell_grid.h"
#include "geo/geometry.h"

namespace gapmap {

/// Answers which area feature contains a point, in constant time on average.
///
/// A grid holds, for every cell, the edges that touch it and the features that contain its centre. A
/// point's features are those of its cell's centre, each toggled by every edge between the point and the
/// centre, along an L-shaped path; ties are broken as if all coordinates were a hair larger. Borders
/// (within 10 nanometres) belong to the feature; where features overlap or touch, the lowest index wins.
class AreaLocator {
 public:
  static constexpr std::int32_t nowhere = -1;

  explicit AreaLocator(const Geometries& areas);

  /// Index of the first feature that contains the point, or `nowhere`.
  std::int32_t find(Point p) const;

  /// Adds the places (0 < t < 1, unsorted) where the segment from `a` to `b` meets an edge.
  void crossings(Point a, Point b, std::vector<double>& places) const;

  /// Fills `holders` with the features that contain a point by parity, and `borders` with those that have it on
  /// their border; both ascending.
  void hold(Point p, std::vector<std::uint32_t>& holders, std::vector<std::uint32_t>& borders) const;

  /// Edges that do not vanish, ring after ring and part after part as they were given; each runs on to the next of its
  /// ring, the last to the first.
  struct Edge {
    Point a, b;
    std::uint32_t area;
  };
  const std::vector<Edge>& edges() const { return edges_; }
  /// Index of the ring's first edge; a ring is a part of the areas. `first_edge(rings())` is the end.
  std::uint32_t first_edge(std::size_t ring) const { return ring_begin_[ring]; }
  std::size_t rings() const { return ring_begin_.size() - 1; }
  const CellGrid& grid() const { return grid_; }

  /// Whether an edge comes within 20 nanometres of a box. `features` become those that share a place with the
  /// box, ascending; where no edge comes near, they hold all of it.
  bool meets(const Box& box, std::vector<std::uint32_t>& features) const;

 private:
  void find_centres();
  std::span<const std::uint32_t> members(std::size_t cell) const {
    return {members_.data() + member_begin_[cell], members_.data() + member_begin_[cell + 1]};
  }

  Box box_;
  CellGrid grid_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> ring_begin_{0};
  std::vector<std::uint32_t> member_begin_, members_;
};

}  // namespace gapmap
