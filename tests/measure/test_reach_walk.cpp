// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "town.h"

namespace gapmap::tests {
namespace {

std::string walk(const std::string& within, const std::string& more = "") {
  return "measure = 'reach'\ndemand = 'homes'\nsupply = 'schools'\nalong = 'walk'\nwithin = " + within + "\n" + more;
}

PartWhole whole(const Reading& reading) {
  PartWhole sum;
  for (std::size_t bucket = 0; bucket < reading.tallies[0].buckets(); ++bucket) sum.add(reading.tallies[0].of(bucket));
  return sum;
}

bool has_issue(const Reading& reading, const std::string& code) {
  return std::any_of(reading.issues.begin(), reading.issues.end(), [&](const Issue& i) { return i.code == code; });
}

std::string reason(const Reading& reading, std::size_t place) { return reading.gap->more[0].text(place); }

/// A river runs along x = 0; the only bridge lies 400 m to the north.
Town river_town() {
  Town town;
  town.lines("streets", {{{{-500, 0}, {-20, 0}}}, {{{20, 0}, {500, 0}}}, {{{-20, 0}, {-20, 400}, {20, 400}, {20, 0}}}})
      .network("{layer = 'streets', snap = 50}");
  return town;
}

}  // namespace

TEST_CASE("on foot a river counts: near as the crow flies, far along the streets") {
  // From (-100, 0) to the school at (100, 0): 80 + 400 + 40 + 400 + 80 = 1000 m; straight 200 m.
  Town town = river_town();
  town.points("homes", {{{-100, 0}, 5}, {{300, 0}, 3}}).points("schools", {{{100, 0}}}).weight("homes", "n");
  Reading reading = town.read(walk("300"));
  CHECK(whole(reading).part == 3);
  CHECK(whole(reading).whole == 8);
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->distance[0] == Approx(1000).epsilon(1e-9));
  CHECK(reason(reading, 0) == "too_far");
  CHECK(reading.gap->more[1].number(0) == 1);  // the school
  CHECK(reading.gap->more[2].number(0) == Approx(200));
  // Covered straight, but not on foot.
  REQUIRE(reading.walk->hidden.size() == 1);
  CHECK(reading.walk->hidden.amount[0] == 5);
  const Detour detour = reading.walk->detours[0];
  CHECK(detour.covered_straight == 8);
  CHECK(detour.covered_walk == 3);
  CHECK(detour.walk == Approx(5 * 1000 + 3 * 200));
  CHECK(detour.straight == Approx(5 * 200 + 3 * 200));
  // Squares of 250 m and of 500 m hold one home each, and those of 2000 m too: left and right of x = 0.
  const std::vector<DetourSquare>& squares = reading.walk->squares;
  REQUIRE(squares.size() == 2);
  CHECK(squares[0].low == Point{-2000, 0});
  CHECK(squares[0].side == 2000);
  CHECK(squares[0].detour.walk == Approx(5 * 1000));
  CHECK(squares[0].detour.straight == Approx(5 * 200));
  CHECK(squares[1].low == Point{0, 0});
  CHECK(squares[1].detour.amount == 3);

  CHECK(whole(town.read(walk("1000"))).part == 8);
  // Three homes in two squares of 250 m are as many as it takes: the one from (-250, 0), and that from (250, 0).
  town.points("homes", {{{-100, 0}, 5}, {{-90, 0}, 1}, {{300, 0}, 3}});
  const Reading dense = town.read(walk("300"));
  REQUIRE(dense.walk->squares.size() == 2);
  CHECK(dense.walk->squares[0].low == Point{-250, 0});
  CHECK(dense.walk->squares[0].side == 250);
  CHECK(dense.walk->squares[0].detour.amount == 6);
  CHECK(dense.walk->squares[0].detour.walk == Approx(5 * 1000 + 990));
  CHECK(dense.walk->squares[1].low == Point{250, 0});
}

TEST_CASE("the limit belongs to the reach: a millimetre less serves, a millimetre more does not") {
  Town town;
  town.lines("streets", {{{{0, 0}, {100.0 / 3, 0}}}, {{{100.0 / 3, 0}, {200.0 / 3, 0}}}, {{{200.0 / 3, 0}, {400, 0}}}})
      .network("{layer = 'streets'}")
      .points("schools", {{{0, 0}}})
      .points("homes", {{{290, 10}, 1}, {{290, 9.999}, 2}, {{290, 10.001}, 4}})
      .weight("homes", "n");
  CHECK(whole(town.read(walk("300"))).part == 3);
  // 3.75 minutes at 4.8 km/h are 300 m.
  CHECK(whole(town.read(walk("'3.75 min'"))).part == 3);
  town.network("{layer = 'streets', walk_kmh = 9.6}");
  CHECK(whole(town.read(walk("'1.875 min'"))).part == 3);
}

