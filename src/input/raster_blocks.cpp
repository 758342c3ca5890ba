// SPDX-License-Identifier: MIT
#include "input/raster_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "base/error.h"

namespace gapmap {
namespace {

constexpr std::int64_t cells_in_block = 1 << 20;  // read at once: small enough for the processor's cache
constexpr std::int64_t most_in_panel = 1 << 27;   // a gibibyte of the largest numbers

/// Whether a value says that nothing is known here, or that nobody lives here.
template <typename T>
bool is_bare(T value, T nodata) {
  bool is_number = true;
  if constexpr (std::is_floating_point_v<T>) is_number = value == value;
  return value == 0 || value == nodata || !is_number;
}

/// The same of a run of cells, without branches, so that empty land costs little more than reading it.
template <typename T, int count>
bool are_bare(const T* cells, T nodata) {
  int found = 0;
  for (int i = 0; i < count; ++i) {
    int is_held = static_cast<int>(cells[i] != 0) & static_cast<int>(cells[i] != nodata);
    if constexpr (std::is_floating_point_v<T>) is_held &= static_cast<int>(cells[i] == cells[i]);
    found |= is_held;
  }
  return found == 0;
}

}  // namespace

RasterBlocks::RasterBlocks(const Source& source, bool allow_network, const std::optional<Box>& extent)
    : file_(source, allow_network), extent_(extent && !extent->empty() ? extent : std::nullopt) {
  GDALDataset& dataset = source.dataset();
  if (dataset.GetGeoTransform(geo_) != CE_None)
    throw Error(Fault::input, say("{}：栅格没有坐标", "{}: the raster has no coordinates", file_.place()),
                {"需要带地理参考的 GeoTIFF", "a georeferenced GeoTIFF is needed"});
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  int is_said = 0;
  if (const double nodata = band.GetNoDataValue(&is_said); is_said) nodata_ = nodata;
  if (const double scale = band.GetScale(&is_said); is_said && scale != 0) scale_ = scale;
  if (const double offset = band.GetOffset(&is_said); is_said) offset_ = offset;
  columns_ = band.GetXSize();
  rows_ = band.GetYSize();
  band.GetBlockSize(&block_width_, &block_height_);
  panel_height_ = block_height_ * std::max(1, (CellBlock::tile_side + block_height_ - 1) / block_height_);
  const std::int64_t cells = static_cast<std::int64_t>(block_width_) * panel_height_;
  if (cells > most_in_panel)
    throw Error(Fault::input,
                say("{}：栅格按 {}×{} 像元的大块存储，无法分块读取",
                    "{}: the raster is stored in blocks of {} x {} cells, too large to be read one by one",
                    file_.place(), block_width_, block_height_),
                {"改存为分块的 GeoTIFF：gdal_translate -co TILED=YES -co COMPRESS=DEFLATE",
                 "store it in tiles: gdal_translate -co TILED=YES -co COMPRESS=DEFLATE"});
  right_ = (columns_ + block_width_ - 1) / block_width_;
  bottom_ = (rows_ + panel_height_ - 1) / panel_height_;
  if (extent_) narrow(*extent_);
  panels_in_block_ = std::max<std::int64_t>(1, cells_in_block / cells);
  const std::int64_t panels = (right_ - left_) * (bottom_ - top_);
  blocks_ = static_cast<std::size_t>((panels + panels_in_block_ - 1) / panels_in_block_);
}

/// Only the panels that the extent touches.
void RasterBlocks::narrow(const Box& extent) {
  double back[6];
  if (!GDALInvGeoTransform(geo_, back)) return;
  Box cells;
  for (const Point p : {extent.low, extent.high, {extent.low.x, extent.high.y}, {extent.high.x, extent.low.y}})
    cells.add(Point{back[0] + p.x * back[1] + p.y * back[2], back[3] + p.x * back[4] + p.y * back[5]});
  const auto panel = [](double cell, int side, std::int64_t most) {
    return static_cast<std::int64_t>(std::clamp(std::floor(cell / side), 0.0, static_cast<double>(most)));
  };
  left_ = panel(cells.low.x - 1, block_width_, right_);
  right_ = std::max(left_, panel(cells.high.x + 1 + block_width_, block_width_, right_));
  top_ = panel(cells.low.y - 1, panel_height_, bottom_);
  bottom_ = std::max(top_, panel(cells.high.y + 1 + panel_height_, panel_height_, bottom_));
}

std::int64_t RasterBlocks::size() const {
  const std::int64_t width = std::min(right_ * block_width_, columns_) - left_ * block_width_;
  const std::int64_t height = std::min(bottom_ * panel_height_, rows_) - top_ * panel_height_;
  return std::max<std::int64_t>(width, 0) * std::max<std::int64_t>(height, 0);
}

std::vector<Point> RasterBlocks::sample(int side) const {
  const std::int64_t column = left_ * block_width_, row = top_ * panel_height_;
  const std::int64_t width = std::min(right_ * block_width_, columns_) - column;
  const std::int64_t height = std::min(bottom_ * panel_height_, rows_) - row;
  std::vector<Point> centres;
  for (std::int64_t i = 0; i < side && height > 0; ++i)
    for (std::int64_t j = 0; j < side && width > 0; ++j)
      centres.push_back(centre(static_cast<double>(column + j * (width - 1) / (side - 1)) + 0.5,
                               static_cast<double>(row + i * (height - 1) / (side - 1)) + 0.5));
  return centres;
}

template <typename T>
void RasterBlocks::scan(const T* cells, std::int64_t first_column, std::int64_t first_row, int width, int height,
                        CellBlock& into) const {
  constexpr int tile = CellBlock::tile_side, square = CellBlock::square_side;
  // A value that cells of this type cannot hold marks none of them.
  T nodata = 0;
  if (nodata_ && *nodata_ >= static_cast<double>(std::numeric_limits<T>::lowest()) &&
      *nodata_ <= static_cast<double>(std::numeric_limits<T>::max()))
    if (const T held = static_cast<T>(*nodata_); static_cast<double>(held) == *nodata_) nodata = held;
  const auto is_tile_bare = [&](int column, int row, int columns, int rows) {
    for (int r = row; r < row + rows; ++r) {
      const T* line = cells + static_cast<std::ptrdiff_t>(r) * block_width_ + column;
      if (columns == tile) {
        if (!are_bare<T, tile>(line, nodata)) return false;
      } else if (!std::all_of(line, line + columns, [&](T value) { return is_bare(value, nodata); })) {
        return false;
      }
    }
    return true;
  };
  for (int y = 0; y < height; y += tile)
    for (int x = 0; x < width; x += tile) {
      const int right = std::min(x + tile, width), low = std::min(y + tile, height);
      if (is_tile_bare(x, y, right - x, low - y)) continue;
      for (int top = y; top < low; top += square)
        for (int left = x; left < right; left += square) {
          for (int r = top; r < std::min(top + square, low); ++r)
            for (int c = left; c < std::min(left + square, right); ++c) {
              const T value = cells[static_cast<std::ptrdiff_t>(r) * block_width_ + c];
              if (is_bare(value, nodata)) continue;
              const double people = static_cast<double>(value) * scale_ + offset_;
              if (!std::isfinite(people) || people == 0) continue;
              const std::int64_t column = first_column + c, row = first_row + r;
              const Point place = centre(static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5);
              if (extent_ && !extent_->contains(place)) continue;
              into.id.push_back(row * columns_ + column);
              into.people.push_back(people);
              into.centre.push_back(place);
            }
          into.end_square();
        }
      into.end_tile();
    }
}

void RasterBlocks::read_panel(GDALRasterBand& band, std::int64_t column, std::int64_t row, std::vector<double>& buffer,
                              CellBlock& into) const {
  const GDALDataType type = band.GetRasterDataType();
  const auto bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type));
  const std::size_t block_cells = static_cast<std::size_t>(block_width_) * static_cast<std::size_t>(block_height_);
  const std::size_t cells = static_cast<std::size_t>(block_width_) * static_cast<std::size_t>(panel_height_);
  buffer.resize((cells * bytes + sizeof(double) - 1) / sizeof(double));
  auto* const raw = reinterpret_cast<unsigned char*>(buffer.data());
  const std::int64_t first_column = column * block_width_, first_row = row * panel_height_;
  const int width = static_cast<int>(std::min<std::int64_t>(block_width_, columns_ - first_column));
  const int height = static_cast<int>(std::min<std::int64_t>(panel_height_, rows_ - first_row));
  GdalMessages messages;
  bool is_any = false;
  for (int y = 0; y < height; y += block_height_) {
    unsigned char* const at = raw + static_cast<std::size_t>(y / block_height_) * block_cells * bytes;
    const int high = std::min(block_height_, height - y);
    const int left = static_cast<int>(first_column), top = static_cast<int>(first_row) + y;
    if (band.GetDataCoverageStatus(left, top, width, high, GDAL_DATA_COVERAGE_STATUS_DATA, nullptr) ==
        GDAL_DATA_COVERAGE_STATUS_EMPTY) {
      std::fill(at, at + block_cells * bytes, static_cast<unsigned char>(0));
      continue;
    }
    is_any = true;
    if (band.ReadBlock(static_cast<int>(column), top / block_height_, at) != CE_None)
      throw Error(Fault::input,
                  say("{}：第 {} 行像元读不出来", "{}: row {} of the raster cannot be read", file_.place(), top),
                  same(printable(messages.most_important())));
  }
  if (!is_any) return;
  const auto look = [&](const auto* values) { scan(values, first_column, first_row, width, height, into); };
  switch (type) {
    case GDT_Byte: return look(raw);
    case GDT_UInt16: return look(reinterpret_cast<const std::uint16_t*>(raw));
    case GDT_Int16: return look(reinterpret_cast<const std::int16_t*>(raw));
    case GDT_UInt32: return look(reinterpret_cast<const std::uint32_t*>(raw));
    case GDT_Int32: return look(reinterpret_cast<const std::int32_t*>(raw));
    case GDT_Float32: return look(reinterpret_cast<const float*>(raw));
    case GDT_Float64: return look(buffer.data());
    default: break;
  }
  std::vector<double> numbers(cells);
  GDALCopyWords64(raw, type, static_cast<int>(bytes), numbers.data(), GDT_Float64, sizeof(double),
                  static_cast<GPtrDiff_t>(cells));
  look(numbers.data());
}

void RasterBlocks::read(std::size_t block, CellBlock& into) const {
  into.clear();
  file_.lend([&](GDALRasterBand& band) {
    std::vector<double> buffer;
    const std::int64_t across = right_ - left_, panels = across * (bottom_ - top_);
    const std::int64_t first = static_cast<std::int64_t>(block) * panels_in_block_;
    for (std::int64_t panel = first; panel < std::min(first + panels_in_block_, panels); ++panel)
      read_panel(band, left_ + panel % across, top_ + panel / across, buffer, into);
  });
}

}  // namespace gapmap
