// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "assess/assessment.h"
#include "town.h"

namespace gapmap {
namespace {

using tests::random_places;
using tests::Town;

const std::string within_300 =
    "measure = 'reach'\ndemand = {layer = 'homes'}\nsupply = {layer = 'schools'}\nwithin = 300\n";

std::string within(double metres) {
  return "measure = 'reach'\ndemand = {layer = 'homes'}\nsupply = {layer = 'schools'}\nwithin = " +
         std::to_string(metres) + "\n";
}

PartWhole whole(const Reading& reading) {
  PartWhole sum;
  for (std::size_t bucket = 0; bucket < reading.tallies[0].buckets(); ++bucket) sum.add(reading.tallies[0].of(bucket));
  return sum;
}

}  // namespace

TEST_CASE("people within reach: 10 of 30, and the limit belongs to the reach") {
  // A home at 300 m exactly (3-4-5), one a millimetre nearer, one a millimetre farther.
  Town town;
  town.points("homes", {{{180, 240}, 10}, {{299.999, 0}, 4}, {{300.001, 0}, 16}})
      .points("schools", {{{0, 0}}})
      .weight("homes", "n");
  const Reading reading = town.read(within_300);
  CHECK(whole(reading).part == 14);
  CHECK(whole(reading).whole == 30);
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->amount[0] == 16);
  CHECK(reading.gap->distance[0] == Approx(300.001).epsilon(1e-12));
}

TEST_CASE("the limit can differ by class, and a class without a limit does not count") {
  Town town;
  town.points("homes", {{{250, 0}, 1, "main"}, {{350, 0}, 1, "main"}, {{450, 0}, 1, "side"}, {{10, 0}, 1, "other"}})
      .points("schools", {{{0, 0}}});
  const Reading reading = town.read(
      "measure = 'reach'\ndemand = 'homes'\nsupply = 'schools'\nwithin = {by = 'kind', main = 300, side = 500, river = "
      "800}\n");
  CHECK(reading.tallies[0].of(0, "main").part == 1);
  CHECK(reading.tallies[0].of(0, "main").whole == 2);
  CHECK(reading.tallies[0].of(0, "side").part == 1);
  CHECK(reading.tallies[0].of(0).whole == 3);
  CHECK(reading.tallies[0].of(0, "river").whole == 0);
  REQUIRE(reading.issues.size() == 1);
  CHECK(reading.issues[0].code == "V102");
}

TEST_CASE("any or every one of several supplies") {
  Town town;
  town.points("homes", {{{100, 0}}, {{1000, 0}}})
      .points("schools", {{{0, 0}}})
      .points("clinics", {{{1000, 100}}, {{100, 100}}});
  const std::string keys =
      "measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics']\nwithin = 300\nneed = ";
  CHECK(whole(town.read(keys + "'any'\n")).part == 2);
  CHECK(whole(town.read(keys + "'every'\n")).part == 1);  // the far home has a clinic but no school
}

TEST_CASE("a street's covered metres: a chord of the disc") {
  // The street y = 180 crosses a disc of 300 m around (500, 0) from x = 260 to 740: 480 of 1000 m.
  Town town;
  town.lines("homes", {{{{0, 180}, {400, 180}, {1000, 180}}}}).points("schools", {{{500, 0}}});
  const Reading reading = town.read(within_300);
  CHECK(whole(reading).part == Approx(480).epsilon(1e-9));
  CHECK(whole(reading).whole == 1000);
  REQUIRE(reading.gap->size() == 2);
  CHECK(reading.gap->amount[0] + reading.gap->amount[1] == Approx(520).epsilon(1e-9));
}

TEST_CASE("an area's covered part: a disc inside, and a park with its rim") {
  Town town;
  town.areas("homes", {{Town::rectangle({{0, 0}, {2000, 2000}}), 800}}).points("schools", {{{1000, 1000}}});
  CHECK(whole(town.read(within_300)).part == Approx(std::numbers::pi * 300 * 300).epsilon(1e-9));

  // Around a square park of 100 m: its area, four strips, and a full circle of corners.
  town.areas("schools", {{Town::rectangle({{950, 950}, {1050, 1050}})}});
  const double covered = 100 * 100 + 4 * 100 * 300 + std::numbers::pi * 300 * 300;
  const Reading reading = town.read(within_300);
  CHECK(whole(reading).part == Approx(covered).epsilon(1e-9));
  CHECK(reading.gap->size() == 1);
  CHECK(area_of(reading.gap->geometries, 0) == Approx(4e6 - covered).epsilon(1e-3));

  // People spread evenly over their block.
  CHECK(whole(town.weight("homes", "n").read(within_300)).part == Approx(800 * covered / 4e6).epsilon(1e-9));
}

