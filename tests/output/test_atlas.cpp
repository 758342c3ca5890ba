// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <cmath>

#include "output/map_frame.h"
#include "output/palette.h"
#include "output/verdict_map.h"
#include "output/worst_place.h"

namespace gapmap {
namespace {

/// Two units of 1 km side by side, a and b.
Atlas two_units() {
  Atlas atlas;
  auto areas = std::make_shared<Geometries>(Shape::area);
  for (const double x : {0.0, 1000.0}) {
    const std::vector<Point> ring{{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}};
    areas->add_part(ring);
    areas->end_feature();
  }
  atlas.partitions.push_back({"units", {{"a", "甲"}, {"b", "乙"}}, std::move(areas)});
  return atlas;
}

Atlas::Item judged(std::optional<Verdict> a, std::optional<Verdict> b) {
  Atlas::Item item;
  item.scores.resize(3);
  item.scores[0].unit_code = "*";
  item.scores[1].unit_code = "a";
  item.scores[1].verdict = a;
  item.scores[2].unit_code = "b";
  item.scores[2].verdict = b;
  for (Score& score : item.scores) score.partition = "units";
  return item;
}

}  // namespace

TEST_CASE("the files of a run are named once, a Shapefile by its .shp") {
  const Text words =
      source_words(R"([{"files":[{"name":"路.shp"},{"name":"路.dbf"},{"name":"路.prj"}]},{"files":[{"name":"a.csv"}]},)"
                   R"({"files":[{"name":"a.csv"},{"name":"alone.dbf"}]}])");
  CHECK(words.zh == "路.shp、a.csv、alone.dbf");
  CHECK(words.en == "路.shp, a.csv, alone.dbf");
  CHECK(source_words("no json").empty());
}

TEST_CASE("a unit has the colour of all its verdicts together, and the legend counts units") {
  const Atlas atlas = two_units();
  const Atlas::Item first = judged(Verdict::unmet, Verdict::met), second = judged(Verdict::met, std::nullopt);
  const std::vector<VerdictCount> counts = verdicts_by_unit(atlas, {&first, &second});
  REQUIRE(counts.size() == 2);
  CHECK(counts[0].colour() == palette::unmet);
  CHECK(counts[1].colour() == palette::met);
  const std::vector<LegendRow> rows = verdict_legend(counts, Language::en);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].words == "units where some of it is unmet: 1");
  CHECK(verdict_legend({}, Language::en).size() == 4);
  const Atlas::Item neither = judged(Verdict::no_data, std::nullopt);
  CHECK_FALSE(verdicts_by_unit(atlas, {&neither})[0].has_answer());
}

TEST_CASE("the worst place is where something is missing, not where there is too much; its frame holds what it says") {
  Atlas atlas = two_units();
  Atlas::Item item;
  Atlas::Places gap;
  auto points = std::make_shared<Geometries>(Shape::point);
  // Around (150, 150) in unit a 3 + 2 + 1 people, far off in unit b 4, and 90 too many at (1900, 900).
  for (const auto& [x, y, amount, unit] :
       {std::tuple(150.0, 150.0, 3.0, "a"), std::tuple(160.0, 150.0, 2.0, "a"), std::tuple(150.0, 160.0, 1.0, "a"),
        std::tuple(1500.0, 500.0, 4.0, "b"), std::tuple(1900.0, 900.0, -90.0, "b")}) {
    points->add_point({x, y});
    gap.amount.push_back(amount);
    gap.distance.push_back(NAN);
    gap.unit_code.push_back(unit);
  }
  gap.geometries = std::move(points);
  item.gap = std::move(gap);
  const std::optional<WorstPlace> worst = worst_place(atlas, item, std::nullopt);
  REQUIRE(worst);
  CHECK(worst->unit_code == "a");
  CHECK(worst->amount == 6);
  // The middle of what the cell holds: x = (3·150 + 2·160 + 1·150) / 6 = 153.33.
  CHECK((worst->box.low.x + worst->box.high.x) / 2 == Approx(153.3333));
  const std::optional<WorstPlace> of_b = worst_place(atlas, item, 1);
  REQUIRE(of_b);
  CHECK(of_b->amount == 4);
}

TEST_CASE("three points or fewer are found without an inset") {
  Atlas atlas = two_units();
  Atlas::Item item;
  Atlas::Places gap;
  auto points = std::make_shared<Geometries>(Shape::point);
  for (const double x : {100.0, 200.0, 300.0}) {
    points->add_point({x, 100});
    gap.amount.push_back(1);
    gap.distance.push_back(NAN);
    gap.unit_code.push_back("a");
  }
  gap.geometries = std::move(points);
  item.gap = std::move(gap);
  CHECK_FALSE(worst_place(atlas, item, std::nullopt));
}

}  // namespace gapmap
