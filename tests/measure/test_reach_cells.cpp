// SPDX-License-Identifier: MIT
// Population rasters as streams of cells: by hand, and beside the same raster read as points, which is the oracle.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "input/read.h"
#include "measure/cell_gaps.h"
#include "raster.h"
#include "scratch.h"
#include "town.h"

namespace gapmap {
namespace {

using tests::MadeRaster;
using tests::Scratch;
using tests::Town;

ReadLayer read_people(const Scratch& scratch, bool as_stream, const std::string& crs = {},
                      const std::optional<Box>& extent = {}) {
  ReadRequest request;
  request.spec.role = "people";
  request.spec.source = "people.tif";
  request.spec.crs = crs;
  request.conditions = {""};
  request.extent = extent;
  request.may_stream = as_stream;
  ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547"), false};
  options.raster_as_points = 0;
  return read_layer(request, options);
}

std::string reach(double metres, const std::string& supply = "'schools'", const std::string& more = {}) {
  return "measure = 'reach'\ndemand = 'people'\nsupply = " + supply + "\nwithin = " + std::to_string(metres) + "\n" +
         more;
}

/// What both readings of a raster must agree on.
void compare(const Reading& stream, const Reading& points) {
  REQUIRE(stream.tallies.size() == points.tallies.size());
  for (std::size_t p = 0; p < points.tallies.size(); ++p)
    for (std::size_t bucket = 0; bucket < points.tallies[p].buckets(); ++bucket) {
      CAPTURE(p, bucket);
      CHECK(stream.tallies[p].of(bucket).whole == Approx(points.tallies[p].of(bucket).whole).epsilon(1e-12));
      CHECK(stream.tallies[p].of(bucket).part == Approx(points.tallies[p].of(bucket).part).epsilon(1e-12));
    }
  if (!points.gap || points.value_unit != "share") return;
  REQUIRE(stream.gap->size() == points.gap->size());
  std::map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < points.gap->size(); ++i) place[points.gap->feature[i]] = i;
  for (std::size_t i = 0; i < stream.gap->size(); ++i) {
    REQUIRE(place.contains(stream.gap->feature[i]));
    const std::size_t same = place[stream.gap->feature[i]];
    CHECK(stream.gap->geometries.part(i)[0] == points.gap->geometries.part(same)[0]);
    CHECK(stream.gap->amount[i] == points.gap->amount[same]);
    CHECK(stream.gap->bucket[i] == points.gap->bucket[same]);
    const bool is_same_distance = stream.gap->distance[i] == points.gap->distance[same] ||
                                  (std::isnan(stream.gap->distance[i]) && std::isnan(points.gap->distance[same]));
    CHECK(is_same_distance);
    REQUIRE(stream.gap->more.size() == points.gap->more.size());
    for (std::size_t c = 0; c < stream.gap->more.size(); ++c)
      CHECK(stream.gap->more[c].text(i) == points.gap->more[c].text(same));
  }
}

/// A raster of a kind of its own for every seed.
MadeRaster random_raster(std::mt19937& random) {
  const auto below = [&](unsigned most) { return static_cast<int>(random() % most); };
  const GDALDataType types[] = {GDT_Byte, GDT_UInt16, GDT_Int16, GDT_UInt32, GDT_Int32, GDT_Float32, GDT_Float64};
  MadeRaster raster;
  raster.columns = 1 + below(90);
  raster.rows = 1 + below(90);
  raster.type = types[below(7)];
  const bool is_float = raster.type == GDT_Float32 || raster.type == GDT_Float64;
  if (below(2)) raster.nodata = {is_float && below(2) ? -3.5 : 255};
  if (is_float && below(4) == 0) raster.nodata = {NAN};
  if (below(2)) raster.options = {{"TILED", "YES"}, {"BLOCKXSIZE", "16"}, {"BLOCKYSIZE", below(2) ? "16" : "48"}};
  if (below(2)) raster.options.emplace_back("COMPRESS", "DEFLATE");
  if (below(2)) raster.options.emplace_back("SPARSE_OK", "TRUE");
  const int one_in = 1 + below(30);
  const bool is_clustered = below(2) == 1;
  for (int row = 0; row < raster.rows; ++row)
    for (int column = 0; column < raster.columns; ++column) {
      double value = below(static_cast<unsigned>(one_in)) == 0 ? below(200) : 0;
      if (is_float) value *= 0.37;
      if (is_clustered && (row / 20 + column / 20) % 3 != 0) value = 0;
      if (!raster.nodata.empty() && below(5) == 0) value = raster.nodata.front();
      raster.people.push_back(value);
    }
  if (below(4) == 0) raster.place = {500000, 80, 30, 3840000, 25, -90};  // turned and skewed
  return raster;
}

}  // namespace

