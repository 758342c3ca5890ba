// SPDX-License-Identifier: MIT
#include "input/usual_fields.h"

#include <catch2/catch.hpp>

namespace gapmap {
namespace {

LayerSpec spec_of(const std::string& role, std::map<std::string, std::string> fields = {}) {
  LayerSpec spec;
  spec.role = role;
  spec.fields = std::move(fields);
  return spec;
}

}  // namespace

TEST_CASE("a usual role takes its fields by their aliases; the plan's own mapping and the true name win") {
  const std::vector<std::string> file{"名称", "等级", "蹲位数", "built"};
  const auto found = usual_fields(spec_of("toilets"), file);
  CHECK(found.at("class") == "等级");
  CHECK(found.at("stalls") == "蹲位数");
  CHECK(found.at("name") == "名称");
  CHECK_FALSE(found.contains("built"));     // the file has it under that name
  CHECK_FALSE(found.contains("open_24h"));  // nor any alias
  CHECK(usual_fields(spec_of("toilets", {{"class", "名称"}}), file).at("class") == "名称");
  CHECK(usual_fields(spec_of("my_toilets"), file).empty());
  CHECK(usual_fields(spec_of("toilets"), {"CLASS", "等级"}).count("class") == 0);
}

TEST_CASE("aliases that were used and values that are not expected are issues") {
  Layer layer;
  layer.ids = {1, 2, 3, 4};
  layer.columns.push_back({"class", Texts{"I", "IV", "甲", ""}, {}});
  layer.columns.push_back({"stalls", Integers{4, -1, 2, 3}, {}});
  const Issues issues = check_usual_fields(spec_of("toilets"), {{"class", "等级"}}, layer);
  REQUIRE(issues.size() == 3);
  CHECK(issues[0].code == "F110");
  CHECK_THAT(issues[0].message.en, Catch::Contains("等级"));
  CHECK(issues[1].code == "V110");
  CHECK(issues[1].feature == "2");
  CHECK_THAT(issues[1].message.en, Catch::Contains("2 values"));
  CHECK_THAT(issues[2].message.en, Catch::Contains("stalls") && Catch::Contains("-1"));
}

}  // namespace gapmap
