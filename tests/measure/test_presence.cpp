// SPDX-License-Identifier: MIT
// presence and grade: which units have one, which facilities are good enough for where they stand.
#include <catch2/catch.hpp>
#include <cmath>

#include "measure/grade_order.h"
#include "town.h"

namespace gapmap {
namespace {

using tests::Town;

}  // namespace

TEST_CASE("presence: units with at least so many, the others as gaps") {
  Town town;
  town.units({{"a", {{0, 0}, {100, 100}}}, {"b", {{100, 0}, {200, 100}}}, {"c", {{200, 0}, {300, 100}}}})
      .points("clinics", {{{10, 10}}, {{20, 20}}, {{150, 50}}, {{500, 500}}});
  const std::string keys = "measure = 'presence'\nsupply = 'clinics'\ntarget = {min = 1}\n";
  const auto scores = town.scores(keys);
  CHECK(scores[0].value == Approx(2.0 / 3));  // a and b
  CHECK(scores[0].missing == 1);
  CHECK(scores[1].verdict == Verdict::met);
  CHECK(scores[3].verdict == Verdict::unmet);
  CHECK(town.read(keys).gap->bucket == std::vector<std::size_t>{2});
  const Reading two = town.read(keys + "at_least = 2\n");
  CHECK(two.gap->bucket == std::vector<std::size_t>{1, 2});
  CHECK(two.gap->amount == std::vector<double>{1, 2});
}

TEST_CASE("presence in a layer of compounds; one beside the gate counts where the plan says so") {
  Town town;
  town.units({{"a", {{0, 0}, {1000, 1000}}}})
      .areas("compounds", {{Town::rectangle({{0, 0}, {100, 100}})}, {Town::rectangle({{200, 0}, {300, 100}})}})
      .points("clinics", {{{50, 50}}, {{320, 50}}});
  const std::string keys = "measure = 'presence'\nunits = 'compounds'\nsupply = 'clinics'\n";
  CHECK(town.scores(keys)[0].value == 0.5);
  CHECK(town.scores(keys + "within = 20\n")[0].value == 1);  // 320 - 300, inclusive
  CHECK(town.scores(keys + "within = 19.9\n")[0].value == 0.5);
}

TEST_CASE("presence: a facility without a place counts in the unit that it names") {
  Town town;
  town.units({{"a", {{0, 0}, {100, 100}}}, {"b", {{100, 0}, {200, 100}}}})
      .records("clinics", {{1}, {1}})
      .column("clinics", "unit", {"b", ""})
      .unit_fields("clinics", "unit");
  const auto scores = town.scores("measure = 'presence'\nsupply = 'clinics'\n");
  CHECK(scores[1].value == 0);
  CHECK(scores[2].value == 1);
}

TEST_CASE("random towns: presence equals counting facility by facility") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto clinics = tests::random_places(random, 40, 1000);
    std::vector<Town::Drawn> compounds;
    std::vector<Box> boxes;
    for (int i = 0; i < 25; ++i) {
      const Point low{static_cast<double>(random() % 900), static_cast<double>(random() % 900)};
      boxes.push_back({low, {low.x + 30 + static_cast<double>(random() % 70), low.y + 60}});
      compounds.push_back({Town::rectangle(boxes.back())});
    }
    const double margin = static_cast<double>(random() % 50), wanted = static_cast<double>(1 + random() % 3);
    double good = 0;
    for (const Box& box : boxes) {
      double count = 0;
      for (const auto& clinic : clinics) {
        const double dx = std::max({box.low.x - clinic.at.x, 0.0, clinic.at.x - box.high.x}),
                     dy = std::max({box.low.y - clinic.at.y, 0.0, clinic.at.y - box.high.y});
        if (std::hypot(dx, dy) <= margin) ++count;
      }
      if (count >= wanted) ++good;
    }
    const std::string keys =
        "measure = 'presence'\nunits = 'compounds'\nsupply = 'clinics'\nwithin = " + std::to_string(margin) +
        "\nat_least = " + std::to_string(wanted) + "\n";
    for (const int jobs : {1, 4}) {
      Town town;
      town.areas("compounds", compounds).points("clinics", clinics).jobs(jobs);
      CHECK(town.scores(keys)[0].value == good / 25);
    }
  }
}

TEST_CASE("grades are read by their numerals, the lowest number the best") {
  const GradeOrder order({});
  for (const char* best : {"I", "Ⅰ", "一类", "1", "A", "1级", "第一", " i"}) {
    CAPTURE(best);
    CHECK(order.rank(best) == 1);
  }
  CHECK(order.rank("III") == 3);
  CHECK(order.rank("IV类") == 4);
  CHECK(order.rank("Ⅱ") == 2);
  CHECK(order.rank("二级") == 2);
  for (const char* none : {"", "无", "good"}) CHECK_FALSE(order.rank(none));
  const GradeOrder metals({"gold", "silver"});
  CHECK(metals.rank("silver") == 2);
  CHECK_FALSE(metals.rank("bronze"));
}

TEST_CASE("grade: what a place asks for, the highest of several, and the rest") {
  // A park at the left, a main street along y = 0; toilets at known distances.
  Town town;
  town.areas("parks", {{Town::rectangle({{0, 0}, {100, 100}})}})
      .lines("roads", {{{{0, 0}, {1000, 0}}}})
      .points("toilets", {
                             {{50, 50}, 1, "I"},     // in the park: I needed, I there
                             {{150, 10}, 1, "II"},   // 50 m from the park: I needed, the street asks II only
                             {{500, 30}, 1, "II"},   // along the street: II needed
                             {{500, 31}, 1, "III"},  // elsewhere: III needed
                             {{800, 20}, 1, "III"},  // along the street, too low
                             {{800, 500}, 1, ""},    // elsewhere, unknown class
                         });
  const std::string keys =
      "measure = 'grade'\nlayer = 'toilets'\nfield = 'kind'\nrules = [{near = 'roads', within = 30, at_least = 'II'}, "
      "{near = 'parks', within = 50, at_least = 'I'}]\notherwise = 'III'\ntarget = {min = 1}\n";
  const Reading reading = town.read(keys);
  CHECK(reading.gap->feature == std::vector<std::int64_t>{2, 5, 6});
  CHECK(reading.gap->class_name == std::vector<std::string>{"I", "II", "III"});
  CHECK(std::get<Texts>(reading.gap->more.front().values) == std::vector<std::string>{"II", "III", ""});
  CHECK(reading.gap->distance[0] == 50);
  CHECK(reading.issues.size() == 1);
  const auto scores = town.scores(keys);
  CHECK(scores[0].value == 0.5);
  CHECK(scores[0].verdict == Verdict::unmet);
  REQUIRE(scores.size() == 4);
  for (std::size_t i = 1; i < 4; ++i) CHECK(scores[i].value == 0.5);  // I, II, III: one of two each
}

TEST_CASE("grade: without a rule for elsewhere only places near something count; a target by class") {
  Town town;
  town.points("stations", {{{0, 0}}}).points("toilets", {{{10, 0}, 1, "1"}, {{20, 0}, 1, "2"}, {{500, 0}, 1, "3"}});
  const auto scores = town.scores(
      "measure = 'grade'\nlayer = 'toilets'\nfield = 'kind'\nrules = [{near = 'stations', within = 50, at_least = 1}]\n"
      "target = {by = 'kind', 1 = {min = 0.5}}\n");
  CHECK(scores[0].amount.whole == 2);
  CHECK(scores[0].verdict == Verdict::met);
}

}  // namespace gapmap
