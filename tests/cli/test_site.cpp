// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::content_of;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

std::string query(const Scratch& scratch, const std::string& file, const std::string& sql) {
  const std::string out = scratch.path("query");
  REQUIRE(std::system(("sqlite3 '" + scratch.path(file) + "' \"" + sql + "\" > '" + out + "'").c_str()) == 0);
  return content_of(out);
}

}  // namespace

TEST_CASE("the sample: sites for kindergartens, proven, and the same on any number of threads") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --scale 0.2 --quiet").status == 0);
  const std::string ask = "site plan.toml --standard kindergarten-reach --candidates compounds --count 5 ";
  const Ran ran = run_gapmap(scratch, ask + "-o one.gpkg --jobs 1");
  CAPTURE(ran.err);
  REQUIRE(ran.status == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Catch::Contains("optimal") && Catch::Contains("chosen") && Catch::Contains("Rank"));
  CHECK(query(scratch, "one.gpkg", "SELECT count(*), min(rank), max(rank) FROM sites") == "5|1|5\n");
  // What the sites are said to gain is what the measure finds with them built.
  CHECK(query(scratch, "one.gpkg",
              "SELECT (SELECT sum(people_gained) FROM sites) = served_after - served_before, "
              "abs((SELECT share_after FROM sites WHERE rank = 5) - value_after) < 1e-12 "
              "FROM score_changes WHERE unit_code = '*' LIMIT 1") == "1|1\n");
  CHECK(query(scratch, "one.gpkg", "SELECT sum(people) = (SELECT sum(people_gained) FROM sites) FROM site_serves") ==
        "1\n");
  const Ran two = run_gapmap(scratch, ask + "-o two.gpkg --jobs 3 --json");
  CHECK(query(scratch, "one.gpkg", "SELECT * FROM sites") == query(scratch, "two.gpkg", "SELECT * FROM sites"));
  CHECK(nlohmann::json::parse(two.out)["proven"] == true);
}

TEST_CASE("site: what is missing or wrong is named") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --scale 0.1 --quiet").status == 0);
  const auto error = [&](const std::string& words) {
    const Ran ran = run_gapmap(scratch, "site plan.toml " + words);
    CHECK(ran.status == 2);
    return ran.err;
  };
  CHECK_THAT(error("--candidates compounds --count 3"), Catch::Contains("--standard"));
  CHECK_THAT(error("--standard kindergarten-reach --candidates compounds"), Catch::Contains("--count"));
  CHECK_THAT(error("--standard kindergarten-reach --candidates nowhere --count 3"), Catch::Contains("nowhere"));
  CHECK_THAT(error("--standard kindergarten-reach --model best --count 3 --candidates compounds"),
             Catch::Contains("median"));
  CHECK_THAT(error("--standard berths-new --candidates compounds --count 3"), Catch::Contains("berths-new"));
}

}  // namespace gapmap