TEST_CASE("people of a block may sit at a point inside it") {
  Town town;
  town.areas("homes", {{Town::rectangle({{0, 0}, {100, 100}}), 50}})
      .points("schools", {{{340, 50}}})
      .weight("homes", "n")
      .at_point("homes");
  CHECK(whole(town.read(within_300)).part == 50);  // the point inside lies near the middle, 290 m away
}

TEST_CASE("within 0 over areas is the share of land covered") {
  Town town;
  town.areas("homes", {{Town::rectangle({{0, 0}, {100, 100}})}})
      .areas("schools", {{Town::rectangle({{50, 50}, {150, 150}})},
                         {Town::rectangle({{0, 0}, {10, 10}})},
                         {Town::rectangle({{5, 5}, {10, 10}})}});
  CHECK(whole(town.read(within(0))).part == Approx(2500 + 100).epsilon(1e-9));
}

TEST_CASE("without any supply nothing is served, and nothing is near") {
  Town town;
  town.points("homes", {{{0, 0}, 5}}).points("schools", {});
  const Reading reading = town.read(within_300);
  CHECK(whole(reading).part == 0);
  CHECK(std::isnan(reading.gap->distance.at(0)));
}

TEST_CASE("supply beyond the border serves people inside it; a border point goes to the first unit") {
  Town town;
  town.units({{"a", {{0, 0}, {100, 100}}}, {"b", {{100, 0}, {200, 100}}}});
  town.points("homes", {{{50, 50}}, {{100, 50}}, {{150, 50}}, {{500, 50}}}).points("schools", {{{-100, 50}}});
  const Reading reading = town.read("measure = 'reach'\ndemand = 'homes'\nsupply = 'schools'\nwithin = 200\n");
  CHECK(reading.tallies[0].of(0).whole == 2);
  CHECK(reading.tallies[0].of(0).part == 2);
  CHECK(reading.tallies[0].of(1).whole == 1);
  CHECK(reading.tallies[0].of(2).whole == 1);  // outside both
}

TEST_CASE("lines and areas are cut at unit borders, and the pieces add up") {
  Town town;
  town.units({{"a", {{0, 0}, {100, 100}}}, {"b", {{100, 0}, {200, 100}}}}).points("schools", {{{0, 0}}});
  town.lines("homes", {{{{50, 50}, {250, 50}}}});
  const Reading lines = town.read(within(10));
  CHECK(lines.tallies[0].of(0).whole == Approx(50));
  CHECK(lines.tallies[0].of(1).whole == Approx(100));
  CHECK(lines.tallies[0].of(2).whole == Approx(50));
  town.areas("homes", {{Town::rectangle({{50, 50}, {250, 150}}), 40}}).weight("homes", "n");
  const Reading areas = town.read(within(10));
  CHECK(areas.tallies[0].of(0).whole == Approx(5));   // 50 x 50 of 200 x 100
  CHECK(areas.tallies[0].of(1).whole == Approx(10));  // 100 x 50
  CHECK(whole(areas).whole == Approx(40).epsilon(1e-12));
}

TEST_CASE("random towns: equal to asking every pair, whatever the threads") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto homes = random_places(random, 200, 2000), schools = random_places(random, 1 + seed % 9, 2000);
    double served = 0, all = 0;
    for (const auto& home : homes) {
      double nearest = INFINITY;
      for (const auto& school : schools)
        nearest = std::min(nearest, std::hypot(home.at.x - school.at.x, home.at.y - school.at.y));
      all += home.n;
      served += nearest <= 300 ? home.n : 0;
    }
    Town town;
    town.points("homes", homes)
        .points("schools", schools)
        .weight("homes", "n")
        .units({{"a", {{0, 0}, {900, 2000}}}, {"b", {{900, 0}, {2000, 2000}}}});
    const Reading one = town.read(within_300), four = town.jobs(4).read(within_300);
    CHECK(whole(one).part == served);
    CHECK(whole(one).whole == all);
    CHECK(one.gap->feature == four.gap->feature);
    CHECK(one.gap->distance == four.gap->distance);
    for (std::size_t bucket = 0; bucket < 3; ++bucket)
      CHECK(one.tallies[0].of(bucket).part == four.tallies[0].of(bucket).part);
  }
}

