// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// People of a raster who are not served, as places: each cell for itself while there are at most `most`, else together
/// by squares of 8 x 8, 16 x 16, … cells of the raster, the smallest that are few enough. People of several units, or
/// who lack different supplies, stay apart.
class CellGaps {
 public:
  struct Place {
    Point at;  ///< the middle of its people
    double people;
    double distance;  ///< metres, of the farthest
    std::int64_t id;  ///< its first cell
    std::uint32_t bucket;
    std::uint32_t lacking;  ///< supplies that are too far, bit k for supply k
  };
  static constexpr int first_side = 8;

  CellGaps(std::int64_t columns, std::size_t most) : columns_(columns), most_(most) {}

  /// What a block of the raster adds: cell by cell, on any thread.
  class Found {
   public:
    explicit Found(std::int64_t columns) : columns_(columns) {}
    void add(const Place& cell);
    /// Tells that the next cells lie elsewhere; only makes it faster.
    void end_square() { open_ = squares_.size(); }

   private:
    friend class CellGaps;
    std::int64_t columns_;
    std::vector<Place> cells_, squares_;
    std::size_t open_ = 0;
  };
  /// Blocks must be added in the same order every time.
  void add(const Found& found);

  /// The places by their first cell; nothing can be added afterwards.
  const std::vector<Place>& finish();
  /// Cells along the side of the squares of `finish`; 1 where each cell stands for itself.
  int side() const { return is_few_ ? 1 : side_; }

 private:
  void merge();

  std::int64_t columns_;
  std::size_t most_;
  bool is_few_ = true;
  int side_ = first_side;
  std::vector<Place> cells_, squares_;
};

}  // namespace gapmap
