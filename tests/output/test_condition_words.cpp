// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "measure/measure.h"
#include "output/basis_words.h"
#include "output/condition_words.h"
#include "plan/parse.h"

namespace gapmap {

TEST_CASE("a condition is said with the words of its layer") {
  const auto zh = [](const char* where) { return condition_words("schools", where).zh; };
  const auto en = [](const char* where) { return condition_words("schools", where).en; };
  CHECK(zh("kind = 'kindergarten'") == "类别 = 幼儿园");
  CHECK(en("kind = 'kindergarten'") == "kind = kindergarten");
  CHECK(zh("kind IN ('primary','middle') AND opened>=2018") == "类别 属于 小学、初中 且 开办年份 ≥ 2018");
  CHECK(en("kind in ('primary', 'middle') and opened <> 2018") == "kind in primary, middle and year opened ≠ 2018");
  CHECK(zh("NOT (seats < 90 OR seats IS NULL)") == "并非 （学位 < 90 或 学位未填写）");
  CHECK(en("name <> '' AND pupils IS NOT NULL") == "name is given and pupils is given");
  CHECK(zh("opened BETWEEN 2015 AND 2018 AND kind NOT IN ('high')") ==
        "开办年份 在 2015 至 2018 之间 且 类别 不属于 high");
  CHECK(condition_words("clinics", "premises_free = 1").zh == "政府免费提供用房：是");
  CHECK(condition_words("clinics", "premises_free = 0").en == "premises provided free: no");
  CHECK(condition_words("toilets", "class = 'I'").zh == "等级 = I");
}

TEST_CASE("fields and values that nobody described speak for themselves") {
  CHECK(condition_words("schools", "colour = 'red' AND \"层 数\" > -1.5").zh == "colour = red 且 层 数 > -1.5");
  CHECK(condition_words("frogs", "kind = 'it''s green'").en == "kind = it's green");
}

TEST_CASE("a condition that holds more than comparisons stays as the plan writes it") {
  for (const char* where :
       {"lower(kind) = 'primary'", "seats * 2 > 90", "kind LIKE 'p%'", "kind = 'primary' AND", "seats > pupils",
        "kind = 'open", "seats BETWEEN 1", "kind IN ('a', lower('b'))", "(kind = 'a'", "= 3", "kind"})
    CHECK(condition_words("schools", where).zh == where);
}

TEST_CASE("a standard's basis names layers by their titles and lists what is of a kind") {
  const std::string text = R"(
gapmap = 1
id = "p"
title = "p"
crs = "EPSG:4547"
[layers]
residents = {source = "a.gpkg", weight = "population", year = 2018, title = {zh = "居民", en = "Residents"}}
schools = {source = "b.gpkg"}
frogs = {source = "c.gpkg", year = 2020}
[[standard]]
id = "r"
task = 1
title = "r"
measure = "reach"
demand = {layer = "residents"}
supply = [{layer = "schools", where = "kind = 'primary'"}, {layer = "frogs"}]
within = 300
target = {min = 1}
[[standard]]
id = "s"
task = 1
title = "s"
measure = "share"
layer = "schools"
where = "seats > 90"
among = "kind = 'middle'"
target = {min = 1}
)";
  const Plan plan = accept_plan(parse_plan(text, "p.toml", measure_syntax()));
  const Requirement &reach = plan.standards[0].ways[0], &share = plan.standards[1].ways[0];
  CHECK(basis_of(plan, reach) == "demand: residents 2018; supply: schools (kind = 'primary'); supply: frogs 2020");
  CHECK(basis_words(plan, reach).zh == "需求：居民 2018；设施：学校和幼儿园（类别 = 小学），frogs 2020");
  CHECK(basis_words(plan, reach).en ==
        "demand: Residents 2018; supply: Schools and kindergartens (kind = primary), frogs 2020");
  CHECK(basis_words(plan, share).zh == "学校和幼儿园；条件：学位 > 90；统计对象：类别 = 初中");
}

}  // namespace gapmap
