// SPDX-License-Identifier: MIT
// catchment along the streets: who walks where.
#include <catch2/catch.hpp>
#include <map>
#include <numeric>

#include "measure/transport_oracle.h"
#include "town.h"

namespace gapmap::tests {
namespace {

const std::string in_range = "measure = 'catchment'\ndemand = 'homes'\nsupply = 'schools'\ntarget = {min = 0}\n";

/// A river runs along x = 0; the only bridge lies 400 m to the north.
Town river_town() {
  Town town;
  town.lines("streets", {{{{-500, 0}, {-20, 0}}}, {{{20, 0}, {500, 0}}}, {{{-20, 0}, {-20, 400}, {20, 400}, {20, 0}}}})
      .network("{layer = 'streets', snap = 50}");
  return town;
}

const Column& column(const PlaceList& places, const std::string& name) {
  return *std::find_if(places.more.begin(), places.more.end(), [&](const Column& one) { return one.name == name; });
}

/// Facilities with who comes, and those who have none to go to.
struct Found {
  std::map<std::int64_t, double> load;
  double travelled = 0;  // people times metres
  double left = 0;
};

/// Of a reading without a target that could be missed: all facilities are in range.
Found found_in(const Reading& reading) {
  Found found;
  for (std::size_t i = 0; i < reading.served->size(); ++i) {
    const double load = column(*reading.served, "load").number(i);
    found.load[reading.served->feature[i]] = load;
    if (load > 0) found.travelled += load * column(*reading.served, "mean_distance").number(i);
  }
  for (const double amount : reading.gap->amount) found.left += amount;
  return found;
}

bool has_issue(const Reading& reading, const std::string& code) {
  return std::any_of(reading.issues.begin(), reading.issues.end(), [&](const Issue& i) { return i.code == code; });
}

struct RandomTown {
  std::vector<Town::Drawn> streets;
  std::vector<Town::Place> homes, schools;

