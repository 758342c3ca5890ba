// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <cpl_string.h>
#include <gdal_priv.h>

namespace gapmap::tests {

/// A raster of one band, made inside a test.
struct MadeRaster {
  int columns = 0, rows = 0;
  std::vector<double> people;                                      ///< row by row; all 0 where it is empty
  std::vector<double> place = {500000, 100, 0, 3840000, 0, -100};  ///< GDAL's six numbers
  int epsg = 4547;                                                 ///< none where 0
  GDALDataType type = GDT_Float32;
  std::vector<double> nodata = {};                                ///< one or none
  std::vector<std::pair<std::string, std::string>> options = {};  ///< of GTiff

  void write(const std::string& file) const {
    GDALAllRegister();
    CPLStringList words;
    for (const auto& [key, value] : options) words.SetNameValue(key.c_str(), value.c_str());
    const GDALDatasetUniquePtr made(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(file.c_str(), columns, rows, 1, type, words.List()));
    std::vector<double> six = place;
    made->SetGeoTransform(six.data());
    OGRSpatialReference reference;
    if (epsg != 0) reference.importFromEPSG(epsg);
    if (epsg != 0) made->SetSpatialRef(&reference);
    GDALRasterBand& band = *made->GetRasterBand(1);
    if (!nodata.empty()) band.SetNoDataValue(nodata.front());
    if (people.empty()) return;
    std::vector<double> cells = people;
    if (band.RasterIO(GF_Write, 0, 0, columns, rows, cells.data(), columns, rows, GDT_Float64, 0, 0, nullptr) !=
        CE_None)
      throw std::runtime_error("the raster could not be written");
  }
};

}  // namespace gapmap::tests
