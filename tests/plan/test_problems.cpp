// SPDX-License-Identifier: MIT
// Plans with more mistakes than anybody reads.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "plan/parse.h"

namespace gapmap {
namespace {

/// The message about a plan with so many unknown keys, each on a line of its own.
std::string complaint_about(int mistakes) {
  std::string plan = "gapmap = 1\nid = 'p'\ntitle = 'p'\n";
  for (int i = 0; i < mistakes; ++i) plan += "unheard_of_" + std::to_string(i) + " = 1\n";
  try {
    accept_plan(parse_plan(plan, "plan.toml", {}));
  } catch (const Error& error) {
    return error.sentence().en;
  }
  return {};
}

/// The message about a plan with these layers, units and ids of standards; empty where it has no fault.
std::string complaint_about(const std::string& units, const std::vector<std::string>& roles,
                            const std::vector<std::string>& ids) {
  std::string plan = "gapmap = 1\nid = 'p'\ntitle = 'p'\ncrs = 'EPSG:4547'\nunits = " + units + "\n[layers]\n";
  for (const std::string& role : roles) plan += "\"" + role + "\" = {source = 'a.csv'}\n";
  for (const std::string& id : ids)
    plan += "[[standard]]\nid = '" + id + "'\ntask = 1\ntitle = 's'\nmeasure = 'none'\n";
  try {
    const MeasureSyntax none{"none", {}};
    accept_plan(parse_plan(plan, "plan.toml", std::span(&none, 1)));
  } catch (const Error& error) {
    return error.sentence().en;
  }
  return {};
}

}  // namespace

TEST_CASE("what would give two tables of the result one name is a problem of the plan") {
  const std::string units = "{layer = 'a'}";
  CHECK(complaint_about(units, {"a", "学校"}, {"s-1", "s-2"}).empty());
  CHECK_THAT(complaint_about(units, {"a"}, {"s-1", "s.1"}),
             Catch::Contains("plan.toml:14:6: id \"s.1\" and \"s-1\" of line 8"));
  CHECK_THAT(complaint_about(units, {"a"}, {"s", "S"}), Catch::Contains("differ in case"));
  CHECK_THAT(complaint_about(units, {"a"}, {"s", "s"}), Catch::Contains("id \"s\" is used twice, first in line 8"));
  CHECK_THAT(complaint_about(units, {"a", "A"}, {}), Catch::Contains("differ in case only"));
  CHECK_THAT(complaint_about("[{layer = 'a'}, {layer = 'a'}]", {"a"}, {}), Catch::Contains("the layer \"a\" twice"));
}

TEST_CASE("a layer's name is visible text of a reasonable length") {
  for (const std::string& name : {std::string(), std::string("a\\u0000b"), std::string("a\\nb"), std::string(101, 'x')})
    CHECK_THAT(complaint_about("{layer = 'a'}", {"a", name}, {}),
               Catch::Contains("must be 1 to 100 bytes of visible text"));
}

TEST_CASE("of a plan's problems the first twenty are told, and how many more there are") {
  const std::string few = complaint_about(3), many = complaint_about(5000);
  CHECK_THAT(few, !Catch::Contains("more problems"));
  CHECK(std::count(many.begin(), many.end(), '\n') == 20);
  CHECK_THAT(many, Catch::Contains("plan.toml:4:1: ") && Catch::Contains("unheard_of_0"));
  CHECK_THAT(many, Catch::EndsWith("more problems are not listed"));
}

}  // namespace gapmap