TEST_CASE("demand too far from any street cannot be judged, and islands are loud") {
  Town town = river_town();
  town.lines("streets", {{{{0, 0}, {500, 0}}}, {{{0, 300}, {40, 300}}}})
      .points("homes", {{{100, 60}, 5}, {{100, 0}, 3}, {{20, 300}, 2}})
      .points("schools", {{{10, 310}}, {{100, 900}}})
      .weight("homes", "n");
  const Reading reading = town.read(walk("500"));
  CHECK(whole(reading).part == 2);
  CHECK(whole(reading).whole == 10);
  REQUIRE(reading.gap->size() == 2);
  CHECK(reason(reading, 0) == "off_streets");
  CHECK(std::isnan(reading.gap->distance[0]));
  CHECK(reason(reading, 1) == "no_way");
  CHECK(has_issue(reading, "W103"));  // two pieces
  CHECK(has_issue(reading, "W201"));  // the home off the streets
  CHECK(has_issue(reading, "W202"));  // the school off the streets
  CHECK(has_issue(reading, "W203"));  // the school on the island
  CHECK(has_issue(reading, "W205"));  // the home on the island
  // The school on the island may join the main network instead.
  town.points("schools", {{{10, 310}}}).network("{layer = 'streets', snap = 400, islands = 'main'}");
  CHECK(whole(town.read(walk("500"))).part == 8);  // 310 + 90, and 60 beside the street for the first home
  CHECK_FALSE(has_issue(town.read(walk("500")), "W203"));
}

TEST_CASE("streets themselves as demand: cut where the limit falls and at unit borders") {
  // A cross of two streets of 1000 m, the school in the middle; 300 m each way: 1200 of 2000 m.
  Town town;
  town.units({{"a", {{-1000, -1000}, {0, 1000}}}, {"b", {{0, -1000}, {1000, 1000}}}});
  town.lines("homes", {{{{-500, 10}, {500, 10}}, 1, "main"}, {{{10, -500}, {10, 500}}, 1, "side"}})
      .points("schools", {{{10, 10}}})
      .network("{layer = 'homes'}");
  Reading reading = town.read(walk("300"));
  CHECK(whole(reading).part == Approx(1200).epsilon(1e-9));
  CHECK(whole(reading).whole == Approx(2000).epsilon(1e-9));
  CHECK(reading.tallies[0].of(0).part == Approx(290).epsilon(1e-7));
  CHECK(reading.tallies[0].of(1).part == Approx(910).epsilon(1e-7));
  double gaps = 0;
  for (const double amount : reading.gap->amount) gaps += amount;
  CHECK(gaps == Approx(800).epsilon(1e-7));
  // Each reached piece of street once, by the limit that it keeps.
  reading = town.read(walk("{by = 'kind', main = 100, side = 300}"));
  CHECK(reading.tallies[0].of(0, "main").part + reading.tallies[0].of(1, "main").part == Approx(200));
  const ReachedStreets& streets = reading.walk->streets;
  double near = 0, far = 0;
  for (std::size_t i = 0; i < streets.feature.size(); ++i)
    (streets.within[i] == 100 ? near : far) += length_of(streets.lines, i);
  CHECK(near == Approx(400).margin(1e-4));
  CHECK(far == Approx(800).margin(1e-2));
}

TEST_CASE("a park is entered where streets reach it; who stands inside has arrived") {
  Town town;
  town.lines("streets", {{{{0, 0}, {1000, 0}}}})
      .network("{layer = 'streets'}")
      .areas("schools", {{Town::rectangle({{400, 10}, {600, 200}})}})
      .points("homes", {{{250, 20}, 1}, {{500, 150}, 2}, {{50, 0}, 4}})
      .weight("homes", "n");
  // 20 to the street, 150 along it, 10 to the edge: 180 m.
  CHECK(whole(town.read(walk("180"))).part == 3);
  CHECK(whole(town.read(walk("179.999"))).part == 2);
}

TEST_CASE("any or every one of several supplies, on foot") {
  Town town;
  town.lines("streets", {{{{0, 0}, {1000, 0}}}})
      .network("{layer = 'streets'}")
      .points("homes", {{{100, 0}}, {{500, 0}}, {{950, 0}}})
      .points("schools", {{{0, 0}}})
      .points("clinics", {{{600, 0}}});
  const std::string keys =
      "measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics']\nalong = 'walk'\nwithin = 500\nneed = ";
  CHECK(whole(town.read(keys + "'any'\n")).part == 3);
  const Reading every = town.read(keys + "'every'\n");
  CHECK(whole(every).part == 2);
  CHECK(every.gap->distance[0] == Approx(950));
  CHECK(std::get<Texts>(every.gap->more.back().values) == Texts{"schools"});
  // The clinic at 401: within 300 m the first home lacks the clinic, the second the school, the last both.
  town.points("clinics", {{{401, 0}}});
  const Reading moved = town.read(keys.substr(0, keys.find("within")) + "within = 300\nneed = 'every'\n");
  CHECK(std::get<Texts>(moved.gap->more.back().values) == Texts{"clinics", "schools", "schools、clinics"});
}

