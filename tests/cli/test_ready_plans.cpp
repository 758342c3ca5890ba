// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

/// Homes, parks and units around a place, in degrees.
void write_town(const Scratch& scratch, double longitude, double latitude) {
  // A hundredth of a degree of latitude is 1.1 km: the first home stands in the park, the second 1.1 km north.
  const auto square = [&](double half) {
    return fmt::format("[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]", longitude - half, latitude - half,
                       longitude + half, latitude + half);
  };
  const auto file = [&](const char* name, const std::string& features) {
    scratch.write(name, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
  };
  const auto home = [&](double north, int people) {
    return fmt::format(
        "{{\"type\":\"Feature\",\"properties\":{{\"人口\":{}}},\"geometry\":{{\"type\":\"Point\","
        "\"coordinates\":[{},{}]}}}}",
        people, longitude, latitude + north);
  };
  file("homes.geojson", home(0, 100) + "," + home(0.01, 300));
  file("parks.geojson",
       "{\"type\":\"Feature\",\"properties\":{\"name\":\"p\",\"area\":20000,\"kind\":\"community\"},\"geometry\":{"
       "\"type\":\"Polygon\",\"coordinates\":" +
           square(0.001) + "}}");
  file("units.geojson",
       "{\"type\":\"Feature\",\"properties\":{\"街道代码\":\"1\",\"name\":\"u\"},\"geometry\":{\"type\":"
       "\"Polygon\",\"coordinates\":" +
           square(0.02) + "}}");
}

const nlohmann::json* issue_of(const nlohmann::json& all, const std::string& code) {
  for (const auto& issue : all["issues"])
    if (issue["code"] == code) return &issue;
  return nullptr;
}

}  // namespace

TEST_CASE("ready plans are listed, shown, and named where one is meant") {
  const Scratch scratch;
  const Ran list = run_gapmap(scratch, "plan list");
  CHECK(list.status == 0);
  CHECK_THAT(list.out, Catch::Contains("gb55014-2021") && Catch::Contains("R 4") && Catch::Contains("Trust"));
  const Ran show = run_gapmap(scratch, "plan show gb55014-2021");
  CHECK(show.status == 0);
  CHECK_THAT(show.out, Catch::Contains("Layers to bind") && Catch::Contains("residential_land"));
  const Ran slip = run_gapmap(scratch, "check gb55014-2020");
  CHECK(slip.status == 2);
  CHECK_THAT(slip.err, Catch::Contains("did you mean \"gb55014-2021\""));
}

TEST_CASE("a ready plan runs on layers bound by --layer; what is not bound gives no data and is named") {
  const Scratch scratch;
  write_town(scratch, 113.65, 34.72);
  const std::string layers = "--layer residents=homes.geojson --layer parks=parks.geojson ";
  const Ran ran = run_gapmap(scratch, "check 3-30-300 --json " + layers + "--layer subdistricts=units.geojson");
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  const auto all = nlohmann::json::parse(ran.out);
  CHECK(all["crs"] == "EPSG:4547");  // 113.65 E lies in the zone of 114 E
  REQUIRE(issue_of(all, "C110"));
  REQUIRE(issue_of(all, "L110"));
  CHECK((*issue_of(all, "L110"))["role"] == "tree_cover");
  REQUIRE(issue_of(all, "F110"));  // 人口 for population, 街道代码 for code
  for (const auto& score : all["scores"]) {
    if (score["standard_id"] == "canopy") CHECK(score["verdict"] == "no_data");
    // 100 of 400 people stand in a park of 2 ha, the others more than 300 m from it.
    if (score["standard_id"] == "green-reach" && score["unit_code"] == "*") CHECK(score["value"] == 0.25);
  }
}

TEST_CASE("the system of a ready plan is that of the place, or the one asked for") {
  const Scratch scratch;
  write_town(scratch, 2.35, 48.85);
  const std::string command = "check 3-30-300 --json --layer residents=homes.geojson --layer parks=parks.geojson";
  const Ran paris = run_gapmap(scratch, command);
  REQUIRE(paris.status == 0);
  CHECK(nlohmann::json::parse(paris.out)["crs"] == "EPSG:32631");
  const Ran asked = run_gapmap(scratch, command + " --crs EPSG:2154");
  REQUIRE(asked.status == 0);
  CHECK(nlohmann::json::parse(asked.out)["crs"] == "EPSG:2154");
  CHECK(run_gapmap(scratch, command + " --crs EPSG:4326").status == 2);
}

TEST_CASE("a ready plan without any layer says which to bind") {
  const Scratch scratch;
  const Ran ran = run_gapmap(scratch, "check gb55014-2021");
  CHECK(ran.status == 2);
  CHECK_THAT(ran.err,
             Catch::Contains("residents") && Catch::Contains("residential_land") && Catch::Contains("--layer"));
}

TEST_CASE("the usual layers are explained, with the names that files give their fields") {
  const Scratch scratch;
  CHECK_THAT(run_gapmap(scratch, "layers").out, Catch::Contains("toilets") && Catch::Contains("residents"));
  CHECK_THAT(run_gapmap(scratch, "layers toilets").out, Catch::Contains("蹲位") && Catch::Contains("stalls"));
  CHECK(run_gapmap(scratch, "layers toilet").status == 2);
}

}  // namespace gapmap