  explicit RandomTown(unsigned seed, std::size_t home_count = 80, std::size_t school_count = 6) {
    std::mt19937 random(seed);
    for (int i = 0; i < 14; ++i) {
      const auto ends = random_places(random, 3, 2000);
      streets.push_back({{ends[0].at, ends[1].at, ends[2].at}});
    }
    homes = random_places(random, home_count, 2000);
    schools = random_places(random, school_count, 2000);
    for (Town::Place& school : schools) school.n *= 20;  // its capacity
  }
  Town town() const {
    Town made;
    made.lines("streets", streets)
        .network("{layer = 'streets', snap = 150}")
        .points("homes", homes)
        .points("schools", schools)
        .weight("homes", "n");
    return made;
  }
  /// Metres from every home (by row) to one school, infinite where there is no way: a reach that nobody keeps.
  std::vector<double> walks_to(std::size_t school) const {
    Town alone = town();
    alone.points("schools", {schools[school]});
    const Reading reading =
        alone.read("measure = 'reach'\nalong = 'walk'\ndemand = 'homes'\nsupply = 'schools'\nwithin = 0\n");
    std::vector<double> metres(homes.size(), INFINITY);
    for (std::size_t i = 0; i < reading.gap->size(); ++i)
      if (!std::isnan(reading.gap->distance[i]))
        metres[static_cast<std::size_t>(reading.gap->feature[i] - 1)] = reading.gap->distance[i];
    return metres;
  }
  std::vector<std::vector<double>> walks() const {
    std::vector<std::vector<double>> all;
    for (std::size_t school = 0; school < schools.size(); ++school) all.push_back(walks_to(school));
    return all;
  }
  double people() const {
    return std::accumulate(homes.begin(), homes.end(), 0.0, [](double sum, const auto& home) { return sum + home.n; });
  }
};

}  // namespace

TEST_CASE("on foot people go to the school on their side of the river") {
  // The school at (100, 0) is 200 m from the western home, but 80 + 400 + 40 + 400 + 80 = 1000 m on foot; the one at
  // (-400, 0) is 300 m on foot, and 310 m from the home 10 m beside the street.
  Town town = river_town();
  town.points("homes", {{{-100, 0}, 300}, {{300, 0}, 100}, {{-100, 10}, 50}})
      .points("schools", {{{-400, 0}}, {{100, 0}}})
      .weight("homes", "n");
  const Found straight = found_in(town.read(in_range));
  CHECK(straight.load.at(1) == 0);
  CHECK(straight.load.at(2) == 450);
  Reading reading = town.read(in_range + "along = 'walk'\n");
  Found walk = found_in(reading);
  CHECK(walk.load.at(1) == 350);
  CHECK(walk.load.at(2) == 100);
  CHECK(column(*reading.served, "mean_distance").number(0) == Approx((300.0 * 300 + 50 * 310) / 350));
  CHECK(column(*reading.served, "farthest").number(0) == Approx(310));
  CHECK(walk.left == 0);
  // Detours are to the nearest school by each: 300 x 300 + 100 x 200 + 50 x 310 = 125,500 on foot against 300 x 200 +
  // 100 x 200 + 50 x 200.25 = 90,012 as the crow flies.
  REQUIRE(reading.walk);
  CHECK(reading.walk->streets.feature.empty());  // without a limit all streets are reached
  CHECK(reading.walk->detours[0].walk == Approx(125500));
  CHECK(reading.walk->detours[0].straight == Approx(400 * 200 + 50 * std::hypot(200, 10)));
  CHECK(reading.walk->hidden.size() == 0);
  // Within 300 m the home beside the street has none to go to; it is 310 m, and no verdict hangs on it.
  reading = town.read(in_range + "along = 'walk'\nwithin = 300\n");
  walk = found_in(reading);
  CHECK(walk.load.at(1) == 300);
  CHECK(walk.left == 50);
  REQUIRE(reading.gap->size() == 1);
  CHECK(column(*reading.gap, "finding").text(0) == "too_far");
  CHECK(reading.gap->distance[0] == Approx(310));
  REQUIRE(reading.walk->hidden.size() == 1);
  CHECK(reading.walk->hidden.amount[0] == 50);
  CHECK(reading.walk->detours[0].covered_straight == 450);
  CHECK(reading.walk->detours[0].covered_walk == 400);
  CHECK(town.scores(in_range + "along = 'walk'\nwithin = 300\n")[0].verdict == Verdict::met);
  // 3.75 minutes at 4.8 km/h are 300 m.
  CHECK(found_in(town.read(in_range + "along = 'walk'\nwithin = '3.75 min'\n")).left == 50);
  CHECK(found_in(town.read(in_range + "along = 'walk'\nwithin = '3.9 min'\n")).left == 0);
  // The streets show who goes where: 100 m to one end and 300 m to the other side in the west, 80 m to the corner and
  // 220 m up to the bridge, and 300 m to the east.
  const ReachedStreets& streets = reading.walk->streets;
  double west = 0, east = 0;
  for (std::size_t i = 0; i < streets.feature.size(); ++i)
    (streets.nearest[i] == 1 ? west : east) += length_of(streets.lines, i);
  CHECK(west == Approx(100 + 300).margin(1e-4));
  CHECK(east == Approx(80 + 220 + 300).margin(1e-4));
}

TEST_CASE("seats on foot: the least total walk with nobody above capacity") {
  // Homes at 100, 200 and 900 of a street of 1000 m; schools at 0 (250 seats) and 1000 (200 seats). To walk to the far
  // school costs the home at 200 m 600 m more, that at 100 m 800 m more: the 50 beyond the seats at 0 are of the
  // former.
  Town town;
  town.lines("streets", {{{{0, 0}, {1000, 0}}}})
      .network("{layer = 'streets'}")
      .points("homes", {{{100, 0}, 200}, {{200, 0}, 100}, {{900, 0}, 100}})
      .points("schools", {{{0, 0}, 250}, {{1000, 0}, 200}})
      .weight("homes", "n");
  const std::string keys = in_range + "along = 'walk'\ncapacity = 'n'\n";
  const Found found = found_in(town.read(keys));
  CHECK(found.load.at(1) == 250);
  CHECK(found.load.at(2) == 150);
  CHECK(found.travelled == Approx(200 * 100 + 50 * 200 + 50 * 800 + 100 * 100));
  CHECK(found.left == 0);
  // Nobody walks 800 m where 500 m is the limit: 50 find no seat, and that is unmet.
  const Reading near = town.read(keys + "within = 500\n");
  REQUIRE(near.gap->size() == 1);
  CHECK(near.gap->amount[0] == 50);
  CHECK(near.gap->feature[0] == 2);
  CHECK(column(*near.gap, "finding").text(0) == "beyond capacity");
  const auto scores = town.scores(keys + "within = 500\n");
  CHECK(scores[0].verdict == Verdict::unmet);
  CHECK(scores[0].missing == 50);
}

TEST_CASE("who cannot be judged is named, never dropped; islands are loud") {
  Town town = river_town();
  town.lines("streets", {{{{0, 0}, {500, 0}}}, {{{0, 300}, {40, 300}}}, {{{900, 900}, {960, 900}}}})
      .points("homes", {{{100, 60}, 5}, {{100, 0}, 3}, {{20, 300}, 2}, {{930, 900}, 7}})
      .points("schools", {{{10, 310}}, {{400, 0}}, {{100, 700}}})
      .weight("homes", "n");
  const Reading reading = town.read(in_range + "along = 'walk'\n");
  const Found found = found_in(reading);
  CHECK(found.load.at(1) == 2);
  CHECK(found.load.at(2) == 3);
  CHECK(found.load.at(3) == 0);
  CHECK(found.left == 12);
  std::map<std::int64_t, std::string> why;
  for (std::size_t i = 0; i < reading.gap->size(); ++i)
    why[reading.gap->feature[i]] = column(*reading.gap, "finding").text(i);
  CHECK(why == std::map<std::int64_t, std::string>{{1, "off_streets"}, {4, "no_way"}});
  for (const char* code : {"W103", "W201", "W202", "W203", "W205"}) {
    CAPTURE(code);
    CHECK(has_issue(reading, code));
  }
  // A school on an island may join the main network instead.
  town.network("{layer = 'streets', snap = 350, islands = 'main'}");
  CHECK_FALSE(has_issue(town.read(in_range + "along = 'walk'\n"), "W203"));
}

TEST_CASE("who stands inside a park has arrived, whichever street is near") {
  Town town;
  town.lines("streets", {{{{0, 0}, {1000, 0}}}})
      .network("{layer = 'streets'}")
      .areas("schools", {{Town::rectangle({{400, 10}, {600, 200}})}, {Town::rectangle({{620, 10}, {700, 50}})}})
      .points("homes", {{{599, 20}, 1}, {{250, 20}, 2}, {{640, 0}, 4}})
      .weight("homes", "n");
  const Found found = found_in(town.read(in_range + "along = 'walk'\n"));
  CHECK(found.load.at(1) == 3);
  CHECK(found.load.at(2) == 4);
  CHECK(found.travelled == Approx(2 * (20 + 150 + 10) + 4 * (20 + 10)));  // the far end of its edge is 20 m off
}

TEST_CASE("random towns: everybody goes to the nearest on foot, as all walks by reach say") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    const RandomTown random(seed);
    const auto walks = random.walks();
    for (const double limit : {500.0, 1e5}) {
      std::map<std::int64_t, double> load;
      double left = 0, travelled = 0;
      for (std::size_t school = 0; school < walks.size(); ++school) load[static_cast<std::int64_t>(school) + 1] = 0;
      for (std::size_t home = 0; home < random.homes.size(); ++home) {
        std::size_t best = 0;
        for (std::size_t school = 1; school < walks.size(); ++school)
          if (walks[school][home] < walks[best][home]) best = school;
        const double amount = random.homes[home].n;
        if (walks[best][home] > limit) {
          left += amount;
          continue;
        }
        load[static_cast<std::int64_t>(best) + 1] += amount;
        travelled += amount * walks[best][home];
      }
      const Found found =
          found_in(random.town().read(in_range + "along = 'walk'\nwithin = " + std::to_string(limit) + "\n"));
      CHECK(found.load == load);
      CHECK(found.left == left);
      CHECK(found.travelled == Approx(travelled));
    }
  }
}