TEST_CASE("random towns of streets: equal to fine steps") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Town::Drawn> streets;
    for (int i = 0; i < 5; ++i) {
      const auto ends = random_places(random, 3, 2000);
      streets.push_back({{ends[0].at, ends[1].at, ends[2].at}});
    }
    const auto schools = random_places(random, 6, 2000);
    double served = 0;
    constexpr int steps = 20000;
    for (const auto& street : streets)
      for (int k = 0; k < 2; ++k) {
        const Point a = street.path[static_cast<std::size_t>(k)], b = street.path[static_cast<std::size_t>(k) + 1];
        int hits = 0;
        for (int i = 0; i < steps; ++i) {
          const double t = (i + 0.5) / steps;
          const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
          for (const auto& school : schools)
            if (std::hypot(p.x - school.at.x, p.y - school.at.y) <= 300) {
              ++hits;
              break;
            }
        }
        served += std::hypot(b.x - a.x, b.y - a.y) * hits / steps;
      }
    Town town;
    town.lines("homes", streets).points("schools", schools);
    CHECK(whole(town.read(within_300)).part == Approx(served).margin(2));  // a step is 0.1 m, at a dozen borders
  }
}

TEST_CASE("a larger limit never serves fewer, one more school never lowers coverage, moving the town changes nothing") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto homes = random_places(random, 100, 1500);
    auto schools = random_places(random, 4, 1500);
    const std::vector<Town::Drawn> block{{Town::rectangle({{0, 0}, {1500, 1500}})}};
    for (const bool is_area : {false, true}) {
      const auto read = [&](const std::vector<Town::Place>& supply, double metres, Point shift) {
        Town town;
        auto moved = homes, there = supply;
        for (auto* list : {&moved, &there})
          for (auto& place : *list) place.at = {place.at.x + shift.x, place.at.y + shift.y};
        auto area = block;
        for (Point& p : area[0].path) p = {p.x + shift.x, p.y + shift.y};
        if (is_area)
          town.areas("homes", area);
        else
          town.points("homes", moved).weight("homes", "n");
        town.points("schools", there);
        return whole(town.read(within(metres))).part;
      };
      const double before = read(schools, 300, {});
      CHECK(read(schools, 310, {}) >= before);
      CHECK(read(schools, 300, {453120.25, 3840000.5}) == Approx(before).epsilon(1e-9));
      auto more = schools;
      more.push_back({{700, 700}});
      CHECK(read(more, 300, {}) >= before * (1 - 1e-12));
    }
  }
}

TEST_CASE("demand that weighs nothing has no data, never a pass") {
  Town town;
  town.points("homes", {{{0, 0}, 0}}).points("schools", {{{0, 0}}}).weight("homes", "n");
  const Reading reading = town.read(within_300 + "target = {min = 1}\n");
  const auto scores = score(0, reading, town.way().target, town.partitions());
  CHECK(scores[0].verdict == Verdict::no_data);
  CHECK_FALSE(scores[0].value.has_value());
}

TEST_CASE("every one of several supplies, along lines and over areas: what all of them reach, and what is lacking") {
  // A street from 0 to 1000; a school reaches 0..300, a clinic 200..800 of it.
  Town town;
  town.lines("homes", {{{{0, 0}, {1000, 0}}}}).points("schools", {{{0, 0}}}).points("clinics", {{{500, 0}}});
  const std::string keys = "measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics']\nwithin = 300\n";
  const Reading every = town.read(keys + "need = 'every'\n");
  CHECK(whole(every).part == Approx(100));
  REQUIRE(every.gap->size() == 3);
  CHECK(std::get<Texts>(every.gap->more.front().values) ==
        std::vector<std::string>{"schools、clinics", "schools", "clinics"});
  CHECK(every.gap->amount[0] == Approx(200));
  CHECK(whole(town.read(keys)).part == Approx(800));  // any of them

  // Two discs of 300 m, 500 m apart, in a wide square: the lens 2 r^2 acos(d/2r) - d/2 sqrt(4 r^2 - d^2).
  town.areas("homes", {{Town::rectangle({{-1000, -1000}, {2000, 1000}})}});
  const double lens = 2 * 9e4 * std::acos(500.0 / 600) - 250 * std::sqrt(36e4 - 25e4);
  const Reading areas = town.read(keys + "need = 'every'\n");
  CHECK(whole(areas).part == Approx(lens).epsilon(1e-9));
  CHECK(whole(town.read(keys)).part == Approx(2 * 9e4 * std::numbers::pi - lens).epsilon(1e-9));
  double gaps = 0, served = 0;
  for (const double amount : areas.gap->amount) gaps += amount;
  for (const double amount : areas.served->amount) served += amount;
  CHECK(served == Approx(lens).epsilon(0.01));  // drawn
  CHECK(gaps + served == Approx(6e6).epsilon(1e-6));
}

