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

}  // namespace

TEST_CASE("of a plan's problems the first twenty are told, and how many more there are") {
  const std::string few = complaint_about(3), many = complaint_about(5000);
  CHECK_THAT(few, !Catch::Contains("more problems"));
  CHECK(std::count(many.begin(), many.end(), '\n') == 20);
  CHECK_THAT(many, Catch::Contains("plan.toml:4:1: ") && Catch::Contains("unheard_of_0"));
  CHECK_THAT(many, Catch::EndsWith("more problems are not listed"));
}

}  // namespace gapmap
