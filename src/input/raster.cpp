// SPDX-License-Identifier: MIT
#include "input/raster.h"

#include <cmath>

#include "base/cancel.h"
#include "base/error.h"

namespace gapmap {

Layer read_raster(const Source& source, const std::string& role, const std::optional<Box>& extent) {
  GDALDataset& dataset = source.dataset();
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  double geo[6] = {};
  if (dataset.GetGeoTransform(geo) != CE_None)
    throw Error(Fault::input, say("{}：栅格没有坐标", "{}: the raster has no coordinates", source.place()),
                {"需要带地理参考的 GeoTIFF", "a georeferenced GeoTIFF is needed"});
  int has_nodata = 0;
  const double nodata = band.GetNoDataValue(&has_nodata);
  Layer layer;
  layer.name = role;
  layer.geometries = Geometries(Shape::point);
  Numbers people;
  const int columns = band.GetXSize(), rows = band.GetYSize();
  std::vector<double> line(static_cast<std::size_t>(columns));
  GdalMessages messages;
  for (int row = 0; row < rows; ++row) {
    stop_if_cancelled();
    if (band.RasterIO(GF_Read, 0, row, columns, 1, line.data(), columns, 1, GDT_Float64, 0, 0, nullptr) != CE_None)
      throw Error(Fault::input,
                  say("{}：第 {} 行像元读不出来", "{}: row {} of the raster cannot be read", source.place(), row),
                  same(printable(messages.most_important())));
    for (int column = 0; column < columns; ++column) {
      const double value = line[static_cast<std::size_t>(column)];
      if (!std::isfinite(value) || value == 0 || (has_nodata && value == nodata)) continue;
      const double x = column + 0.5, y = row + 0.5;
      const Point p{geo[0] + x * geo[1] + y * geo[2], geo[3] + x * geo[4] + y * geo[5]};
      if (extent && !extent->contains(p)) continue;
      layer.geometries.add_point(p);
      layer.ids.push_back(static_cast<std::int64_t>(row) * columns + column);
      people.push_back(value);
    }
  }
  layer.columns.push_back({"value", std::move(people), {}});
  return layer;
}

}  // namespace gapmap