TEST_CASE("a stream of cells: people within reach of the centres, by unit") {
  // Cells of 100 m: 5 . - / 2.5 7 .   (- has no data). A school at the first cell's centre; the centres of the cells
  // of 2.5 and 7 are 100 m and hypot(100, 100) = 141.4 m away.
  const Scratch scratch;
  MadeRaster raster;
  raster.columns = 3;
  raster.rows = 2;
  raster.people = {5, 0, -1, 2.5, 7, 0};
  raster.nodata = {-1};
  raster.write(scratch.path("people.tif"));
  const ReadLayer people = read_people(scratch, true);
  REQUIRE(people.cells);
  CHECK(people.layer.size() == 0);
  CHECK(people.cells->size() == 6);
  CHECK(people.record.features == 6);
  Town town;
  town.raster("people", people.layer, people.cells.get())
      .points("schools", {{{500050, 3839950}}})
      .units({{"a", {{500000, 3839800}, {500100, 3840000}}}, {"b", {{500100, 3839800}, {500300, 3840000}}}});
  const Reading reading = town.read(reach(100));
  CHECK(reading.tallies[0].of(0).part == 7.5);
  CHECK(reading.tallies[0].of(0).whole == 7.5);
  CHECK(reading.tallies[0].of(1).part == 0);
  CHECK(reading.tallies[0].of(1).whole == 7);
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->feature[0] == 4);
  CHECK(reading.gap->distance[0] == Approx(std::sqrt(2) * 100).epsilon(1e-12));
  CHECK(town.read(reach(141.5)).tallies[0].of(1).part == 7);

  // 1000 * 1 school / 14.5 people; of unit a 1000 / 7.5.
  const Reading ratio = town.read(
      "measure = 'ratio'\nnumerator = {layer = 'schools'}\ndenominator = {layer = 'people', of = 'value'}\nper = "
      "1000\n");
  CHECK(ratio.tallies[0].of(0).whole == 7.5);
  CHECK(ratio.tallies[0].of(1).whole == 7);
}

