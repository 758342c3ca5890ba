// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "output/gap_classes.h"

namespace gapmap {
namespace {

Atlas::Places points(const std::vector<double>& distance, const std::vector<double>& amount) {
  auto geometries = std::make_shared<Geometries>(Shape::point);
  Atlas::Places places;
  for (std::size_t i = 0; i < amount.size(); ++i) geometries->add_point({static_cast<double>(i), 0});
  places.geometries = geometries;
  places.amount = amount;
  places.distance = distance;
  places.unit_code.assign(amount.size(), "1");
  return places;
}

}  // namespace

TEST_CASE("gaps are graded by distance, with limits at half, four fifths and 95 % of the people") {
  // 100 places of one person at 310, 320, … 1300 m: half of the people lie within 800 m, 80 % within 1100 m,
  // 95 % within 1250 m, of which the nearest round number is 1200 m.
  std::vector<double> distance(100);
  for (std::size_t i = 0; i < 100; ++i) distance[i] = 310 + 10 * static_cast<double>(i);
  const GapClasses classes = classify(points(distance, std::vector<double>(100, 1)), "people");
  REQUIRE(classes.classes.size() == 4);  // 1100 is as near to 1000 as to 1200: the lower is taken
  CHECK(classes.classes[0].words.en == "up to 800 m");
  CHECK(classes.classes[1].words.en == "800–1,000 m");
  CHECK(classes.classes[3].words.zh == "1,200 米以上");
  CHECK(classes.classes[0].count == 50);
  CHECK(classes.classes[3].count == 10);
}

TEST_CASE("no place is lost between the grades, and the limits are inclusive") {
  const GapClasses classes = classify(points({400, 400, 500, 600, 900}, {5, 5, 4, 4, 2}), "people");
  std::size_t count = 0;
  double amount = 0;
  for (const GapClasses::Class& one : classes.classes) {
    count += one.count;
    amount += one.amount;
    CHECK(one.count > 0);
  }
  CHECK(count == 5);
  CHECK(amount == 20);
  CHECK(classes.of[0] == classes.of[1]);
  CHECK(classes.of[0] <= classes.of[2]);
  CHECK(classes.of[3] <= classes.of[4]);
}

TEST_CASE("without distances points are not graded; too much is told from too little") {
  const std::vector<double> nothing(3, NAN);
  const GapClasses plain = classify(points(nothing, {1, 1, 1}), "count");
  REQUIRE(plain.classes.size() == 1);
  CHECK(plain.classes[0].words.empty());
  const GapClasses both = classify(points(nothing, {2, -1, 3}), "count");
  REQUIRE(both.classes.size() == 2);
  CHECK(both.classes[1].is_surplus);
  CHECK(both.classes[1].amount == 1);
  CHECK(both.classes[1].words.en == "too many");
  CHECK(both.of == std::vector<std::uint32_t>{0, 1, 0});
}

TEST_CASE("a facility with fewer people than it should have has too few, not too many") {
  const GapClasses classes = classify(points({NAN, NAN}, {4000, -1500}), "people", true);
  REQUIRE(classes.classes.size() == 2);
  CHECK(classes.classes[1].words.en == "too few");
  CHECK(classes.classes[1].words.zh == "过少");
  CHECK(classes.classes[1].amount == 1500);
}

TEST_CASE("gaps that no way leads from are a class of their own, and so are people without a facility") {
  // Of a walk: two with a distance, one on an island; graded among those that have one.
  const GapClasses walk = classify(points({600, NAN, 900}, {5, 7, 2}), "people");
  REQUIRE_FALSE(walk.classes.empty());
  CHECK(walk.classes.back().words.en == "no way there");
  CHECK(walk.classes.back().amount == 7);
  CHECK(walk.of[1] == walk.classes.size() - 1);
  CHECK(walk.of[0] != walk.of[1]);
  // Of a catchment: a facility with too many, one with too few, and people too far from any.
  Atlas::Places places = points({NAN, NAN, 2500}, {4000, -1500, 30});
  places.finding = {"too many", "too few", "too_far"};
  const GapClasses each = classify(places, "people", true);
  REQUIRE(each.classes.size() == 3);
  CHECK(each.classes[each.of[0]].words.en == "too many");
  CHECK(each.classes[each.of[1]].words.en == "too few");
  CHECK(each.classes[each.of[2]].words.en == "nowhere to go");
  CHECK(each.classes[each.of[2]].amount == 30);
}

}  // namespace gapmap
