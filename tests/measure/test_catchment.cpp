// SPDX-License-Identifier: MIT
// catchment: who goes where, and the transportation problem under it.
#include <catch2/catch.hpp>
#include <cmath>

#include "measure/transport.h"
#include "measure/transport_oracle.h"
#include "town.h"

namespace gapmap {
namespace {

using tests::Town;
using tests::TransportSums;

struct Instance {
  std::vector<Point> demands, facilities;
  std::vector<double> amounts, capacities;

  double distance(std::size_t demand, std::size_t facility) const {
    return std::hypot(demands[demand].x - facilities[facility].x, demands[demand].y - facilities[facility].y);
  }
  TransportProblem problem() const {
    TransportProblem made;
    made.amounts = amounts;
    made.capacities = capacities;
    made.farthest = 200;
    made.nearest = [this](std::size_t demand, std::size_t count) {
      std::vector<Way> ways;
      for (std::uint32_t k = 0; k < facilities.size(); ++k) ways.push_back({k, distance(demand, k)});
      std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
        return std::pair(a.distance, a.facility) < std::pair(b.distance, b.facility);
      });
      ways.resize(std::min(count, ways.size()));
      return ways;
    };
    return made;
  }
};

Instance random_instance(std::mt19937& random, std::size_t demands, std::size_t facilities, unsigned most,
                         unsigned capacity) {
  Instance made;
  const auto place = [&] { return Point{static_cast<double>(random() % 100), static_cast<double>(random() % 100)}; };
  for (std::size_t i = 0; i < demands; ++i) {
    made.demands.push_back(place());
    made.amounts.push_back(static_cast<double>(1 + random() % most));
  }
  for (std::size_t k = 0; k < facilities; ++k) {
    made.facilities.push_back(place());
    made.capacities.push_back(static_cast<double>(random() % capacity));
  }
  return made;
}

/// Every way to send each person somewhere or nowhere: the fewest refused, then the least total distance.
TransportSums try_all(const Instance& instance, std::size_t demand, double left, std::vector<double>& room) {
  if (left == 0) {
    if (++demand == instance.demands.size()) return {};
    left = instance.amounts[demand];
  }
  TransportSums best = try_all(instance, demand, left - 1, room);
  best.refused += 1;
  for (std::size_t k = 0; k < instance.facilities.size(); ++k) {
    if (room[k] < 1) continue;
    --room[k];
    TransportSums found = try_all(instance, demand, left - 1, room);
    ++room[k];
    found.total += instance.distance(demand, k);
    if (found.refused < best.refused || (found.refused == best.refused && found.total < best.total)) best = found;
  }
  return best;
}

/// Sums, and whether the trips are a solution at all.
TransportSums check_trips(const Instance& instance, const std::vector<Trip>& trips) {
  TransportSums sum;
  std::vector<double> load(instance.facilities.size(), 0), sent(instance.demands.size(), 0);
  for (const Trip& trip : trips) {
    CHECK(trip.amount > 0);
    sent[trip.demand] += trip.amount;
    if (trip.facility == Trip::nowhere) {
      sum.refused += trip.amount;
      continue;
    }
    load[trip.facility] += trip.amount;
    sum.total += trip.amount * trip.distance;
    CHECK(trip.distance == instance.distance(trip.demand, trip.facility));
  }
  for (std::size_t i = 0; i < sent.size(); ++i) CHECK(sent[i] == Approx(instance.amounts[i]));
  for (std::size_t k = 0; k < load.size(); ++k) CHECK(load[k] <= instance.capacities[k] * (1 + 1e-9) + 1e-9);
  return sum;
}

TransportSums cancel_cycles(const Instance& instance) {
  return tests::cancel_cycles(instance.amounts, instance.capacities,
                              [&](std::size_t i, std::size_t k) { return instance.distance(i, k); });
}

}  // namespace

TEST_CASE("transport equals trying every way to send a few people") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Instance instance = random_instance(random, 1 + random() % 3, 1 + random() % 3, 3, 4);
    std::vector<double> room = instance.capacities;
    const TransportSums best = try_all(instance, 0, instance.amounts[0], room);
    const TransportSums found = check_trips(instance, transport(instance.problem()));
    CHECK(found.refused == best.refused);
    CHECK(found.total == Approx(best.total).margin(1e-6));
  }
}

TEST_CASE("transport equals cancelling negative cycles, with more facilities than it looks at first") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    // Scarce and ample capacities; 16 ways are looked at first, of up to 30.
    const Instance instance = random_instance(random, 25, 5 + random() % 26, 20, seed % 2 ? 15 : 60);
    const TransportSums best = cancel_cycles(instance);
    for (const int jobs : {1, 4}) {
      TransportProblem problem = instance.problem();
      problem.jobs = jobs;
      const TransportSums found = check_trips(instance, transport(problem));
      CHECK(found.refused == Approx(best.refused).margin(1e-6));
      CHECK(found.total == Approx(best.total).margin(1e-3));
    }
  }
}

