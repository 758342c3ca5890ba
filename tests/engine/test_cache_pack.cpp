// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/cache_folder.h"
#include "engine/cache_pack.h"
#include "scratch.h"

namespace gapmap {
namespace {

PlaceList places(Shape shape) {
  PlaceList list;
  list.geometries = Geometries(shape);
  list.geometries.add_feature(std::vector<Point>{{0, 0}, {10, 0}, {10, 10}, {0, 0}});
  list.geometries.end_feature();  // no geometry
  list.feature = {7, -3};
  list.bucket = {1, 0};
  list.class_name = {"main", ""};
  list.amount = {12.5, 0};
  list.distance = {NAN, 431.25};
  list.texts("lacks") = {"公园", "a\0b"};
  list.more.push_back({"berths", Integers{5, 0}, {false, true}});
  return list;
}

Tally tally() {
  Tally amounts(3);
  amounts.know("empty");
  amounts.add(0, "main", {1, 4});
  amounts.add(2, "main", {0.1, 0.3});
  return amounts;
}

/// Every member holds something that a default does not.
StandardResult full() {
  StandardResult result;
  result.way = 2;
  Reading& reading = result.reading;
  reading.tallies = {tally(), Tally(1)};
  reading.one_by_one = OneByOne{{tally()}, 0.75, {tally(), tally()}, true};
  reading.together = {{3, 4}, {5, 6}};
  reading.factor = 1000;
  reading.is_sum = reading.is_counted = true;
  reading.amount_unit = "people";
  reading.value_unit = "个";
  reading.error_bound = 1e-9;
  reading.dropped = 17.5;
  reading.gap = places(Shape::line);
  reading.served = places(Shape::area);
  reading.walk.emplace();
  reading.walk->streets.lines = Geometries(Shape::line);
  reading.walk->streets.lines.add_feature(std::vector<Point>{{1, 2}, {3, 4}});
  reading.walk->hidden = places(Shape::point);
  reading.walk->detours.resize(2);
  reading.issues = {{"G102", Severity::warning, "parks", "file.gpkg", "12", {"面", "a polygon"}, Place{1, 2}},
                    {"L103", Severity::note, "", "", "", {}, {}}};
  return result;
}

}  // namespace

TEST_CASE("a reading comes out of the cache as it went in, every member") {
  const StandardResult result = full();
  const std::string bytes = pack(result);
  const StandardResult back = unpack_result(bytes);
  // The same bytes again: nothing was lost on the way, whatever a member holds.
  CHECK(pack(back) == bytes);
  const Reading& reading = back.reading;
  CHECK(back.way == 2);
  CHECK(reading.tallies[0].classes() == std::vector<std::string>{"empty", "main"});
  CHECK(reading.tallies[0].of(2, "main").whole == 0.3);
  REQUIRE(reading.one_by_one);
  CHECK((reading.one_by_one->share == 0.75 && reading.one_by_one->beyond_breaks &&
         reading.one_by_one->beyond.size() == 2));
  CHECK(reading.together[1].whole == 6);
  CHECK((reading.factor == 1000 && reading.is_sum && reading.is_counted));
  CHECK((reading.amount_unit == "people" && reading.value_unit == "个"));
  CHECK((reading.error_bound == 1e-9 && reading.dropped == 17.5));
  REQUIRE((reading.gap && reading.served && reading.walk));
  CHECK(reading.gap->geometries == result.reading.gap->geometries);
  CHECK(reading.served->geometries.shape() == Shape::area);
  CHECK((std::isnan(reading.gap->distance[0]) && reading.gap->distance[1] == 431.25));
  CHECK(reading.gap->more.size() == 2);
  CHECK((reading.gap->more[1].is_missing(1) && !reading.gap->more[1].is_missing(0)));
  CHECK(reading.walk->streets.lines == result.reading.walk->streets.lines);
  CHECK((reading.walk->detours.size() == 2 && reading.walk->hidden.size() == 2));
  CHECK((reading.issues[0].message.zh == "面" && reading.issues[0].place->y == 2 && !reading.issues[1].place));
}

TEST_CASE("a layer comes out of the cache as it went in") {
  ReadLayer read;
  read.layer.name = "schools";
  read.layer.ids = {4, 9};
  read.layer.geometries = places(Shape::area).geometries;
  read.layer.columns = {{"kind", Texts{"primary", ""}, {false, true}}, {"seats", Numbers{0.5, NAN}, {}}};
  read.rows = {{"", {0, 1}}, {"kind = 'primary'", {0}}};
  read.place = "district.gpkg, schools";
  read.is_raster = true;
  read.issues = full().reading.issues;
  read.record = {"schools", "district.gpkg", {"/data/district.gpkg"}, "GPKG", "EPSG:4547", "a shift", 1.5, 2};
  const std::string bytes = pack(read);
  const ReadLayer back = unpack_layer(bytes);
  CHECK(pack(back) == bytes);
  CHECK((back.layer.name == "schools" && back.layer.ids == read.layer.ids));
  CHECK(back.layer.geometries == read.layer.geometries);
  CHECK((back.layer.columns[0].is_missing(1) && back.layer.columns[1].number(0) == 0.5));
  CHECK(back.rows == read.rows);
  CHECK((back.place == read.place && back.is_raster && back.issues.size() == 2));
  CHECK((back.record.files == read.record.files && back.record.accuracy == 1.5 && back.record.features == 2));
}

TEST_CASE("bytes that were cut off anywhere are refused, not read past") {
  const std::string bytes = pack(full());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(unpack_result(bytes.substr(0, size)), std::runtime_error);
}

TEST_CASE("an entry of a cache is found whole or not at all") {
  const tests::Scratch scratch;
  const CacheFolder folder(scratch.path("cache"));
  const std::string key(64, 'a');
  CHECK_FALSE(folder.find(key));
  folder.keep(key, "content");
  CHECK(folder.find(key) == "content");
  CHECK_FALSE(folder.find(std::string(64, 'b')));
  const auto file = std::filesystem::directory_iterator(scratch.path("cache"))->path();
  SECTION("cut short") { std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1); }
  SECTION("cut to nothing") { std::filesystem::resize_file(file, 0); }
  SECTION("one byte changed") {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(-2, std::ios::end);
    stream.put('X');
  }
  SECTION("under another key's name") {
    std::filesystem::copy_file(file, file.parent_path() / (std::string(64, 'b') + ".gapmap-cache"));
    CHECK_FALSE(folder.find(std::string(64, 'b')));
    return;
  }
  CHECK_FALSE(folder.find(key));
  folder.keep(key, "content");
  CHECK(folder.find(key) == "content");
}

}  // namespace gapmap
