// SPDX-License-Identifier: MIT
// Standards in minutes on hilly ground: reach of people and of streets, catchment, siting.
#include <catch2/catch.hpp>

#include "base/error.h"
#include "hills.h"
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

const Column& column(const PlaceList& places, const std::string& name) {
  return *std::find_if(places.more.begin(), places.more.end(), [&](const Column& one) { return one.name == name; });
}

const Issue* find_issue(const Reading& reading, const std::string& code) {
  const auto found =
      std::find_if(reading.issues.begin(), reading.issues.end(), [&](const Issue& i) { return i.code == code; });
  return found == reading.issues.end() ? nullptr : &*found;
}

/// A street of 1000 m that rises 1 in 10 to the east; 6 km/h on level ground are 100 m a minute.
struct Flank {
  Hills hills{[](Point p) { return p.x / 10; }, 50};
  Town town;
  explicit Flank(const std::string& more = "") {
    town.lines("streets", {{{{0, 0}, {1000, 0}}}})
        .heights("ground", hills)
        .network("{layer = 'streets', walk_kmh = 6, elevation = 'ground'" + more + "}");
  }
};

}  // namespace

TEST_CASE("down to the school is nearer than up to it, in minutes; in metres both are as far") {
  // The school stands at 500; homes at 200 and 800, 300 m from it. Up at 1 in 10 takes exp(0.35) times as long, 3 min
  // x 1.41907 = 4.2572 min; down at 1 in 10 as on level ground, 3 min.
  Flank flank;
  flank.town.points("homes", {{{200, 0}, 5}, {{800, 0}, 3}}).points("schools", {{{500, 0}}}).weight("homes", "n");
  CHECK(whole(flank.town.read(walk("300"))).part == 8);
  CHECK(whole(flank.town.read(walk("'2.999 min'"))).part == 0);
  CHECK(whole(flank.town.read(walk("'3 min'"))).part == 3);
  CHECK(whole(flank.town.read(walk("'4.257 min'"))).part == 3);
  CHECK(whole(flank.town.read(walk("'4.2573 min'"))).part == 8);
  const Reading reading = flank.town.read(walk("'4 min'"));
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->amount[0] == 5);
  CHECK(reading.gap->distance[0] == Approx(425.72).margin(1e-3));
  CHECK(column(*reading.gap, "minutes").number(0) == Approx(4.25720).margin(1e-5));
  // 400 m straight are enough for both: what hides is the hill.
  CHECK(reading.walk->hidden.size() == 1);
  CHECK(reading.walk->detours[0].walk == Approx(5 * 425.72 + 3 * 300).margin(1e-2));
  // Without heights minutes are metres.
  flank.town.network("{layer = 'streets', walk_kmh = 6}");
  CHECK(whole(flank.town.read(walk("'3 min'"))).part == 8);
}

TEST_CASE("streets as demand end where the time does, farther up the hill than down it") {
  // Within 2 min of the school at 500: 200 m above it, from where one walks down, and 200 / exp(0.35) = 140.938 below.
  Flank flank;
  flank.town.lines("homes", {{{{0, 0}, {1000, 0}}}})
      .network("{layer = 'homes', walk_kmh = 6, elevation = 'ground'}")
      .points("schools", {{{500, 0}}});
  const Reading reading = flank.town.read(walk("'2 min'"));
  CHECK(whole(reading).part == Approx(200 + 140.9376).margin(1e-3));
  CHECK(whole(reading).whole == Approx(1000));
  double length = 0, most = 0;
  const ReachedStreets& streets = reading.walk->streets;
  for (std::size_t i = 0; i < streets.feature.size(); ++i) {
    length += length_of(streets.lines, i);
    most = std::max(most, streets.most[i]);
  }
  CHECK(length == Approx(340.9376).margin(1e-3));
  CHECK(most == Approx(200).margin(1e-3));
  // Where both of two are needed, and by several limits.
  flank.town.points("clinics", {{{700, 0}}});
  const Reading both = flank.town.read(
      "measure = 'reach'\ndemand = 'homes'\nsupply = ['schools', 'clinics']\nneed = 'every'\nalong = 'walk'\n"
      "within = '2 min'\n");
  // From 700 - 140.938 (up to the clinic) to 700 (down to the school).
  CHECK(whole(both).part == Approx(140.9376).margin(1e-3));
}