TEST_CASE("every one of several supplies around points says which are lacking") {
  Town town;
  town.points("homes", {{{0, 0}}, {{400, 0}}, {{9000, 0}}})
      .points("schools", {{{0, 0}}})
      .points("clinics", {{{200, 0}}});
  const Reading reading =
      town.read("measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics']\nwithin = 300\nneed = 'every'\n");
  CHECK(whole(reading).part == 1);
  CHECK(std::get<Texts>(reading.gap->more.front().values) == std::vector<std::string>{"schools", "schools、clinics"});
}

TEST_CASE("supplies of several shapes: any of them, exactly") {
  // A point, a line and a park far from each other: a disc, a capsule and a rounded rectangle.
  Town town;
  town.areas("homes", {{Town::rectangle({{-500, -500}, {4000, 1000}})}})
      .points("schools", {{{0, 0}}})
      .lines("roads", {{{{1000, 0}, {1400, 0}}}})
      .areas("parks", {{Town::rectangle({{2500, 0}, {2700, 300}})}});
  const double r = 100, disc = std::numbers::pi * r * r;
  const Reading reading =
      town.read("measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'roads', 'parks']\nwithin = 100\n");
  CHECK(whole(reading).part ==
        Approx(disc + (400 * 2 * r + disc) + (200 * 300 + 2 * (200 + 300) * r + disc)).epsilon(1e-9));
}

TEST_CASE("within 0 over areas is land cover: overlapping supply counts once") {
  Town town;
  town.areas("homes", {{Town::rectangle({{0, 0}, {1000, 1000}})}})
      .areas("green", {{Town::rectangle({{-100, 0}, {500, 500}})}, {Town::rectangle({{250, 250}, {750, 750}})}})
      .areas("water", {{Town::rectangle({{700, 700}, {900, 900}})}});
  const std::string keys = "measure = 'reach'\ndemand = 'homes'\nwithin = 0\n";
  // 500 x 500 inside, and 500 x 500 of which 250 x 250 is counted already.
  CHECK(whole(town.read(keys + "supply = 'green'\n")).part == Approx(250000 + 250000 - 62500).epsilon(1e-9));
  // Water adds 200 x 200 less the 50 x 50 that is green.
  CHECK(whole(town.read(keys + "supply = ['green', 'water']\n")).part == Approx(437500 + 40000 - 2500).epsilon(1e-9));
}

TEST_CASE("random towns: every one of three supplies over an area equals a count of sample points") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Town town;
    std::vector<std::vector<Town::Place>> supplies;
    const char* names[] = {"schools", "clinics", "parks"};
    for (const char* name : names) {
      supplies.push_back(random_places(random, 5, 1000));
      town.points(name, supplies.back());
    }
    town.areas("homes", {{Town::rectangle({{0, 0}, {1000, 1000}})}});
    constexpr int steps = 400;
    int hits = 0;
    for (int x = 0; x < steps; ++x)
      for (int y = 0; y < steps; ++y) {
        const Point p{(x + 0.5) * 1000 / steps, (y + 0.5) * 1000 / steps};
        hits += std::all_of(supplies.begin(), supplies.end(), [&](const auto& supply) {
          return std::any_of(supply.begin(), supply.end(),
                             [&](const auto& one) { return std::hypot(p.x - one.at.x, p.y - one.at.y) <= 300; });
        });
      }
    const double part =
        whole(town.read("measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics', 'parks']\n"
                        "within = 300\nneed = 'every'\n"))
            .part;
    CHECK(part == Approx(hits * 1e6 / (steps * steps)).margin(2500));
  }
}

}  // namespace gapmap
