// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "geo/geometry.h"
#include "sample/terrain.h"

namespace gapmap::sample {

/// A honeycomb over the sheet whose cells carry labels. Where two labels meet runs a border; exactly two or
/// three cells meet at every corner, so borders never touch in a point, and neighbours share their border
/// vertex by vertex.
class Honeycomb {
 public:
  static constexpr std::int32_t outside = -1;

  /// Cells with corners `radius` metres from their centres.
  Honeycomb(const Terrain& terrain, double radius);

  std::int32_t columns() const { return columns_; }
  std::int32_t rows() const { return rows_; }
  std::size_t size() const { return labels_.size(); }
  std::int32_t& label(std::size_t cell) { return labels_[cell]; }
  std::int32_t label(std::size_t cell) const { return labels_[cell]; }
  Point centre(std::size_t cell) const;
  /// The cell across side 0..5, or -1 past the edge of the sheet.
  std::int64_t neighbour(std::size_t cell, int side) const;

  /// Numbers the connected pieces of equal labels; `outside` stays -1. Returns the number of pieces.
  std::int32_t pieces(std::vector<std::int32_t>& piece_of_cell) const;
  /// Gives every piece but the largest of its label to the neighbour that it touches most.
  void join_fragments();

  /// The outline of every label 0..count-1 in the world: borders smoothed, then roughened at random down to
  /// a few metres (less in town than in the hills), or by `halvings` of their sides where it is given. One
  /// polygon a label, holes after the exterior.
  Geometries outlines(std::int32_t count, std::uint64_t seed, std::optional<int> halvings = {}) const;

 private:
  const Terrain& terrain_;
  double radius_;
  std::int32_t columns_, rows_;
  std::vector<std::int32_t> labels_;
};

}  // namespace gapmap::sample