TEST_CASE("catchment on a hill: everybody goes where the walk is shortest, limits in minutes count slopes") {
  // Between schools at 0 and 1000 the flank is shared where x = (1000 - x) exp(0.35): x = 586.6176.
  Flank flank;
  flank.town.points("homes", {{{580, 0}, 5}, {{593, 0}, 7}, {{990, 0}, 2}})
      .points("schools", {{{0, 0}}, {{1000, 0}}})
      .weight("homes", "n");
  const std::string keys =
      "measure = 'catchment'\ndemand = 'homes'\nsupply = 'schools'\nalong = 'walk'\ntarget = {min = 0}\n";
  const auto loads = [](const Reading& reading) {
    std::vector<double> all;
    for (std::size_t i = 0; i < reading.served->size(); ++i) all.push_back(column(*reading.served, "load").number(i));
    std::sort(all.begin(), all.end());
    return all;
  };
  CHECK(loads(flank.town.read(keys + "within = '30 min'\n")) == std::vector<double>{5, 9});
  // Without a limit it is metres that count: the middle is at 500.
  CHECK(loads(flank.town.read(keys)) == std::vector<double>{0, 14});
  CHECK(loads(flank.town.read(keys + "within = '5.8 min'\n")) == std::vector<double>{5, 9});
  CHECK(loads(flank.town.read(keys + "within = '5.77 min'\n")) == std::vector<double>{0, 2});
  // With seats, too: the school below takes 5, and its neighbour walks up.
  flank.town.points("schools", {{{0, 0}, 5}, {{1000, 0}, 100}});
  CHECK(loads(flank.town.read(keys + "within = '30 min'\ncapacity = 'n'\n")) == std::vector<double>{5, 9});
}

TEST_CASE("sites on a hill serve whom a standing facility in their place would") {
  Flank flank;
  flank.town.points("homes", {{{200, 0}, 5}, {{800, 0}, 3}, {{500, 0}, 1}})
      .points("schools", {{{0, 0}}})
      .weight("homes", "n");
  flank.town.read(walk("'3 min'"));
  const Requirement& way = flank.town.way();
  const Serve& serve = *find_measure("reach")->serve;
  const SiteDemand demand = serve.demand(way, flank.town.scene());
  REQUIRE(demand.size() == 3);
  Geometries candidates(Shape::point);
  candidates.add_point({500, 0});
  const SitePairs pairs = serve.pairs(way, flank.town.scene(), demand, candidates, demand.limit);
  double served = 0;
  for (std::size_t i = 0; i < demand.size(); ++i)
    for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k) served += demand.amount[i];
  flank.town.points("schools", {{{500, 0}}});
  CHECK(served == whole(flank.town.read(walk("'3 min'"))).part);
  CHECK(served == 4);
}

TEST_CASE("heights that are missing, absurd or elsewhere are said") {
  Flank flank;
  flank.town.points("homes", {{{200, 0}, 5}, {{800, 0}, 3}}).points("schools", {{{500, 0}}}).weight("homes", "n");
  const Hills half([](Point p) { return p.x >= 500 ? p.x / 10 : NAN; }, 50);
  flank.town.heights("ground", half);
  Reading reading = flank.town.read(walk("'3 min'"));
  CHECK(whole(reading).part == 8);  // level where nothing is known
  REQUIRE(find_issue(reading, "W107"));
  CHECK(find_issue(reading, "W107")->message.en.find("0.5 km of street have no height") == 0);
  CHECK_FALSE(find_issue(flank.town.read(walk("300")), "W107"));  // metres do not ask
  const Hills wall([](Point p) { return p.x < 600 ? 0.0 : 300.0; }, 50);
  flank.town.heights("ground", wall);
  CHECK(find_issue(flank.town.read(walk("'3 min'")), "W108"));
  const Hills nothing([](Point) { return NAN; });
  flank.town.heights("ground", nothing);
  CHECK_THROWS_WITH(flank.town.read(walk("'3 min'")), Catch::Contains("no street lies on the raster"));
}

TEST_CASE("random towns on hills: flat ground changes nothing, more time never serves fewer, nor do threads matter") {
  int changed = 0;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Town::Drawn> streets;
    for (int i = 0; i < 14; ++i) {
      const auto ends = random_places(random, 3, 2000);
      streets.push_back({{ends[0].at, ends[1].at, ends[2].at}});
    }
    const std::string level = "{layer = 'streets', snap = 150}";
    const std::string sloped = "{layer = 'streets', snap = 150, elevation = 'ground'}";
    const Hills flat([](Point) { return 77.0; }), hills = random_hills(random, 2000);
    Town town;
    town.lines("streets", streets)
        .network(level)
        .heights("ground", flat)
        .points("homes", random_places(random, 150, 2000))
        .points("schools", random_places(random, 6, 2000))
        .weight("homes", "n");
    const Reading plain = town.read(walk("'8 min'")), even = town.network(sloped).read(walk("'8 min'"));
    CHECK(plain.gap->feature == even.gap->feature);
    CHECK(plain.gap->amount == even.gap->amount);
    CHECK(plain.walk->streets.most == even.walk->streets.most);
    const Reading one = town.heights("ground", hills).read(walk("'8 min'"));
    const Reading four = town.jobs(4).read(walk("'8 min'"));
    CHECK(one.gap->feature == four.gap->feature);
    CHECK(one.walk->streets.most == four.walk->streets.most);
    CHECK(whole(one).part <= whole(town.read(walk("'9 min'"))).part);
    changed += whole(one).part != whole(plain).part;
  }
  CHECK(changed >= 5);
}

}  // namespace gapmap::tests