TEST_CASE("random towns: seats on foot equal cancelling negative cycles over all walks") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    // More schools than are looked at first in half of the towns.
    const RandomTown random(seed, 30, seed % 2 ? 6 : 24);
    const auto walks = random.walks();
    std::vector<double> amounts, capacities;
    std::vector<std::size_t> home_of;
    for (std::size_t home = 0; home < random.homes.size(); ++home)
      if (random.homes[home].n > 0) {
        amounts.push_back(random.homes[home].n);
        home_of.push_back(home);
      }
    for (const Town::Place& school : random.schools) capacities.push_back(seed % 3 ? school.n : school.n / 10);
    RandomTown used = random;
    for (std::size_t school = 0; school < capacities.size(); ++school) used.schools[school].n = capacities[school];
    for (const double limit : {600.0, 1e5}) {
      const TransportSums best = cancel_cycles(amounts, capacities, [&](std::size_t i, std::size_t school) {
        const double walk = walks[school][home_of[i]];
        return walk <= limit ? walk : INFINITY;
      });
      const Found found = found_in(
          used.town().read(in_range + "along = 'walk'\ncapacity = 'n'\nwithin = " + std::to_string(limit) + "\n"));
      CHECK(found.left == Approx(best.refused).margin(1e-6));
      CHECK(found.travelled == Approx(best.total).margin(1e-2));
    }
  }
}