TEST_CASE("transport: fractions of people, facilities without room, nobody, nowhere to go") {
  Instance instance;
  instance.demands = {{0, 0}, {10, 0}};
  instance.facilities = {{0, 0}, {10, 0}};
  instance.amounts = {1.5, 2.25};
  instance.capacities = {0, 2.5};
  const TransportSums found = check_trips(instance, transport(instance.problem()));
  CHECK(found.refused == Approx(1.25));
  CHECK(found.total == Approx(0.25 * 10));  // the near ones stay, a quarter of a person comes over
  instance.facilities.clear();
  instance.capacities.clear();
  CHECK(check_trips(instance, transport(instance.problem())).refused == Approx(3.75));
  instance.demands.clear();
  instance.amounts.clear();
  CHECK(transport(instance.problem()).empty());
}

TEST_CASE("catchment: people per facility, each held against the range") {
  // Centres at 0 and 1000; 400 people near the first, 100 near the second.
  Town town;
  town.units({{"a", {{-500, -500}, {500, 500}}}, {"b", {{500, -500}, {2000, 500}}}})
      .points("homes", {{{0, 10}, 300}, {{400, 0}, 100}, {{900, 0}, 100}})
      .points("centres", {{{0, 0}}, {{1000, 0}}})
      .weight("homes", "n");
  const std::string keys =
      "measure = 'catchment'\ndemand = 'homes'\nsupply = 'centres'\ntarget = {min = 150, max = 350}\n";
  const auto scores = town.scores(keys);
  CHECK(scores[0].value == 250);  // 500 people, two centres
  CHECK(scores[0].inside == 0.0);
  CHECK(scores[0].verdict == Verdict::unmet);
  CHECK(scores[0].missing == 50);  // beyond what the first may serve
  CHECK(scores[1].value == 400);
  const Reading reading = town.read(keys);
  CHECK(reading.gap->amount == std::vector<double>{50, -50});
  CHECK(std::get<Texts>(reading.gap->more.front().values) == std::vector<std::string>{"too many", "too few"});
  const auto wide = town.scores(keys + "share = 0.5\n");
  CHECK(wide[0].verdict == Verdict::unmet);
  CHECK(
      town.scores("measure = 'catchment'\ndemand = 'homes'\nsupply = 'centres'\nshare = 0.5\ntarget = {min = 150}\n")[0]
          .verdict == Verdict::met);
}

TEST_CASE("catchment by capacity: nobody above it, and demand beyond all seats is unmet") {
  Town town;
  town.points("pupils", {{{0, 10}, 300}, {{400, 0}, 100}, {{900, 0}, 100}})
      .points("schools", {{{0, 0}, 250}, {{1000, 0}, 200}})
      .weight("pupils", "n");
  const std::string keys =
      "measure = 'catchment'\ndemand = 'pupils'\nsupply = 'schools'\ncapacity = 'n'\ntarget = {min = 0}\n";
  const Reading reading = town.read(keys);
  // 500 pupils, 450 seats. To serve the home at 400 m from the far school costs 600 instead of 400 m each, the home at
  // 0 m 1000 instead of 10: the 100 from 400 m go there, and 50 of the first home find no seat.
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->feature[0] == 1);
  CHECK(reading.gap->amount[0] == 50);
  CHECK(std::get<Texts>(reading.gap->more.front().values)[0] == "beyond capacity");
  const auto scores = town.scores(keys);
  CHECK(scores[0].verdict == Verdict::unmet);
  CHECK(scores[0].missing == 50);
  CHECK(scores[0].value == 225);
}

TEST_CASE("catchment: facilities outside the area serve people inside, and are not judged") {
  Town town;
  town.units({{"a", {{0, 0}, {100, 100}}}})
      .points("homes", {{{10, 10}, 5}, {{99, 10}, 7}})
      .points("centres", {{{0, 10}}, {{101, 10}}})
      .weight("homes", "n");
  const auto scores = town.scores("measure = 'catchment'\ndemand = 'homes'\nsupply = 'centres'\ntarget = {max = 5}\n");
  CHECK(scores[0].value == 5);
  CHECK(scores[0].verdict == Verdict::met);
  CHECK(scores.back().unit_code == "-");
  CHECK(scores.back().value == 7);
}

TEST_CASE("catchment does not depend on the order of homes and schools, nor on threads") {
  std::mt19937 random(7);
  auto homes = tests::random_places(random, 200, 1000), schools = tests::random_places(random, 12, 1000);
  const std::string keys =
      "measure = 'catchment'\ndemand = 'homes'\nsupply = 'schools'\ncapacity = 'n'\ntarget = {max = 30}\n";
  std::vector<double> values;
  for (const int jobs : {1, 3}) {
    Town town;
    town.points("homes", homes).points("schools", schools).weight("homes", "n").jobs(jobs);
    const auto scores = town.scores(keys);
    values.insert(values.end(), {*scores[0].value, *scores[0].inside, scores[0].missing});
    std::reverse(homes.begin(), homes.end());
    std::reverse(schools.begin(), schools.end());
  }
  for (std::size_t i = 0; i < 3; ++i) CHECK(values[i] == Approx(values[i + 3]));
}

}  // namespace gapmap
