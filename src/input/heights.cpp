// SPDX-License-Identifier: MIT
#include "input/heights.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/cancel.h"
#include "base/error.h"
#include "base/pool.h"
#include "input/raster_file.h"

namespace gapmap {
namespace {

constexpr std::int64_t tile_side = 256;   // cells; read with one more on each side
constexpr double highest_ground = 12000;  // metres above or below the sea: what lies beyond is no height

/// Metres of one of the band's units.
double metres_of_unit(const std::string& unit) {
  const std::string word = lower(unit);
  if (word == "ft" || word == "foot" || word == "feet") return 0.3048;
  if (word.starts_with("us") && word.find("f") != std::string::npos) return 1200.0 / 3937;
  if (word == "cm" || word == "centimetre" || word == "centimeter") return 0.01;
  if (word == "dm" || word == "decimetre" || word == "decimeter") return 0.1;
  return 1;
}

class RasterHeights : public HeightField {
 public:
  RasterHeights(const Source& source, const Projection& projection, bool allow_network)
      : file_(source, allow_network), projection_(projection) {
    GDALDataset& dataset = source.dataset();
    double geo[6];
    if (dataset.GetGeoTransform(geo) != CE_None || !GDALInvGeoTransform(geo, cell_of_))
      throw Error(Fault::input, say("{}：栅格没有坐标", "{}: the raster has no coordinates", file_.place()),
                  {"需要带地理参考的 GeoTIFF", "a georeferenced GeoTIFF is needed"});
    GDALRasterBand& band = *dataset.GetRasterBand(1);
    int is_said = 0;
    if (const double nodata = band.GetNoDataValue(&is_said); is_said) nodata_ = nodata;
    if (const double scale = band.GetScale(&is_said); is_said && scale != 0) scale_ = scale;
    if (const double offset = band.GetOffset(&is_said); is_said) offset_ = offset;
    const double unit = metres_of_unit(band.GetUnitType());
    scale_ *= unit;
    offset_ *= unit;
    columns_ = band.GetXSize();
    rows_ = band.GetYSize();
    const double right = static_cast<double>(columns_), bottom = static_cast<double>(rows_);
    for (const Point p : {Point{0, 0}, {right, 0}, {0, bottom}, {right, bottom}})
      corners_.push_back({geo[0] + p.x * geo[1] + p.y * geo[2], geo[3] + p.x * geo[4] + p.y * geo[5]});
  }

  void read(std::span<const Point> places, std::span<double> heights) const override {
    std::vector<Point> cells = cells_of(places);
    std::vector<std::uint32_t> order;
    std::vector<std::int64_t> tile(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      heights[i] = NAN;
      const Point p = cells[i];
      // Up to half a cell beyond the middle of the outermost one.
      if (!(p.x >= 0 && p.y >= 0 && p.x <= static_cast<double>(columns_) && p.y <= static_cast<double>(rows_)))
        continue;
      tile[i] = low_cell(p.y, rows_) / tile_side * (columns_ / tile_side + 1) + low_cell(p.x, columns_) / tile_side;
      order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return tile[a] < tile[b]; });
    file_.lend([&](GDALRasterBand& band) {
      Tile held;
      for (std::size_t k = 0; k < order.size(); ++k) {
        const Point p = cells[order[k]];
        if (k == 0 || tile[order[k]] != tile[order[k - 1]])
          load(band, low_cell(p.x, columns_) / tile_side, low_cell(p.y, rows_) / tile_side, held);
        heights[order[k]] = between_cells(p, held);
      }
    });
  }

  Metres spacing(Point around) const override {
    constexpr double apart = 10;  // metres
    const std::vector<Point> cells =
        cells_of(std::vector<Point>{around, {around.x + apart, around.y}, {around.x, around.y + apart}});
    const auto cells_between = [](Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); };
    return Metres{apart / std::max(cells_between(cells[0], cells[1]), cells_between(cells[0], cells[2]))};
  }

 private:
  struct Tile {
    std::int64_t left = 0, top = 0;
    std::int64_t width = 0, height = 0;
    std::vector<double> values;
  };

  /// The cell left of (above) a place, in cells from the raster's corner, that it is measured from.
  static std::int64_t low_cell(double at, std::int64_t count) {
    return std::clamp(static_cast<std::int64_t>(std::floor(at - 0.5)), std::int64_t{0}, count - 1);
  }

  /// In columns and rows from the raster's corner.
  std::vector<Point> cells_of(std::span<const Point> places) const {
    std::vector<Point> cells(places.begin(), places.end());
    ways_.lend(
        [&] {
          auto way = std::make_unique<Projection>(projection_);
          way->choose_back(corners_);
          return way;
        },
        [&](const Projection& way) { way.carry_back(cells); });
    for (Point& p : cells)
      p = {cell_of_[0] + p.x * cell_of_[1] + p.y * cell_of_[2], cell_of_[3] + p.x * cell_of_[4] + p.y * cell_of_[5]};
    return cells;
  }

  void load(GDALRasterBand& band, std::int64_t column, std::int64_t row, Tile& tile) const {
    stop_if_cancelled();
    tile.left = column * tile_side;
    tile.top = row * tile_side;
    tile.width = std::min(tile_side + 1, columns_ - tile.left);
    tile.height = std::min(tile_side + 1, rows_ - tile.top);
    tile.values.resize(static_cast<std::size_t>(tile.width * tile.height));
    const int width = static_cast<int>(tile.width), height = static_cast<int>(tile.height);
    GdalMessages messages;
    if (band.RasterIO(GF_Read, static_cast<int>(tile.left), static_cast<int>(tile.top), width, height,
                      tile.values.data(), width, height, GDT_Float64, 0, 0, nullptr) != CE_None)
      throw Error(Fault::input,
                  say("{}：第 {} 行像元读不出来", "{}: row {} of the raster cannot be read", file_.place(), tile.top),
                  same(printable(messages.most_important())));
    for (double& value : tile.values) {
      const double metres = value * scale_ + offset_;
      value = (nodata_ && value == *nodata_) || !(std::abs(metres) <= highest_ground) ? NAN : metres;
    }
  }

  double between_cells(Point p, const Tile& tile) const {
    const std::int64_t column = low_cell(p.x, columns_), row = low_cell(p.y, rows_);
    const double x = std::clamp(p.x - 0.5 - static_cast<double>(column), 0.0, 1.0);
    const double y = std::clamp(p.y - 0.5 - static_cast<double>(row), 0.0, 1.0);
    double sum = 0, weights = 0;
    for (const std::int64_t down : {0, 1})
      for (const std::int64_t right : {0, 1}) {
        const double weight = (right ? x : 1 - x) * (down ? y : 1 - y);
        const std::int64_t c = column + right - tile.left, r = row + down - tile.top;
        if (weight <= 0 || c >= tile.width || r >= tile.height) continue;
        const double height = tile.values[static_cast<std::size_t>(r * tile.width + c)];
        if (std::isnan(height)) continue;
        sum += weight * height;
        weights += weight;
      }
    return weights > 0 ? sum / weights : NAN;
  }

  RasterFile file_;
  Projection projection_;
  double cell_of_[6] = {};
  std::vector<Point> corners_;  // in the raster's coordinates
  double scale_ = 1, offset_ = 0;
  std::optional<double> nodata_;
  std::int64_t columns_ = 0, rows_ = 0;
  mutable Pool<Projection> ways_;
};

}  // namespace

std::shared_ptr<const HeightField> open_heights(const Source& source, const Projection& projection,
                                                bool allow_network) {
  return std::make_shared<RasterHeights>(source, projection, allow_network);
}

}  // namespace gapmap
