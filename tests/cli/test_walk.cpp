// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "raster.h"
#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::run_gapmap;
using tests::Scratch;

std::string feature(const std::string& type, const std::string& coordinates, const std::string& properties = "") {
  return R"({"type": "Feature", "properties": {)" + properties + R"(}, "geometry": {"type": ")" + type +
         R"(", "coordinates": )" + coordinates + "}}";
}

std::string collection(const std::string& features) {
  return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
}

}  // namespace

TEST_CASE("a plan along the streets: walks, reached streets, detours and hidden gaps in the result") {
  // A river along x = 500000, one bridge 400 m north; homes on both banks, the school on the east; an island of
  // streets, and homes that no street reaches.
  const Scratch scratch;
  scratch.write("streets.geojson", collection(feature("LineString", "[[499500, 3800000], [499980, 3800000]]") + "," +
                                              feature("LineString", "[[500020, 3800000], [500500, 3800000]]") + "," +
                                              feature("LineString",
                                                      "[[499980, 3800000], [499980, 3800400], [500020, "
                                                      "3800400], [500020, 3800000]]") +
                                              "," + feature("LineString", "[[499500, 3801000], [499600, 3801000]]")));
  scratch.write("units.geojson",
                collection(feature("Polygon",
                                   "[[[499000, 3799000], [500000, 3799000], [500000, 3802000], [499000, 3802000], "
                                   "[499000, 3799000]]]",
                                   R"("code": "1", "name": "west")") +
                           "," +
                           feature("Polygon",
                                   "[[[500000, 3799000], [501000, 3799000], [501000, 3802000], [500000, 3802000], "
                                   "[500000, 3799000]]]",
                                   R"("code": "2", "name": "east")")));
  std::string homes = "x,y,people\n499900,3800000,5\n500300,3800000,3\n499550,3801000,2\n";
  for (int i = 0; i < 40; ++i) homes += "499550," + std::to_string(3801500 + i) + ",1\n";
  scratch.write("homes.csv", homes);
  scratch.write("schools.csv", "x,y\n500100,3800000\n");
  scratch.write("plan.toml", R"TOML(gapmap = 1
id      = "walk"
title   = "walk"
crs     = "EPSG:4547"
units   = {layer = "units"}
network = {layer = "streets"}
[layers]
units   = {source = "units.geojson", crs = "EPSG:4547"}
streets = {source = "streets.geojson", crs = "EPSG:4547"}
homes   = {source = "homes.csv", x = "x", y = "y", crs = "EPSG:4547", weight = "people"}
schools = {source = "schools.csv", x = "x", y = "y", crs = "EPSG:4547"}
[[standard]]
id      = "school-300"
task    = 1
title   = "School within 300 m on foot"
measure = "reach"
demand  = "homes"
supply  = "schools"
along   = "walk"
within  = 300
target  = {min = 0.9}
[[standard]]
id      = "school-15"
task    = 1
title   = "School within 15 minutes"
measure = "reach"
demand  = "homes"
supply  = "schools"
along   = "walk"
within  = "15 min"
target  = {min = 0.1}
[[standard]]
id      = "streets-300"
task    = 2
title   = "Streets near the school"
measure = "reach"
demand  = "streets"
supply  = "schools"
along   = "walk"
within  = 300
target  = {min = 0.1}
)TOML");
  const auto ran = run_gapmap(scratch, "check plan.toml -o result.gpkg");
  CHECK(ran.err == "");
  REQUIRE(ran.status == 0);
  CHECK(asked(scratch, "result.gpkg",
              "SELECT served, demand FROM scores WHERE standard_id = 'school-300' AND unit_code = '*'") ==
        "3.0|50.0\n");
  CHECK(asked(scratch, "result.gpkg",
              "SELECT served FROM scores WHERE standard_id = 'school-15' AND unit_code = '*'") == "8.0\n");
  // 100 m either way of the school until the street's corner and its end: 80 + 120 up the bridge's ramp, 300 east.
  CHECK(asked(scratch, "result.gpkg",
              "SELECT round(served, 3) FROM scores WHERE standard_id = 'streets-300' AND unit_code = '*'") ==
        "600.0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT people, distance, reason, nearest FROM gap_school_300 WHERE rank = 1") ==
        "5.0|1000.0|too_far|1\n");
  CHECK(asked(scratch, "result.gpkg",
              "SELECT reason, count(*), sum(nearest IS NULL) FROM gap_school_300 GROUP BY reason ORDER BY 1") ==
        "no_way|1|1\noff_streets|40|40\ntoo_far|1|0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT people, straight FROM only_straight_school_300") == "5.0|200.0\n");
  CHECK(asked(scratch, "result.gpkg",
              "SELECT unit_code, walk, detour, only_straight FROM detour_school_300 ORDER BY 1") ==
        "*|700.0|3.5|5.0\n1|1000.0|5.0|5.0\n2|200.0|1.0|0.0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT people, walk, straight, detour FROM detours_school_300") ==
        "5.0|1000.0|200.0|5.0\n3.0|200.0|200.0|1.0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT round(sum(length), 3), max(most) FROM streets_school_300") ==
        "600.0|300.0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT within FROM service_area_school_300") == "300.0\n");
  // The network's issues stand once, though three standards walk along it.
  CHECK(asked(scratch, "result.gpkg",
              "SELECT code, count(*) FROM input_issues WHERE code LIKE 'W%' GROUP BY code ORDER BY 1") ==
        "W103|1\nW201|1\nW205|1\n");
  CHECK(run_gapmap(scratch, "check plan.toml -o result.gpkg --overwrite --jobs 1 --lang zh").status == 0);
  CHECK(asked(scratch, "result.gpkg", "SELECT count(*) FROM gap_school_300") == "42\n");
}

