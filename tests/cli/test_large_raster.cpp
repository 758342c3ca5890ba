// SPDX-License-Identifier: MIT
// The program on a raster large enough to be streamed, beside the same raster forced into points by a condition.
#include <catch2/catch.hpp>

#include "raster.h"
#include "run_program.h"

namespace gapmap::tests {
namespace {

/// 3000 x 2000 cells of 100 m, of which one in 97 holds people, in tiles of which most are missing.
void make_people(const Scratch& scratch) {
  MadeRaster raster;
  raster.columns = 3000;
  raster.rows = 2000;
  raster.options = {{"TILED", "YES"}, {"COMPRESS", "DEFLATE"}, {"SPARSE_OK", "TRUE"}};
  raster.people.assign(6'000'000, 0);
  for (int row = 300; row < 900; ++row)
    for (int column = 200; column < 1500; ++column)
      if ((row * 7 + column * 13) % 97 == 0)
        raster.people[static_cast<std::size_t>(row) * 3000 + static_cast<std::size_t>(column)] = 1 + row % 5;
  raster.write(scratch.path("people.tif"));
}

std::string plan(const std::string& where) {
  return R"(gapmap = 1
id = "t"
title = "t"
crs = "EPSG:4547"
units = {layer = "units", code = "code", name = "name"}
[layers]
people = {source = "people.tif"}
schools = {source = "schools.csv", x = "x", y = "y", crs = "EPSG:4547"}
units = {source = "units.geojson"}
[[standard]]
id = "near"
task = 1
title = "near"
measure = "reach"
demand = {layer = "people")" +
         where + R"(}
supply = {layer = "schools"}
within = 9000
target = {min = 0.5}
)";
}

}  // namespace

TEST_CASE("a large raster is scored as its cells are") {
  const Scratch scratch;
  make_people(scratch);
  std::string schools = "x,y\n";
  for (int i = 0; i < 60; ++i)
    schools += std::to_string(500000 + i * 7919 % 150000) + "," + std::to_string(3840000 - i * 104729 % 90000) + "\n";
  scratch.write("schools.csv", schools);
  scratch.write("units.geojson", R"({"type":"FeatureCollection",
    "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},"features":[
    {"type":"Feature","properties":{"code":"1","name":"west"},"geometry":{"type":"Polygon","coordinates":[[
      [500000,3740000],[560000,3740000],[570000,3840000],[500000,3840000],[500000,3740000]]]}},
    {"type":"Feature","properties":{"code":"2","name":"east"},"geometry":{"type":"Polygon","coordinates":[[
      [560000,3740000],[640000,3740000],[640000,3840000],[570000,3840000],[560000,3740000]]]}}]})");
  scratch.write("stream.toml", plan(""));
  scratch.write("points.toml", plan(", where = \"value > 0\""));
  const Ran stream = run_gapmap(scratch, "check stream.toml -o stream.gpkg --jobs 2"),
            points = run_gapmap(scratch, "check points.toml -o points.gpkg");
  CHECK(stream.err == "");
  REQUIRE(stream.status == 0);
  REQUIRE(points.status == 0);
  const std::string scores = "SELECT unit_code, demand, served, verdict FROM scores ORDER BY unit_code";
  CHECK(asked(scratch, "stream.gpkg", scores) == asked(scratch, "points.gpkg", scores));
  const std::string gaps =
      "SELECT feature, unit_code, people, round(distance, 9) FROM gap_near ORDER BY rank LIMIT 2000";
  CHECK(asked(scratch, "stream.gpkg", gaps) == asked(scratch, "points.gpkg", gaps));
  CHECK(asked(scratch, "stream.gpkg", "SELECT count(*) > 100 FROM gap_near") == "1\n");
  CHECK(asked(scratch, "stream.gpkg", "SELECT features FROM layers WHERE role = 'people'") == "6000000\n");
  const Ran again = run_gapmap(scratch, "check stream.toml -o stream1.gpkg --jobs 1");
  REQUIRE(again.status == 0);
  CHECK(asked(scratch, "stream1.gpkg", scores) == asked(scratch, "stream.gpkg", scores));
}

}  // namespace gapmap::tests
