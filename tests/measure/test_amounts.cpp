// SPDX-License-Identifier: MIT
// density, ratio, share, total: what is added up and divided.
#include <catch2/catch.hpp>
#include <cmath>

#include "assess/assessment.h"
#include "town.h"

namespace gapmap {
namespace {

using tests::Town;

Town two_units() {
  Town town;
  town.units({{"a", {{0, 0}, {1000, 1000}}}, {"b", {{1000, 0}, {3000, 1000}}}});  // 1 and 2 km2
  return town;
}

std::vector<Score> scores_of(Town& town, const std::string& keys) {
  const Reading reading = town.read(keys);
  return score(0, reading, town.way().target, town.partitions());
}

}  // namespace

TEST_CASE("density: facilities per km2 by unit, with how many are missing or too many") {
  Town town = two_units();
  town.points("toilets", {{{1, 1}}, {{2, 2}}, {{3, 3}}, {{1500, 10}}, {{9000, 0}}});
  const auto scores = scores_of(town, "measure = 'density'\nsupply = 'toilets'\ntarget = {min = 1, max = 2}\n");
  REQUIRE(scores.size() == 3);  // the toilet outside all units has no area to stand on
  CHECK(scores[0].value == Approx(4.0 / 3));
  CHECK(scores[0].verdict == Verdict::met);
  CHECK(scores[1].value == 3);
  CHECK(scores[1].missing == -1);  // one too many
  CHECK(scores[2].value == 0.5);
  CHECK(scores[2].missing == 1);
  const Reading reading = town.read("measure = 'density'\nsupply = 'toilets'\ntarget = {min = 1, max = 2}\n");
  CHECK(reading.gap->amount == std::vector<double>{-1, 1});
}

TEST_CASE("density over another area counts only what stands on it") {
  Town town = two_units();
  town.points("toilets", {{{100, 100}}, {{900, 900}}, {{1500, 100}}})
      .areas("built", {{Town::rectangle({{0, 0}, {2000, 500}})}});
  const auto scores = scores_of(town, "measure = 'density'\nsupply = 'toilets'\narea = 'built'\n");
  CHECK(scores[0].value == Approx(2));         // 2 toilets on 1 km2
  CHECK(scores[1].value == Approx(1 / 0.5));   // 1 on the half of it in unit a
  CHECK_FALSE(scores[0].verdict.has_value());  // no target, no judgement
}

TEST_CASE("ratio: beds per 1000 people, parts and wholes added before dividing") {
  Town town = two_units();
  town.points("clinics", {{{1, 1}, 30}, {{1500, 1}, 1}})
      .points("homes", {{{5, 5}, 10000}, {{2000, 5}, 10000}, {{7777, 0}, 500}});
  const auto scores = scores_of(town,
                                "measure = 'ratio'\nnumerator = {layer = 'clinics', of = 'n'}\ndenominator = {layer = "
                                "'homes', of = 'n'}\nper = 1000\ntarget = {min = 1.8}\n");
  CHECK(scores[0].value == Approx(31 / 20.0));
  CHECK(scores[0].missing == Approx(1.8 * 20 - 31));
  CHECK(scores[1].value == 3);
  CHECK(scores[1].verdict == Verdict::met);
  CHECK(scores[2].value == Approx(0.1));
  CHECK(scores[3].unit_code == "-");
  CHECK_FALSE(scores[3].verdict.has_value());
}

TEST_CASE("ratio: park m2 per person, the park cut at the border") {
  Town town = two_units();
  town.areas("parks", {{Town::rectangle({{900, 0}, {1200, 100}})}})
      .points("homes", {{{5, 5}, 1000}, {{2000, 5}, 1000}});
  const auto scores = scores_of(
      town,
      "measure = 'ratio'\nnumerator = {layer = 'parks', of = 'area'}\ndenominator = {layer = 'homes', of = 'n'}\n");
  CHECK(scores[1].value == Approx(10));  // 100 x 100 m2
  CHECK(scores[2].value == Approx(20));
}

TEST_CASE("share: by count and by length, within a denominator, with the ones that fail as gaps") {
  Town town;
  town.points("lamps", {{{0, 0}, 1, "lit"}, {{1, 0}, 1, "lit"}, {{2, 0}, 1, "dark"}, {{3, 0}, 1, "gone"}});
  const Reading reading =
      town.read("measure = 'share'\nlayer = 'lamps'\nwhere = \"kind = 'lit'\"\ntarget = {min = 0.98}\n");
  const auto scores = score(0, reading, town.way().target, town.partitions());
  CHECK(scores[0].value == 0.5);
  CHECK(scores[0].missing == 2);  // 0.98 * 4 - 2 = 1.92, and lamps come whole
  CHECK(reading.gap->feature == std::vector<std::int64_t>{3, 4});
  town.lines("streets", {{{{0, 0}, {300, 0}}, 1, "done"}, {{{0, 10}, {100, 10}}, 1, "open"}});
  CHECK(scores_of(town, "measure = 'share'\nlayer = 'streets'\nwhere = \"kind = 'done'\"\nof = 'length'\n")[0].value ==
        Approx(0.75));
}

TEST_CASE("share: what fails is cut at unit borders like its amount, and stays whole where it is counted") {
  Town town = two_units();
  town.lines("streets", {{{{700, 50}, {1200, 50}}, 6, "open"}, {{{100, 60}, {200, 60}}, 1, "done"}})
      .areas("quarters", {{Town::rectangle({{900, 0}, {1300, 100}}), 8, "old"}});
  const auto gap_of = [&](const std::string& layer, const std::string& of) {
    return *town.read("measure = 'share'\nlayer = '" + layer + "'\nwhere = \"kind = 'done'\"\nof = '" + of + "'\n").gap;
  };
  const PlaceList metres = gap_of("streets", "length");
  CHECK(metres.bucket == std::vector<std::size_t>{0, 1});
  CHECK(metres.feature == std::vector<std::int64_t>{1, 1});
  CHECK(metres.amount[0] == Approx(300));
  CHECK(metres.amount[1] == Approx(200));
  CHECK(length_of(metres.geometries, 0) == Approx(300));
  CHECK(gap_of("streets", "n").amount[1] == Approx(6 * 0.4));
  const PlaceList ground = gap_of("quarters", "area");
  CHECK(ground.bucket == std::vector<std::size_t>{0, 1});
  CHECK(ground.amount[0] == Approx(10'000));
  CHECK(ground.amount[1] == Approx(30'000));
  CHECK(area_of(ground.geometries, 1) == Approx(30'000));
  const PlaceList counted = gap_of("streets", "count");
  CHECK(counted.bucket == std::vector<std::size_t>{0});  // its middle lies at 950
  CHECK(counted.amount == std::vector<double>{1});
  CHECK(length_of(counted.geometries, 0) == Approx(500));
}

TEST_CASE("share: a target by class judges each class, and the worst one all of them") {
  Town town;
  std::vector<Town::Place> lamps;
  for (int i = 0; i < 100; ++i) lamps.push_back({{static_cast<double>(i), 0}, i < 97 ? 1.0 : 0.0, "main"});
  Town lit;
  lit.points("lamps", lamps);
  const auto scores = scores_of(lit,
                                "measure = 'share'\nlayer = 'lamps'\nwhere = \"kind = 'main'\"\ntarget = {by = 'kind', "
                                "main = {min = 0.98}, alley = {min = 0.95}}\n");
  REQUIRE(scores.size() == 3);
  CHECK(scores[0].class_name.empty());
  CHECK(scores[1].class_name == "alley");
  CHECK(scores[1].verdict == Verdict::no_data);
  CHECK(scores[2].verdict == Verdict::met);
  CHECK(scores[0].verdict == Verdict::no_data);  // no class hides behind another
}

TEST_CASE("total: judged for the whole, shown for the units") {
  Town town = two_units();
  town.points("parking", {{{1, 1}, 5000}, {{1500, 1}, 2000}});
  const auto scores = scores_of(town, "measure = 'total'\nlayer = 'parking'\nof = 'n'\ntarget = {min = 8000}\n");
  CHECK(scores[0].value == 7000);
  CHECK(scores[0].missing == 1000);
  CHECK(scores[0].verdict == Verdict::unmet);
  CHECK(scores[1].value == 5000);
  CHECK_FALSE(scores[1].verdict.has_value());
}

TEST_CASE("random towns: density, ratio, share and total equal to adding up place by place, and units to the whole") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto homes = tests::random_places(random, 150, 3500), toilets = tests::random_places(random, 60, 3500);
    const std::vector<Box> boxes{{{0, 0}, {1000, 3000}}, {{1000, 0}, {3000, 1000}}, {{1000, 1000}, {3000, 3000}}};
    Town town;
    town.units({{"a", boxes[0]}, {"b", boxes[1]}, {"c", boxes[2]}}).points("homes", homes).points("toilets", toilets);
    const auto unit_of = [&](const Town::Place& place) {
      for (std::size_t unit = 0; unit < boxes.size(); ++unit)
        if (boxes[unit].contains(place.at)) return unit;
      return boxes.size();
    };
    double count[4] = {}, people[4] = {}, amount[4] = {}, good[4] = {};
    for (const auto& home : homes) people[unit_of(home)] += home.n;
    for (const auto& toilet : toilets) {
      const std::size_t unit = unit_of(toilet);
      count[unit] += 1;
      amount[unit] += toilet.n;
      good[unit] += toilet.kind == "a" ? 1 : 0;
    }
    const auto density = town.read("measure = 'density'\nsupply = 'toilets'\n").tallies[0];
    const auto ratio = town.read(
                               "measure = 'ratio'\nnumerator = {layer = 'toilets', of = 'n'}\ndenominator = {layer = "
                               "'homes', of = 'n'}\n")
                           .tallies[0];
    const auto share = town.read("measure = 'share'\nlayer = 'toilets'\nwhere = \"kind = 'a'\"\n").tallies[0];
    const auto total = town.read("measure = 'total'\nlayer = 'toilets'\nof = 'n'\n").tallies[0];
    for (std::size_t unit = 0; unit < 4; ++unit) {
      CHECK(ratio.of(unit).part == amount[unit]);
      CHECK(ratio.of(unit).whole == people[unit]);
      CHECK(share.of(unit).part == good[unit]);
      CHECK(share.of(unit).whole == count[unit]);
      CHECK(total.of(unit).part == amount[unit]);
      if (unit == 3) continue;
      CHECK(density.of(unit).part == count[unit]);
      CHECK(density.of(unit).whole ==
            Approx((boxes[unit].high.x - boxes[unit].low.x) * (boxes[unit].high.y - boxes[unit].low.y) / 1e6));
    }
  }
}

TEST_CASE("a negative amount is refused with its feature") {
  Town town;
  town.points("parking", {{{1, 1}, 5}, {{2, 1}, -2}});
  try {
    town.read("measure = 'total'\nlayer = 'parking'\nof = 'n'\n");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK_THAT(error.sentence().en, Catch::Contains("feature 2") && Catch::Contains("negative"));
  }
}

}  // namespace gapmap
