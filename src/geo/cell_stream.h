// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// The cells of one block of a raster that hold people. They come as they lie together: in tiles of at most 32 x 32
/// cells of the raster, and within a tile in squares of at most 8 x 8, so that whoever looks at them can ask once for
/// many. Squares and tiles hold at least one cell.
struct CellBlock {
  static constexpr int square_side = 8, tile_side = 32;

  std::vector<std::int64_t> id;  ///< row * columns of the raster + column
  std::vector<double> people;
  std::vector<Point> centre;
  std::vector<std::uint32_t> square_begin{0};  ///< among the cells; one more than squares
  std::vector<std::uint32_t> tile_begin{0};    ///< among the squares; one more than tiles
  std::size_t lost = 0;  ///< cells with people whose centre cannot be carried to the plan's system

  std::size_t squares() const { return square_begin.size() - 1; }
  std::size_t tiles() const { return tile_begin.size() - 1; }
  void clear();
  /// Ends a square (a tile) where something was added since the last one.
  void end_square();
  void end_tile();
};

/// The people of a raster that is too large to be held as points, read block by block as often as it is asked for.
/// Shared by threads.
class CellStream {
 public:
  CellStream() = default;
  virtual ~CellStream() = default;
  CellStream(const CellStream&) = delete;
  CellStream& operator=(const CellStream&) = delete;

  virtual std::size_t blocks() const = 0;
  /// Cells of the raster, with people or not, that the blocks hold together.
  virtual std::int64_t size() const = 0;
  /// Of the whole raster: `id / columns()` is a cell's row.
  virtual std::int64_t columns() const = 0;
  /// Fills `into` with a block's cells, centres in the plan's coordinates. Throws Error{Fault::input} where it cannot
  /// be read.
  virtual void read(std::size_t block, CellBlock& into) const = 0;
};

inline void CellBlock::clear() {
  id.clear();
  people.clear();
  centre.clear();
  square_begin.assign(1, 0);
  tile_begin.assign(1, 0);
  lost = 0;
}

inline void CellBlock::end_square() {
  if (const auto end = static_cast<std::uint32_t>(id.size()); end > square_begin.back()) square_begin.push_back(end);
}

inline void CellBlock::end_tile() {
  if (const auto end = static_cast<std::uint32_t>(squares()); end > tile_begin.back()) tile_begin.push_back(end);
}

}  // namespace gapmap