TEST_CASE("a stream of cells says what the same cells say as points") {
  const Scratch scratch;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    MadeRaster raster = random_raster(random);
    raster.write(scratch.path("people.tif"));
    const Point origin{raster.place[0], raster.place[3]};
    std::vector<Town::Place> schools, clinics;
    const auto count = static_cast<unsigned>(random() % 40);
    for (unsigned i = 0; i < 2 * count; ++i)
      (i % 2 ? schools : clinics)
          .push_back({{origin.x + static_cast<double>(random() % 10000) - 500,
                       origin.y - static_cast<double>(random() % 10000) + 500}});
    std::optional<Box> extent;
    if (seed % 3 == 0) extent = Box{{origin.x + 900, origin.y - 5050}, {origin.x + 6000, origin.y - 250}};
    ReadLayer points;
    try {
      points = read_people(scratch, false, {}, extent);
    } catch (const Error&) {
      continue;  // nobody lives there
    }
    const ReadLayer stream = read_people(scratch, true, {}, extent);
    REQUIRE(stream.cells);
    const double limit = 50 * static_cast<double>(1 + random() % 40);
    const auto town_of = [&](const ReadLayer& people) {
      Town town;
      town.raster("people", people.layer, people.cells.get())
          .points("schools", schools)
          .points("clinics", clinics)
          .areas("parks", {{{{origin.x + 500, origin.y - 2000},
                             {origin.x + 1500, origin.y - 2100},
                             {origin.x + 900, origin.y - 900}}}})
          .lines("roads", {{{{origin.x, origin.y - 3000}, {origin.x + 5000, origin.y - 3500}}}})
          .units({{"a", {{origin.x - 100, origin.y - 4000}, {origin.x + 2050, origin.y + 100}}},
                  {"b", {{origin.x + 2050, origin.y - 4000}, {origin.x + 5000, origin.y + 100}}},
                  {"c", {{origin.x + 4000, origin.y - 3000}, {origin.x + 6000, origin.y - 1000}}}})
          .units({{"x", {{origin.x, origin.y - 9000}, {origin.x + 3333, origin.y}}}});
      return town;
    };
    Town by_points = town_of(points), by_stream = town_of(stream);
    by_stream.jobs(2);
    for (const std::string& keys :
         {reach(limit), reach(limit, "['schools', 'clinics']"),
          reach(limit, "['schools', 'parks']", "need = 'every'\n"),
          reach(limit, "['roads', 'clinics', 'schools']", "need = 'every'\n"), reach(limit, "'parks'"),
          std::string("measure = 'ratio'\nnumerator = {layer = 'schools'}\ndenominator = {layer = 'people', of = "
                      "'value'}\nper = 1000\n")}) {
      CAPTURE(keys);
      compare(by_stream.read(keys), by_points.read(keys));
    }
  }
}

TEST_CASE("a stream in another system, or in an offset datum, is carried as points are") {
  const Scratch scratch;
  for (const std::string crs : {"", "gcj02", "bd09"}) {
    CAPTURE(crs);
    std::mt19937 random(9);
    MadeRaster raster;
    raster.columns = 70;
    raster.rows = 50;
    raster.epsg = 4326;
    raster.place = {113.6, 0.001, 0, 34.75, 0, -0.001};
    for (int i = 0; i < raster.columns * raster.rows; ++i)
      raster.people.push_back(random() % 4 ? 0 : static_cast<double>(random() % 90));
    raster.write(scratch.path("people.tif"));
    const ReadLayer points = read_people(scratch, false, crs), stream = read_people(scratch, true, crs);
    REQUIRE(stream.cells);
    CHECK(stream.record.transformation == points.record.transformation);
    CHECK(stream.record.crs == points.record.crs);
    const Point middle = points.layer.geometries.part(points.layer.size() / 2)[0];
    Town by_points, by_stream;
    by_points.raster("people", points.layer).points("schools", {{middle}});
    by_stream.raster("people", stream.layer, stream.cells.get()).points("schools", {{middle}});
    compare(by_stream.read(reach(1500)), by_points.read(reach(1500)));
  }
}

