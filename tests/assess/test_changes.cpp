// SPDX-License-Identifier: MIT
// Two states side by side: which gaps are the same, which rows are better.
#include <catch2/catch.hpp>

#include "assess/changes.h"
#include "assess/gap_changes.h"

namespace gapmap {
namespace {

struct GapRow {
  Point at;
  std::int64_t feature;
  double people;
  std::string unit = "a";
};

Layer gap_layer(const std::vector<GapRow>& rows) {
  Layer layer;
  layer.geometries = Geometries(Shape::point);
  Integers features;
  Numbers people;
  Texts units;
  for (const GapRow& row : rows) {
    layer.geometries.add_point(row.at);
    layer.ids.push_back(static_cast<std::int64_t>(layer.ids.size()) + 1);
    features.push_back(row.feature);
    people.push_back(row.people);
    units.push_back(row.unit);
  }
  layer.columns = {{"feature", features, {}}, {"people", people, {}}, {"unit_code", units, {}}};
  return layer;
}

std::vector<std::string> fates(const GapChanges& changes) {
  std::vector<std::string> names;
  for (const GapChange& change : changes.all)
    names.push_back(std::to_string(change.feature) + " " + std::string(gap_fate_name(change.fate)));
  return names;
}

}  // namespace

TEST_CASE("gaps are matched by the demand's id where it overlaps, else by place, else they moved") {
  const Layer before =
      gap_layer({{{0, 0}, 1, 10}, {{10, 0}, 2, 20}, {{20, 0}, 3, 30}, {{30, 0}, 4, 40}, {{40, 0}, 5, 5}});
  const Layer after = gap_layer({{{0, 0}, 1, 10},     // as it was
                                 {{10, 0}, 2, 25},    // more people there
                                 {{20, 0}, 33, 30},   // the same home, numbered anew
                                 {{30, 400}, 4, 40},  // the same number, 400 m on
                                 {{50, 0}, 6, 7}});   // new; that of 5 is gone
  const GapChanges changes = gap_changes(before, after);
  CHECK(fates(changes) == std::vector<std::string>{"1 same", "2 grew", "33 same", "4 moved", "5 closed", "6 opened"});
  CHECK(changes.all[3].moved == 400);
  CHECK(changes.places.size() == 6);
  CHECK(changes.places.part(3, 0)[0] == Point{30, 400});
  const auto counts = count_gaps(changes);
  CHECK(counts.at("*").before == 105);
  CHECK(counts.at("*").after == 112);
  CHECK(counts.at("a").gaps[static_cast<std::size_t>(GapFate::closed)] == 1);
}

TEST_CASE("numbers that were all given anew change nothing") {
  std::vector<GapRow> rows, renumbered;
  for (int i = 0; i < 50; ++i) {
    rows.push_back({{i * 7.0, i * 3.0}, i, 1.0 + i});
    renumbered.push_back({{i * 7.0, i * 3.0}, (i * 17 + 5) % 50, 1.0 + i});
  }
  for (const GapChange& change : gap_changes(gap_layer(rows), gap_layer(renumbered)).all)
    CHECK(change.fate == GapFate::same);
}

TEST_CASE("pieces of one feature are one gap, and a unit of its own each") {
  const Layer before = gap_layer({{{0, 0}, 1, 10}, {{1, 0}, 1, 5}, {{2, 0}, 1, 5, "b"}});
  const GapChanges changes = gap_changes(before, gap_layer({{{0, 0}, 1, 10}}));
  REQUIRE(changes.all.size() == 2);
  CHECK(changes.all[0].fate == GapFate::shrank);
  CHECK(changes.all[0].before == 15);
  CHECK(changes.all[1].fate == GapFate::closed);
  CHECK(changes.all[1].unit_code == "b");
}

TEST_CASE("a row is better by its verdict first, then by what is missing") {
  ScoreChange row;
  row.before = ScoreState{0.8, "unmet", 100, 80, 20};
  row.after = ScoreState{0.9, "unmet", 100, 90, 10};
  CHECK(row.direction() == "better");
  CHECK(*row.change() == Approx(0.1));
  row.after = ScoreState{1.0, "met", 100, 100, 0};
  CHECK(row.direction() == "better");
  row.before = ScoreState{4.0, "met", 0, 0, 0};
  row.after = ScoreState{8.0, "unmet", 0, 0, -3};  // three too many
  CHECK(row.direction() == "worse");
  row.after.reset();
  CHECK(row.direction() == "gone");
}

TEST_CASE("rows are set side by side by standard, partition, unit and class") {
  ScoreChange a, b;
  a.standard_id = b.standard_id = "s";
  a.unit_code = "1";
  b.unit_code = "2";
  a.after = b.after = ScoreState{0.5, "unmet", 2, 1, 1};
  const auto changes = score_changes({a}, {b, a});
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].direction() == "same");
  CHECK(changes[1].direction() == "new");
}

}  // namespace gapmap
