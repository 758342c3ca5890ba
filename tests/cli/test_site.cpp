// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

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
  CHECK(asked(scratch, "one.gpkg", "SELECT count(*), min(rank), max(rank) FROM sites") == "5|1|5\n");
  // What the sites are said to gain is what the measure finds with them built.
  CHECK(asked(scratch, "one.gpkg",
              "SELECT (SELECT sum(people_gained) FROM sites) = served_after - served_before, "
              "abs((SELECT share_after FROM sites WHERE rank = 5) - value_after) < 1e-12 "
              "FROM score_changes WHERE unit_code = '*' LIMIT 1") == "1|1\n");
  CHECK(asked(scratch, "one.gpkg", "SELECT sum(people) = (SELECT sum(people_gained) FROM sites) FROM site_serves") ==
        "1\n");
  const Ran two = run_gapmap(scratch, ask + "-o two.gpkg --jobs 3 --json");
  CHECK(asked(scratch, "one.gpkg", "SELECT * FROM sites") == asked(scratch, "two.gpkg", "SELECT * FROM sites"));
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

TEST_CASE("site: rules are kept, and said where they cannot be") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --scale 0.2 --quiet").status == 0);
  const std::string ask = "site plan.toml --standard kindergarten-reach --candidates compounds --seconds 5 -q ";
  // A compound whose name no other has, as the must-have.
  const std::string sql = "SELECT name FROM compounds GROUP BY name HAVING count(*) = 1 ORDER BY name LIMIT 1";
  std::string name = asked(scratch, "district.gpkg", sql);
  name.pop_back();
  const std::string must = "--must \"name = '" + name + "'\" ";
  REQUIRE(run_gapmap(scratch, ask + "--count 8 --per-unit 1 -o r.gpkg " + must).status == 0);
  CHECK(asked(scratch, "r.gpkg", "SELECT max(n) FROM (SELECT count(*) n FROM sites GROUP BY unit_code)") == "1\n");
  std::string fid = asked(scratch, "district.gpkg", "SELECT fid FROM compounds WHERE name = '" + name + "'");
  fid.pop_back();
  CHECK(asked(scratch, "r.gpkg", "SELECT count(*) FROM sites WHERE candidate_id = " + fid) == "1\n");
  const Ran refused = run_gapmap(scratch, ask + "--count 8 --spacing 100000 " + must);
  CHECK(refused.status == 2);
  CHECK_THAT(refused.err, Catch::Contains("must-have"));
  CHECK(run_gapmap(scratch, ask + "--count 8 --budget 5").status == 2);
  const Ran full = run_gapmap(scratch, ask + "--count 3 --capacity 500 --supply-capacity seats --json");
  REQUIRE(full.status == 0);
  for (const auto& one : nlohmann::json::parse(full.out)["sites"]) CHECK(one["people_gained"] <= 500.001);
}

TEST_CASE("compare: a result with itself, with a new facility, and with the sites of site") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --scale 0.2 --quiet").status == 0);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o before.gpkg --task 5 -q").status == 0);
  const Ran same = run_gapmap(scratch, "compare before.gpkg before.gpkg -o none.gpkg");
  CHECK(same.status == 0);
  CHECK(same.err.empty());
  CHECK_THAT(same.out, Catch::Contains("0 better, 0 worse"));
  CHECK(asked(scratch, "none.gpkg", "SELECT count(*) FROM change_kindergarten_reach") == "0\n");
  CHECK(asked(scratch, "none.gpkg", "SELECT count(*) FROM score_changes WHERE direction <> 'same'") == "0\n");

  // The sites as a layer of supply: the plan measured with them is the plan that site foresaw.
  const std::string ask = "site plan.toml --standard kindergarten-reach --candidates compounds --count 4 -q ";
  REQUIRE(run_gapmap(scratch, ask + "-o sites.gpkg").status == 0);
  REQUIRE(std::system(("cd '" + scratch.folder() +
                       "' && cp district.gpkg more.gpkg && ogr2ogr -update -append "
                       "more.gpkg sites.gpkg -nln schools -sql \"SELECT 'kindergarten' AS kind, geom FROM sites\" "
                       ">/dev/null 2>&1")
                          .c_str()) == 0);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o after.gpkg --task 5 -q --layer 'schools=more.gpkg|schools'").status ==
          0);
  const Ran built = run_gapmap(scratch, "compare before.gpkg after.gpkg -o diff.gpkg --json");
  const Ran foreseen = run_gapmap(scratch, "compare sites.gpkg --json");
  REQUIRE(built.status == 0);
  REQUIRE(foreseen.status == 0);
  const auto of = [](const nlohmann::json& all, const std::string& list) {
    for (const auto& row : all[list])
      if (row["standard_id"] == "kindergarten-reach" && row["unit_code"] == "*") return row;
    return nlohmann::json();
  };
  const auto one = nlohmann::json::parse(built.out), two = nlohmann::json::parse(foreseen.out);
  CHECK(of(one, "scores")["after"] == of(two, "scores")["after"]);
  CHECK(of(one, "gaps")["closed"] == of(two, "gaps")["closed"]);
  CHECK(of(one, "gaps")["closed"] > 0);
  CHECK(of(one, "gaps")["opened"] == 0);
  CHECK(of(one, "scores")["direction"] == "better");

  CHECK(run_gapmap(scratch, "compare before.gpkg").status == 2);
  CHECK(run_gapmap(scratch, "compare before.gpkg district.gpkg").status == 3);
}

}  // namespace gapmap