TEST_CASE("streets that lack one of several supplies on foot say which, piece by piece") {
  // Schools at 0, clinics at 600 of a street of 1000 m; within 400 m: schools up to 400, clinics from 200 on.
  Town town;
  town.lines("homes", {{{{0, 0}, {1000, 0}}}, {{{0, 500}, {100, 500}}}})
      .network("{layer = 'homes'}")
      .points("schools", {{{0, 0}}})
      .points("clinics", {{{600, 0}}})
      .points("parks", {{{1000, 0}}});
  const std::string keys = "measure = 'reach'\ndemand = 'homes'\nalong = 'walk'\nneed = 'every'\nwithin = 400\n";
  Reading reading = town.read(keys + "supply = ['schools', 'clinics']\n");
  CHECK(whole(reading).part == Approx(200).margin(1e-4));
  CHECK(reading.gap->amount == std::vector<double>{200, 600, 100});
  CHECK(std::get<Texts>(reading.gap->more.back().values) == Texts{"clinics", "schools", "schools、clinics"});
  // With the park nobody has all three: [0, 200] lacks two, [200, 400] the park, [400, 600] two, the rest the school.
  reading = town.read(keys + "supply = ['schools', 'clinics', 'parks']\n");
  CHECK(whole(reading).part == 0);
  CHECK(std::get<Texts>(reading.gap->more.back().values) ==
        Texts{"clinics、parks", "parks", "schools、parks", "schools", "schools、clinics、parks"});
}

TEST_CASE("a barrier closes a street, a planned footbridge opens a way") {
  Town town = river_town();
  town.points("homes", {{{-100, 0}}}).points("schools", {{{100, 0}}});
  town.lines("walls", {{{{-30, 200}, {30, 200}}}}).lines("bridges", {{{{-20, 0}, {20, 0}}}});
  CHECK(town.read(walk("300")).gap->distance[0] == Approx(1000));
  town.network("{layer = 'streets', barriers = 'walls'}");
  CHECK(reason(town.read(walk("3000")), 0) == "no_way");
  town.network("{layer = 'streets', links = 'bridges'}");
  CHECK(whole(town.read(walk("200"))).part == 1);
}

TEST_CASE("random towns: walking never serves more than a straight line, whatever the threads") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Town::Drawn> streets;
    for (int i = 0; i < 14; ++i) {
      const auto ends = random_places(random, 3, 2000);
      streets.push_back({{ends[0].at, ends[1].at, ends[2].at}});
    }
    Town town;
    town.lines("streets", streets)
        .network("{layer = 'streets', snap = 150}")
        .points("homes", random_places(random, 150, 2000))
        .points("schools", random_places(random, 6, 2000))
        .weight("homes", "n")
        .units({{"a", {{0, 0}, {900, 2000}}}, {"b", {{900, 0}, {2000, 2000}}}});
    const Reading one = town.read(walk("600")), four = town.jobs(4).read(walk("600"));
    const Reading more = town.read(walk("700"));
    const Reading straight = town.read("measure = 'reach'\ndemand = 'homes'\nsupply = 'schools'\nwithin = 600\n");
    CHECK(one.gap->feature == four.gap->feature);
    CHECK(one.gap->distance.size() == four.gap->distance.size());
    CHECK(one.walk->streets.lines.vertices() == four.walk->streets.lines.vertices());
    for (std::size_t bucket = 0; bucket < 3; ++bucket) {
      CHECK(one.tallies[0].of(bucket).part == four.tallies[0].of(bucket).part);
      CHECK(one.tallies[0].of(bucket).part <= straight.tallies[0].of(bucket).part);
      CHECK(one.tallies[0].of(bucket).part <= more.tallies[0].of(bucket).part);
    }
    CHECK(whole(one).part + [&] {
      double missing = 0;
      for (const double amount : one.gap->amount) missing += amount;
      return missing;
    }() == Approx(whole(one).whole));
  }
}

TEST_CASE("what along the streets cannot do is said clearly") {
  Town town = river_town();
  town.points("schools", {{{100, 0}}}).areas("homes", {{Town::rectangle({{0, 0}, {10, 10}})}});
  CHECK_THROWS_AS(town.read(walk("300")), Error);
  town.lines("homes", {{{{0, 0}, {10, 10}}}});
  CHECK_THROWS_AS(town.read(walk("300")), Error);
  const Plan plan;
  Requirement way;
  way.measure = "reach";
  way.parameters["along"] = std::string("walk");
  way.parameters["within"] = Limit{};
  way.parameters["supply"] = std::vector<Selection>{};
  CHECK(find_measure("reach")->check(way, plan).size() == 1);
}

}  // namespace gapmap::tests
