// SPDX-License-Identifier: MIT
// One small town with one fault of each kind; each check must find its own and nothing else.
#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/inspect.h"
#include "engine/inspect_json.h"
#include "inspect/survey.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::Scratch;

const std::string head = R"toml(gapmap = 1
id = 'p'
title = 'p'
crs = 'EPSG:4547'
units = {layer = 'units', code = 'code', name = 'name'}
[layers]
units = {source = 'units.csv', crs = 'EPSG:4547'}
homes = {source = 'homes.csv', crs = 'EPSG:4547', weight = 'people'}
venues = {source = 'schools.csv', crs = 'EPSG:4547'}
streets = {source = 'streets.csv', crs = 'EPSG:4547'}
[[standard]]
id = 's'
task = 1
title = 's'
measure = 'reach'
demand = {layer = 'homes'}
supply = {layer = 'venues', where = "kind = 'primary' OR kind IN ('middle', 'high')"}
within = 300
)toml";

std::string square(double x, double y, double width, double height) {
  const auto at = [](double a, double b) { return fmt::format("{} {}", 470000 + a, 3842000 + b); };
  return "\"POLYGON((" + at(x, y) + "," + at(x + width, y) + "," + at(x + width, y + height) + "," + at(x, y + height) +
         "," + at(x, y) + "))\"";
}

std::string point(double x, double y) { return fmt::format("\"POINT({} {})\"", 470000 + x, 3842000 + y); }

std::string line(double x, double y, double to_x, double to_y) {
  return fmt::format("\"LINESTRING({} {},{} {})\"", 470000 + x, 3842000 + y, 470000 + to_x, 3842000 + to_y);
}

const std::string units_head = "geom,code,name\n", homes_head = "geom,people,street\n",
                  schools_head = "geom,name,kind\n", streets_head = "geom,name\n";
// Two squares side by side, 1 km each.
const std::string units =
    units_head + square(0, 0, 1000, 1000) + ",U1,西街道\n" + square(1000, 0, 1000, 1000) + ",U2,东街道\n";
const std::string homes = homes_head + point(100, 100) + ",10,a\n" + point(300, 300) + ",20,b\n" + point(1200, 500) +
                          ",35,a\n" + point(1300, 600) + ",40,b\n";
const std::string schools = schools_head + point(200, 200) + ",一小,primary\n" + point(1500, 500) + ",二中,middle\n";
const std::string streets = streets_head + line(0, 0, 2000, 0) + ",南路\n" + line(500, 0, 500, 1000) + ",中路\n";

struct Town {
  Scratch scratch;
  Town() {
    scratch.write("plan.toml", head);
    scratch.write("units.csv", units);
    scratch.write("homes.csv", homes);
    scratch.write("schools.csv", schools);
    scratch.write("streets.csv", streets);
  }
  InspectResult inspected() const {
    InspectOptions options;
    options.sources = {scratch.path("plan.toml")};
    options.jobs = 1;
    return inspect(options);
  }
  /// "U201 units #1; …" of all that is found.
  std::string found() const {
    std::string words;
    for (const Issue& issue : inspected().issues)
      words += issue.code + " " + issue.role + (issue.feature.empty() ? "" : " #" + issue.feature) + "; ";
    return words;
  }
};

}  // namespace

TEST_CASE("a sound town has no issues") { CHECK(Town().found() == ""); }