TEST_CASE("of a stream a larger radius serves no fewer, units add up, and threads change nothing") {
  const Scratch scratch;
  std::mt19937 random(77);
  MadeRaster raster;
  raster.columns = 300;
  raster.rows = 200;
  raster.options = {{"TILED", "YES"}, {"BLOCKXSIZE", "64"}, {"BLOCKYSIZE", "32"}, {"COMPRESS", "DEFLATE"}};
  for (int i = 0; i < raster.columns * raster.rows; ++i)
    raster.people.push_back(random() % 3 ? 0 : static_cast<double>(random() % 1000) * 0.017);
  raster.write(scratch.path("people.tif"));
  const ReadLayer people = read_people(scratch, true);
  std::vector<Town::Place> schools;
  for (int i = 0; i < 60; ++i)
    schools.push_back(
        {{500000 + static_cast<double>(random() % 30000), 3840000 - static_cast<double>(random() % 20000)}});
  Town town, split;
  for (Town* each : {&town, &split})
    each->raster("people", people.layer, people.cells.get()).points("schools", schools);
  split.units({{"a", {{490000, 3810000}, {511111, 3850000}}}, {"b", {{511111, 3810000}, {540000, 3850000}}}});
  double before = -1;
  for (const double metres : {0.0, 100.0, 300.0, 1000.0, 3000.0, 1e6}) {
    CAPTURE(metres);
    const Reading whole = town.jobs(1).read(reach(metres)), parts = split.jobs(2).read(reach(metres));
    const PartWhole all = whole.tallies[0].of(0);
    CHECK(all.part >= before);
    before = all.part;
    CHECK(parts.tallies[0].of(0).part + parts.tallies[0].of(1).part == Approx(all.part).epsilon(1e-13));
    const Reading again = town.jobs(8).read(reach(metres));
    CHECK(again.tallies[0].of(0).part == all.part);
    CHECK(again.tallies[0].of(0).whole == all.whole);
    CHECK(again.gap->feature == whole.gap->feature);
    if (metres == 1e6) CHECK(all.part == all.whole);
  }
}

TEST_CASE("a negative cell of a stream is an error that names it, and too many points one that says what to do") {
  const Scratch scratch;
  MadeRaster raster;
  raster.columns = 3;
  raster.rows = 2;
  raster.people = {1, 2, 3, 4, -5, 6};
  raster.write(scratch.path("people.tif"));
  const ReadLayer people = read_people(scratch, true);
  Town town;
  town.raster("people", people.layer, people.cells.get()).points("schools", {{{0, 0}}});
  CHECK_THROWS_WITH(town.read(reach(10)), Catch::Contains("cell 4 (row 1, column 1)"));
  ReadRequest request;
  request.spec.role = "people";
  request.spec.source = "people.tif";
  ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547"), false};
  options.most_pixels = 5;
  CHECK_THROWS_WITH(read_layer(request, options), Catch::Contains("more than 5 cells"));
}

TEST_CASE("gaps of cells come together by squares where they are many") {
  // 40 x 40 cells of 10 m, one person each, all in one unit: 1600 cells; of squares of 8 there are 25, of 16 nine.
  const auto gaps_of = [](std::size_t most) {
    CellGaps gaps(40, most);
    for (int block = 0; block < 4; ++block) {
      CellGaps::Found found(40);
      for (int i = block * 400; i < (block + 1) * 400; ++i) {
        const int row = i / 40, column = i % 40;
        found.add({{10.0 * column, 10.0 * row}, 1, 100.0 + i, i, 0, 1});
      }
      gaps.add(found);
    }
    return gaps;
  };
  CellGaps all = gaps_of(1600), squares = gaps_of(1599), large = gaps_of(24), one = gaps_of(1);
  CHECK(all.finish().size() == 1600);
  CHECK(all.side() == 1);
  CHECK(squares.finish().size() == 25);
  CHECK(squares.side() == 8);
  CHECK(large.finish().size() == 9);
  CHECK(large.side() == 16);
  CHECK(one.finish().size() == 1);
  for (CellGaps* gaps : {&all, &squares, &large, &one}) {
    double people = 0, farthest = 0;
    Point middle;
    for (const CellGaps::Place& place : gaps->finish()) {
      people += place.people;
      farthest = std::max(farthest, place.distance);
      middle = {middle.x + place.people * place.at.x / 1600, middle.y + place.people * place.at.y / 1600};
    }
    CHECK(people == 1600);
    CHECK(farthest == 1699);
    CHECK(middle.x == Approx(195));
    CHECK(middle.y == Approx(195));
  }
}

}  // namespace gapmap
