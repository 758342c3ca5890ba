// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "geo/cell_stream.h"
#include "input/raster_file.h"
#include "input/source.h"

namespace gapmap {

/// The first band of a raster, read in the file's own blocks and past GDAL's cache, so that memory is bounded and each
/// byte is decoded once. Blocks that the file leaves out are not looked at. Shared by threads: each reads through a
/// dataset of its own.
class RasterBlocks {
 public:
  /// With `extent`, in the raster's coordinates, only the cells whose centre lies in it. Throws Error{Fault::input}
  /// where the raster has no coordinates, or keeps its cells in blocks too large to be read one by one.
  RasterBlocks(const Source& source, bool allow_network, const std::optional<Box>& extent);

  std::size_t count() const { return blocks_; }
  std::int64_t columns() const { return columns_; }
  /// Cells of the raster that the blocks hold.
  std::int64_t size() const;
  Point centre(std::int64_t id) const {
    return centre(static_cast<double>(id % columns_) + 0.5, static_cast<double>(id / columns_) + 0.5);
  }
  /// About `side` x `side` centres of cells, evenly over what is read.
  std::vector<Point> sample(int side) const;

  /// Fills `into` with the cells of a block that hold people, centres in the raster's coordinates. Throws
  /// Error{Fault::input} naming the row where cells cannot be read.
  void read(std::size_t block, CellBlock& into) const;

 private:
  Point centre(double column, double row) const {
    return {geo_[0] + column * geo_[1] + row * geo_[2], geo_[3] + column * geo_[4] + row * geo_[5]};
  }
  void narrow(const Box& extent);
  void read_panel(GDALRasterBand& band, std::int64_t column, std::int64_t row, std::vector<double>& buffer,
                  CellBlock& into) const;
  template <typename T>
  void scan(const T* cells, std::int64_t first_column, std::int64_t first_row, int width, int height,
            CellBlock& into) const;

  RasterFile file_;
  std::optional<Box> extent_;
  double geo_[6] = {};
  double scale_ = 1, offset_ = 0;
  std::optional<double> nodata_;
  std::int64_t columns_ = 0, rows_ = 0;
  int block_width_ = 1, block_height_ = 1;
  int panel_height_ = 1;  ///< a panel is a block, or where those are flat, some below each other
  std::int64_t left_ = 0, right_ = 0, top_ = 0, bottom_ = 0;  ///< panels that are read
  std::int64_t panels_in_block_ = 1;
  std::size_t blocks_ = 0;
};

}  // namespace gapmap
