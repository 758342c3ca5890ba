// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "measure/consistency.h"
#include "measure/measure.h"
#include "plan/parse.h"

namespace gapmap {
namespace {

ParsedPlan parsed(const std::string& rest) {
  const std::string head = R"TOML(gapmap = 1
id = "p"
title = "t"
crs = "EPSG:4547"
units = {layer = "u"}
[layers]
u = {source = "u.gpkg"}
toilets = {source = "t.gpkg"}
homes = {}
)TOML";
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  return parse_plan(head + rest, "plan.toml", syntax);
}

const std::string task_5 = R"TOML([[task]]
number = 5
title = {zh = "教育", en = "Schools"}
lead = ["甲"]
responsible = ["乙", "丙"]
deadline = 2018-12-31
)TOML";

std::string standard(const std::string& keys) {
  return "[[standard]]\nid = \"s\"\ntitle = \"s\"\nmeasure = \"total\"\nlayer = \"u\"\n" + keys;
}

}  // namespace

TEST_CASE("a standard has the departments and the deadline of its task unless it states its own") {
  const ParsedPlan plain = parsed(task_5 + standard("task = 5\n"));
  REQUIRE(plain.problems.empty());
  CHECK(plain.plan.standards.front().lead == std::vector<std::string>{"甲"});
  CHECK(plain.plan.standards.front().responsible == std::vector<std::string>{"乙", "丙"});
  CHECK(plain.plan.standards.front().deadline == "2018-12-31");
  const ParsedPlan own = parsed(task_5 + standard("task = 5\ndeadline = 2018-03-31\nlead = \"丁\"\n"));
  REQUIRE(own.problems.empty());
  CHECK(own.plan.standards.front().lead == std::vector<std::string>{"丁"});
  CHECK(own.plan.standards.front().deadline == "2018-03-31");
}

TEST_CASE("where tasks are listed, a standard of another one is a slip, and so is a task listed twice") {
  CHECK(parsed(task_5 + standard("task = 6\n")).problems.size() == 1);
  CHECK(parsed(task_5 + task_5 + standard("task = 5\n")).problems.size() == 1);
  CHECK(parsed(standard("task = 6\n")).problems.empty());
}

TEST_CASE("a layer without a source may be bound later; one that says how to read it may not lack it") {
  CHECK(parsed(standard("task = 1\n")).problems.empty());
  const ParsedPlan slip = parsed("lamps = {layer = \"lamps\"}\n" + standard("task = 1\n"));
  REQUIRE(slip.problems.size() == 1);
  CHECK_THAT(slip.problems.front().message.en, Catch::Contains("lacks \"source\""));
}

TEST_CASE("figures of a document are added up or multiplied and compared") {
  // 26 + 39 + 36 + 43 = 144, not 158; 180 classes of 45 are 8100 seats; 26 + 39 + 36 = 101 > 88.
  const ParsedPlan plan = parsed(R"TOML([[consistency]]
title = "roads"
sum = [26, 39, 36, 43]
equals = 158
[[consistency]]
title = "seats"
product = [180, 45]
equals = 8100
[[consistency]]
title = "opened"
sum = [26, 39, 36]
at_most = 88
)TOML" + standard("task = 1\n"));
  REQUIRE(plan.problems.empty());
  const std::vector<Finding> findings = findings_of(plan.plan);
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].words.en == "roads: 26 + 39 + 36 + 43 = 144, but the document says 158");
  CHECK_FALSE(findings[0].holds);
  CHECK(findings[1].holds);
  CHECK(findings[2].words.en == "opened: 26 + 39 + 36 = 101, more than the document's 88");
  CHECK(contradictions_of(plan.plan).size() == 2);
}

TEST_CASE("a consistency needs terms and something to hold them against") {
  const auto slips = [](const std::string& keys) {
    return parsed("[[consistency]]\ntitle = \"c\"\n" + keys + standard("task = 1\n")).problems.size();
  };
  CHECK(slips("sum = [1]\nequals = 1\n") == 0);
  CHECK(slips("equals = 1\n") == 1);
  CHECK(slips("sum = [1]\n") == 1);
  CHECK(slips("sum = [1]\nproduct = [1]\nequals = 1\n") == 1);
  CHECK(slips("sum = [1]\nequals = 1\nat_most = 2\n") == 1);
}

TEST_CASE("a density that cannot cover the ground within a radius of the same facilities is noted") {
  // Circles of 300 m cover a plane with no fewer than 2e6 / (3 sqrt 3 * 90000) = 4.28 per km2; of 500 m with 1.54.
  CHECK(lowest_density(300) == Approx(4.2767).epsilon(1e-4));
  CHECK(lowest_density(500) == Approx(1.5396).epsilon(1e-4));
  const auto findings = [](const std::string& target, const std::string& supply, const std::string& within) {
    const ParsedPlan plan = parsed(
        "[[standard]]\nid = \"d\"\ntask = 1\ntitle = \"density\"\nmeasure = \"density\"\nsupply = \"toilets\"\ntarget "
        "= {" +
        target +
        "}\n[[standard]]\nid = \"r\"\ntask = 1\ntitle = \"radius\"\nmeasure = \"reach\"\ndemand = \"u\"\nsupply = \"" +
        supply + "\"\nwithin = " + within + "\n");
    REQUIRE(plan.problems.empty());
    return findings_of(plan.plan);
  };
  const auto low = findings("min = 4, max = 7", "toilets", "300");
  REQUIRE(low.size() == 1);
  CHECK_THAT(low.front().words.en, Catch::Contains("lower end, 4") && Catch::Contains("4.28"));
  CHECK(findings("min = 4, max = 7", "toilets", "{by = \"class\", main = 300, side = 500}").size() == 1);
  CHECK_THAT(findings("min = 1, max = 4", "toilets", "300").front().words.en, Catch::Contains("even the upper end"));
  CHECK(findings("min = 5", "toilets", "300").empty());
  CHECK(findings("min = 4", "toilets", "500").empty());
  CHECK(findings("min = 4", "homes", "300").empty());
  CHECK(findings("min = 4", "toilets", "0").empty());
}

}  // namespace gapmap
