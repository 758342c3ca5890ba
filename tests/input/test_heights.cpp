// SPDX-License-Identifier: MIT
// Rasters of heights: what lies between their cells, other systems and units, and what cannot be used.
#include <catch2/catch.hpp>

#include "base/error.h"
#include "input/read.h"
#include "raster.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::MadeRaster;
using tests::Scratch;

std::shared_ptr<const HeightField> heights_of(const Scratch& scratch, const std::string& source,
                                              const std::string& crs = {}) {
  ReadRequest request;
  request.spec.role = "ground";
  request.spec.source = source;
  request.spec.crs = crs;
  request.conditions = {""};
  request.as_heights = true;
  const ReadLayer read = read_layer(request, {scratch.path(""), Crs::parse("EPSG:4547")});
  CHECK(read.layer.size() == 0);
  return read.heights;
}

double at(const HeightField& field, Point p) {
  double height = 0;
  field.read({&p, 1}, {&height, 1});
  return height;
}

/// Cells of 100 m, row by row from the north; the north-west corner is (500000, 3840200).
MadeRaster small() {
  MadeRaster raster;
  raster.columns = 3;
  raster.rows = 2;
  raster.place = {500000, 100, 0, 3840200, 0, -100};
  raster.people = {10, 20, 40, 50, 60, -9999};
  raster.nodata = {-9999};
  return raster;
}

}  // namespace

TEST_CASE("a height lies between the four cells around it, without those that know nothing") {
  const Scratch scratch;
  small().write(scratch.path("ground.tif"));
  const auto field = heights_of(scratch, "ground.tif");
  CHECK(field->spacing({500100, 3840100}).value == Approx(100));
  // In the middle of the first cell; halfway to its right neighbour; between four.
  CHECK(at(*field, {500050, 3840150}) == Approx(10));
  CHECK(at(*field, {500100, 3840150}) == Approx(15));
  CHECK(at(*field, {500100, 3840100}) == Approx((10 + 20 + 50 + 60) / 4.0));
  // A quarter of the way down from 20 to 60.
  CHECK(at(*field, {500150, 3840125}) == Approx(30));
  // Between 20, 40, 60 and a cell without data: of equal weight are the three.
  CHECK(at(*field, {500200, 3840100}) == Approx(40));
  CHECK(std::isnan(at(*field, {500250, 3840050})));
  // At the outermost half cell the height of the border; beyond it nothing.
  CHECK(at(*field, {500000, 3840200}) == Approx(10));
  CHECK(at(*field, {500020, 3840190}) == Approx(10));
  CHECK(std::isnan(at(*field, {499999, 3840150})));
  CHECK(std::isnan(at(*field, {500050, 3840201})));
  CHECK(std::isnan(at(*field, {INFINITY, NAN})));
}

TEST_CASE("heights larger than a tile are one surface, whatever the file's blocks") {
  const Scratch scratch;
  MadeRaster raster;
  raster.columns = 700;
  raster.rows = 600;
  raster.place = {500000, 10, 0, 3846000, 0, -10};
  raster.type = GDT_Float64;
  for (int row = 0; row < 600; ++row)
    for (int column = 0; column < 700; ++column) raster.people.push_back(column * 2 - row * 3);
  const auto expected = [](Point p) { return (p.x - 500005) / 10 * 2 - (3845995 - p.y) / 10 * 3; };
  for (const auto& options :
       {std::vector<std::pair<std::string, std::string>>{},
        {{"TILED", "YES"}, {"COMPRESS", "DEFLATE"}, {"BLOCKXSIZE", "64"}, {"BLOCKYSIZE", "64"}}}) {
    raster.options = options;
    raster.write(scratch.path("plane.tif"));
    const auto field = heights_of(scratch, "plane.tif");
    std::vector<Point> places;
    for (int i = 0; i < 3000; ++i)
      places.push_back({500010 + (i * 7919 % 69800) / 10.0, 3840010 + (i * 104729 % 59800) / 10.0});
    std::vector<double> heights(places.size());
    field->read(places, heights);
    for (std::size_t i = 0; i < places.size(); ++i) CHECK(heights[i] == Approx(expected(places[i])).margin(1e-6));
  }
}

TEST_CASE("heights in degrees are asked in the plan's system, in feet they are metres") {
  const Scratch scratch;
  // One degree square around 114 E 34.7 N, cells of 0.01 degree: height = 1000 x (longitude - 113.5), in feet.
  MadeRaster raster;
  raster.columns = raster.rows = 100;
  raster.place = {113.5, 0.01, 0, 35.2, 0, -0.01};
  raster.epsg = 4326;
  for (int row = 0; row < 100; ++row)
    for (int column = 0; column < 100; ++column) raster.people.push_back((column + 0.5) * 10);
  raster.write(scratch.path("degrees.tif"));
  {
    GDALDatasetUniquePtr file(GDALDataset::Open(scratch.path("degrees.tif").c_str(), GDAL_OF_UPDATE | GDAL_OF_RASTER));
    file->GetRasterBand(1)->SetUnitType("ft");
  }
  const auto field = heights_of(scratch, "degrees.tif");
  // EPSG:4547 has its central meridian at 114 E, at easting 500000.
  CHECK(at(*field, {500000, 3841000}) == Approx(500 * 0.3048).epsilon(1e-4));
  CHECK(field->spacing({500000, 3841000}).value == Approx(914).epsilon(0.01));  // 0.01 degree of longitude at 34.7 N
  CHECK(std::isnan(at(*field, {600000, 3841000})));
}

TEST_CASE("what is no raster of heights is refused, with what to do") {
  const Scratch scratch;
  scratch.write("points.csv", "x,y,h\n500000,3840000,3\n");
  CHECK_THROWS_WITH(heights_of(scratch, "points.csv"), Catch::Contains("heights must be a raster"));
  CHECK_THROWS_AS(heights_of(scratch, "missing.tif"), Error);
  scratch.write("broken.tif", "II*\0 this is no raster");
  CHECK_THROWS_AS(heights_of(scratch, "broken.tif"), Error);
  MadeRaster raster = small();
  raster.epsg = 0;
  raster.write(scratch.path("nowhere.tif"));
  CHECK_THROWS_WITH(heights_of(scratch, "nowhere.tif"), Catch::Contains("no coordinate system"));
  CHECK(at(*heights_of(scratch, "nowhere.tif", "EPSG:4547"), {500050, 3840150}) == Approx(10));
  // What no ground is as high as, is no height.
  raster.epsg = 4547;
  raster.nodata = {};
  raster.people = {1e30, 20, 40, 50, 60, -32768};
  raster.write(scratch.path("odd.tif"));
  CHECK(std::isnan(at(*heights_of(scratch, "odd.tif"), {500050, 3840150})));
  CHECK(std::isnan(at(*heights_of(scratch, "odd.tif"), {500250, 3840050})));
}

}  // namespace gapmap
