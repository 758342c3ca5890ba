// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::content_of;
using tests::run_gapmap;
using tests::Scratch;

}  // namespace

TEST_CASE("what maps show is in the result once, with the standards that show it") {
  const Scratch scratch;
  scratch.write("homes.csv", "x,y,people\n499900,3800000,5\n500300,3800000,3\n");
  scratch.write("schools.csv",
                "x,y,kind,seats\n500100,3800000,primary,9\n500200,3800000,middle,7\n500300,3800000,night,1\n");
  scratch.write("register.csv", "name,done\nold bridge,\nnew bridge,2018-01-01\n");
  scratch.write("plan.toml", R"TOML(gapmap = 1
id     = "shown"
title  = "shown"
crs    = "EPSG:4547"
[layers]
homes    = {source = "homes.csv", x = "x", y = "y", crs = "EPSG:4547", weight = "people"}
schools  = {source = "schools.csv", x = "x", y = "y", crs = "EPSG:4547", fields = {places = "seats"}}
register = {source = "register.csv"}
[[standard]]
id      = "near"
task    = 1
title   = "School near"
measure = "reach"
demand  = "homes"
supply  = [{layer = "schools", where = "kind = 'primary'"}, {layer = "schools", where = "kind = 'middle'"}]
within  = 150
target  = {min = 1.0}
[[standard]]
id          = "people-per-school"
task        = 1
title       = "People per school"
measure     = "ratio"
numerator   = {layer = "homes", of = "people"}
denominator = {layer = "schools", where = "kind = 'primary'", of = "count"}
per         = 1
target      = {max = 5}
[[standard]]
id          = "seats-per-person"
task        = 1
title       = "Seats per person"
measure     = "ratio"
numerator   = {layer = "schools", where = "kind = 'middle'", of = "places"}
denominator = {layer = "homes", of = "people"}
per         = 1
target      = {min = 1}
[[standard]]
id      = "by-day"
task    = 2
title   = "By day"
measure = "share"
layer   = "schools"
where   = "kind <> 'night'"
of      = "count"
target  = {min = 0.5}
[[standard]]
id      = "built"
task    = 2
title   = "Built"
measure = "milestone"
layer   = "register"
where   = "done <> ''"
target  = {min = 1.0}
[[standard]]
id      = "crowded"
task    = 1
title   = "Crowded"
measure = "catchment"
demand  = "homes"
supply  = {layer = "schools", where = "kind = 'primary'"}
target  = {max = 5}
)TOML");
  REQUIRE(run_gapmap(scratch, "check plan.toml -o result.gpkg --maps maps --quiet").status == 0);

  // The night school serves nothing, but an edited copy of the table must be able to stand in for the file.
  CHECK(asked(scratch, "result.gpkg", "SELECT kind, seats, serves FROM facilities_schools") ==
        "primary|9| near#0 people-per-school+0 crowded#0 \nmiddle|7| near#1 seats-per-person+0 \nnight|1|\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT standard_id, part, tag, facilities, title_en FROM shown") ==
        "near|supply|near#0|facilities_schools|schools (primary)\n"
        "near|supply|near#1|facilities_schools|schools (middle)\n"
        "people-per-school|counted|people-per-school+0|facilities_schools|schools (primary)\n"
        "seats-per-person|counted|seats-per-person+0|facilities_schools|schools (middle)\n"
        "crowded|supply|crowded#0|facilities_schools|schools (primary)\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT supplies, facilities FROM reach") == "2|schools\n");
  CHECK(asked(scratch, "result.gpkg", "SELECT count(*) FROM gpkg_contents WHERE table_name LIKE 'facilities%'") ==
        "1\n");

  SECTION("a map after the check is that of the report; what lies nowhere has a table, and stops no map") {
    CHECK(asked(scratch, "result.gpkg", "SELECT data_type FROM gpkg_contents WHERE table_name = 'gap_built'") ==
          "attributes\n");
    REQUIRE(run_gapmap(scratch, "report result.gpkg -o report --only sheets --quiet").status == 0);
    for (const auto& entry : std::filesystem::directory_iterator(scratch.path("maps"))) {
      const std::string name = entry.path().filename().string();
      CAPTURE(name);
      CHECK(content_of(entry.path().string()) == content_of(scratch.path("report/sheets/" + name)));
    }
  }
}

}  // namespace gapmap