TEST_CASE("each fault is found, once, with its place") {
  Town town;
  SECTION("units that overlap") {
    // The eastern unit begins 100 m too far west: 100 m by 1 km.
    town.scratch.write("units.csv",
                       units_head + square(0, 0, 1000, 1000) + ",U1,西\n" + square(900, 0, 1100, 1000) + ",U2,东\n");
    CHECK(town.found() == "U201 units #1; ");
    const Issue issue = town.inspected().issues.at(0);
    CHECK_THAT(issue.message.en, Catch::Contains("100,000.0 m2"));
    REQUIRE(issue.place);
    CHECK(issue.place->x == Approx(470950).margin(50));
  }
  SECTION("a gap inside the tiling") {
    town.scratch.write("units.csv", units_head + square(0, 0, 1000, 1000) + ",U1,西\n" + square(1010, 0, 1000, 1000) +
                                        ",U2,东\n" + square(0, 1000, 2010, 500) + ",U3,北\n" +
                                        square(0, -500, 2010, 500) + ",U4,南\n");
    CHECK(town.found() == "U202 units; ");
    CHECK_THAT(town.inspected().issues.at(0).message.en, Catch::Contains("10,000.0 m2"));
  }
  SECTION("a code that other data give another name") {
    town.scratch.write("schools.csv", "geom,name,kind,code\n" + point(200, 200) + ",南街道,primary,U1\n");
    CHECK(town.found() == "U203 venues #1; ");
  }
  SECTION("a school far away and one just outside") {
    town.scratch.write("schools.csv",
                       schools + point(2500, 500) + ",三中,middle\n" + point(60000, 500) + ",四中,middle\n");
    CHECK(town.found() == "P201 venues #4; P201 venues; ");
  }
  SECTION("a school twice, and twice by name") {
    town.scratch.write("schools.csv",
                       schools + point(200, 200) + ",一小,primary\n" + point(1530, 540) + ",二中,high\n");
    CHECK(town.found() == "P202 venues #3; P203 venues #3; P203 venues #4; ");
  }
  SECTION("negative people") {
    town.scratch.write("homes.csv", homes + point(400, 400) + ",-3,c\n");
    CHECK(town.found() == "N201 homes #5; ");
  }
  SECTION("people that are no number") {
    town.scratch.write("homes.csv", homes + point(400, 400) + ",many,c\n");
    CHECK(town.found() == "N201 homes #5; ");
  }
  SECTION("a total row") {
    // 100 + 200 + 350 + 400 = 1050.
    town.scratch.write("homes.csv", homes_head + point(100, 100) + ",100,a\n" + point(300, 300) + ",200,b\n" +
                                        point(1200, 500) + ",350,a\n" + point(1300, 600) + ",400,b\n" +
                                        point(1400, 600) + ",1050,c\n");
    CHECK(town.found() == "N202 homes #5; ");
  }
  SECTION("a township's total on each of its homes") {
    std::string rows = homes_head;
    for (int i = 0; i < 10; ++i) rows += point(100 + 10 * i, 100 + 7 * i) + (i < 5 ? ",5000,a\n" : ",7000,b\n");
    town.scratch.write("homes.csv", rows);
    CHECK(town.found() == "N202 homes; ");
  }
  SECTION("a class that the plan does not know") {
    town.scratch.write("schools.csv", schools + point(800, 800) + ",三小,primery\n");
    CHECK(town.found() == "A201 venues; ");
    CHECK_THAT(town.inspected().issues.at(0).message.en, Catch::Contains("did you mean \"primary\""));
  }
  SECTION("a street that nothing reaches") {
    town.scratch.write("streets.csv", streets + line(800, 500, 900, 500) + ",断头\n");
    CHECK(town.found() == "R201 streets #3; ");
  }
  SECTION("a layer that cannot be read does not stop the others") {
    town.scratch.write("schools.csv", "");
    CHECK(town.found() == "L100 venues; ");
    CHECK_FALSE(town.inspected().is_usable());
  }
}

TEST_CASE("bare files are looked over without a plan, and the issues can be written as a layer") {
  const Town town;
  town.scratch.write("geo.csv", "lon,lat,people\n113.6,34.7,10\n113.61,34.71,-4\n");
  InspectOptions options;
  options.sources = {town.scratch.path("geo.csv")};
  options.output = town.scratch.path("issues.gpkg");
  const InspectResult result = inspect(options);
  CHECK(result.crs.label() == "EPSG:4547");
  CHECK(result.layers.at(0).record.features == 2);
  const auto has = [&](const std::string& code) {
    return std::any_of(result.issues.begin(), result.issues.end(),
                       [&](const Issue& issue) { return issue.code == code; });
  };
  CHECK(has("N201"));
  CHECK(has("L104"));
  CHECK(has("L105"));
  CHECK(std::filesystem::exists(options.output));
  CHECK_THAT(inspect_json(result), Catch::Contains("\"N201\""));
  CHECK_THROWS_AS(inspect(options), Error);  // it exists
}

TEST_CASE("every check says what it looks for, under a code of its own") {
  std::set<std::string_view> codes;
  for (const InspectCheck& check : inspect_checks()) {
    CHECK_FALSE(check.summary.zh.empty());
    CHECK_FALSE(check.summary.en.empty());
    CHECK(codes.insert(check.code).second);
  }
}

}  // namespace gapmap