TEST_CASE("a plan on a hill: minutes count the slope, metres do not, and every table says what it counted") {
  // A street of 1000 m to the east, rising 1 in 10; the school in its middle, a home 300 m either way. At 6 km/h the
  // one above walks 3 minutes, the one below 3 x exp(0.35) = 4.257.
  const Scratch scratch;
  scratch.write("streets.geojson", collection(feature("LineString", "[[499500, 3800000], [500500, 3800000]]")));
  scratch.write("homes.csv", "x,y,people\n499700,3800000,5\n500300,3800000,3\n");
  scratch.write("schools.csv", "x,y\n500000,3800000\n");
  tests::MadeRaster ground;
  ground.columns = 40;
  ground.rows = 20;
  ground.place = {499000, 50, 0, 3800500, 0, -50};
  for (int row = 0; row < 20; ++row)
    for (int column = 0; column < 40; ++column) ground.people.push_back(100 + column * 5);
  ground.write(scratch.path("ground.tif"));
  const auto plan = [&](const std::string& elevation) {
    scratch.write("plan.toml", R"TOML(gapmap = 1
id      = "hill"
title   = "hill"
crs     = "EPSG:4547"
network = {layer = "streets", walk_kmh = 6, elevation = ")TOML" +
                                   elevation + R"TOML("}
[layers]
streets = {source = "streets.geojson", crs = "EPSG:4547"}
homes   = {source = "homes.csv", x = "x", y = "y", crs = "EPSG:4547", weight = "people"}
schools = {source = "schools.csv", x = "x", y = "y", crs = "EPSG:4547"}
ground  = {source = "ground.tif"}
[[standard]]
id      = "minutes"
task    = 1
title   = "School within 4 minutes"
measure = "reach"
demand  = "homes"
supply  = "schools"
along   = "walk"
within  = "4 min"
target  = {min = 0.9}
[[standard]]
id      = "metres"
task    = 1
title   = "School within 400 m"
measure = "reach"
demand  = "homes"
supply  = "schools"
along   = "walk"
within  = 400
target  = {min = 0.9}
)TOML");
  };
  plan("ground");
  const auto ran = run_gapmap(scratch, "check plan.toml -o result.gpkg");
  CHECK(ran.err == "");
  REQUIRE(ran.status == 0);
  CHECK(asked(scratch, "result.gpkg", "SELECT standard_id, served FROM scores WHERE unit_code = '*' ORDER BY 1") ==
        "metres|8.0\nminutes|3.0\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT people, round(minutes, 3), round(distance, 1) FROM gap_minutes") ==
        "5.0|4.257|425.7\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT basis FROM standards ORDER BY id") ==
        "demand: homes; supply: schools\n"
        "demand: homes; supply: schools; elevation: ground (Tobler 1993)\n");
  // Sheets of a plan without units, with the map of detours.
  CHECK(run_gapmap(scratch, "report result.gpkg -o report --only sheets").status == 0);
  // The same through the cache, measured and reused.
  for (const char* const again : {"first.gpkg", "second.gpkg"}) {
    CHECK(run_gapmap(scratch, std::string("check plan.toml --cache cache -o ") + again).status == 0);
    CHECK(asked(scratch, again, "SELECT round(minutes, 3) FROM gap_minutes") == "4.257\n");
  }
  // Changed ground is measured anew.
  ground.people.assign(800, 100);
  ground.write(scratch.path("ground.tif"));
  CHECK(run_gapmap(scratch, "check plan.toml --cache cache -o third.gpkg").status == 0);
  CHECK(asked(scratch, "third.gpkg", "SELECT served FROM scores WHERE standard_id = 'minutes' AND unit_code = '*'") ==
        "8.0\n");
  CHECK(run_gapmap(scratch, "inspect plan.toml").status == 0);
  // A raster of another place, a layer that is none, heights as people.
  ground.place[0] = 700000;
  ground.write(scratch.path("ground.tif"));
  const auto elsewhere = run_gapmap(scratch, "check plan.toml -o elsewhere.gpkg --lang en");
  CHECK(elsewhere.status == 3);
  CHECK(elsewhere.err.find("no street lies on the raster of heights") != std::string::npos);
  plan("homes");
  const auto both = run_gapmap(scratch, "check plan.toml -o both.gpkg --lang en");
  CHECK(both.status == 2);
  CHECK(both.err.find("asked both for heights and features") != std::string::npos);
}

}  // namespace gapmap