TEST_CASE("random towns: walking never serves more than straight, a larger limit never fewer, whatever the threads") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const RandomTown random(seed);
    for (const std::string capacity : {"", "capacity = 'n'\n"}) {
      double before = random.people();
      for (const int limit : {200, 400, 800, 1600}) {
        const std::string keys = in_range + capacity + "within = " + std::to_string(limit) + "\n";
        const Found straight = found_in(random.town().read(keys));
        const Found walk = found_in(random.town().read(keys + "along = 'walk'\n"));
        const Found four = found_in(random.town().jobs(4).read(keys + "along = 'walk'\n"));
        CHECK(walk.left >= straight.left - 1e-6);
        CHECK(walk.left <= before + 1e-6);
        CHECK(walk.load == four.load);
        CHECK(walk.left == four.left);
        double served = 0;
        for (const auto& [school, load] : walk.load) served += load;
        CHECK(served + walk.left == Approx(random.people()));
        before = walk.left;
      }
    }
  }
}

TEST_CASE("random towns: streets cut, turned and listed otherwise change nothing") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const RandomTown random(seed);
    RandomTown other = random;
    other.streets.clear();
    for (const Town::Drawn& line : random.streets)
      for (std::size_t k = 1; k < line.path.size(); ++k) {
        const Point a = line.path[k - 1], b = line.path[k], middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
        other.streets.push_back({{b, middle}});
        other.streets.push_back({{a, middle}});
      }
    std::mt19937 shuffle(seed);
    std::shuffle(other.streets.begin(), other.streets.end(), shuffle);
    for (const std::string capacity : {"", "capacity = 'n'\n"}) {
      const std::string keys = in_range + capacity + "along = 'walk'\nwithin = 900\n";
      const Found one = found_in(random.town().read(keys)), two = found_in(other.town().read(keys));
      CHECK(one.left == Approx(two.left).margin(1e-6));
      CHECK(one.travelled == Approx(two.travelled).margin(0.1));
      for (const auto& [school, load] : one.load) CHECK(two.load.at(school) == Approx(load).margin(1e-6));
    }
  }
}

TEST_CASE("catchment: limits that make no sense are refused when the plan is read, and walks without streets") {
  Town town = river_town();
  town.points("homes", {{{-100, 0}}}).points("schools", {{{100, 0}}});
  const auto problems = [&](const std::string& more, bool has_network) {
    town.read(in_range + more);
    Plan plan = town.plan();
    if (!has_network) plan.network.reset();
    std::string all;
    for (const Problem& problem : find_measure("catchment")->check(town.way(), plan)) all += problem.message.en + ";";
    return all;
  };
  CHECK(problems("within = 500\n", false).empty());
  CHECK(problems("within = '5 min'\nalong = 'walk'\n", true).empty());
  CHECK(problems("within = '5 min'\n", true) == "minutes go with along = \"walk\" only;");
  CHECK(problems("within = {by = 'kind', a = 5}\n", true) == "the limit of a catchment cannot be by class;");
  CHECK(problems("along = 'walk'\n", false) == "along = \"walk\" needs streets;");
}

}  // namespace gapmap::tests
