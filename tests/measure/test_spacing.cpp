// SPDX-License-Identifier: MIT
// spacing: how far it is along a street from one facility to the next.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "town.h"

namespace gapmap {
namespace {

using tests::Town;

std::string keys(double at_most, double within = 50) {
  return fmt::format("measure = 'spacing'\nlayer = 'roads'\nsupply = 'toilets'\nat_most = {}\nwithin = {}\n", at_most,
                     within);
}

PartWhole whole(const Reading& reading) {
  PartWhole sum;
  for (std::size_t bucket = 0; bucket < reading.tallies[0].buckets(); ++bucket) sum.add(reading.tallies[0].of(bucket));
  return sum;
}

/// Streets on a grid of 100 m in steps of 10 m, toilets on steps; everything counted step by step.
struct Grid {
  using Step = std::pair<int, int>;
  std::map<Step, std::vector<Step>> ways;
  std::set<Step> toilets;
  std::vector<Town::Drawn> streets;

  void add_street(Step from, int dx, int dy) {
    streets.push_back(
        {{{10.0 * from.first, 10.0 * from.second}, {10.0 * (from.first + 10 * dx), 10.0 * (from.second + 10 * dy)}}});
    for (int i = 0; i < 10; ++i) {
      const Step next{from.first + dx, from.second + dy};
      ways[from].push_back(next);
      ways[next].push_back(from);
      from = next;
    }
  }
  /// From `here`, having come from `last`: steps to the nearest toilet, by widening over directed steps; -1 for none.
  int to_toilet(Step last, Step here) const {
    std::set<std::pair<Step, Step>> seen{{last, here}}, edge = seen;
    for (int steps = 0; !edge.empty(); ++steps) {
      std::set<std::pair<Step, Step>> next;
      for (const auto& [from, at] : edge) {
        if (toilets.count(at)) return steps;
        for (const Step& to : ways.at(at))
          if (to != from && seen.insert({at, to}).second) next.insert({at, to});
      }
      edge = next;
    }
    return -1;
  }
  int to_end(Step last, Step here) const {
    int most = 0;
    for (const Step& to : ways.at(here))
      if (to != last) most = std::max(most, 1 + to_end(here, to));
    return most;
  }
  /// Metres in stretches no longer than so many steps.
  double kept(int most) const {
    int steps = 0;
    for (const auto& [a, others] : ways)
      for (const Step& b : others) {
        if (b < a) continue;
        int left = to_toilet(b, a), right = to_toilet(a, b);
        if (left < 0 && right < 0) continue;
        if (left < 0) left = to_end(b, a);
        if (right < 0) right = to_end(a, b);
        steps += left + 1 + right <= most ? 1 : 0;
      }
    return 10.0 * steps;
  }
};

Grid random_grid(std::mt19937& random, int side) {
  Grid grid;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      if (x + 1 < side && random() % 100 < 65) grid.add_street({10 * x, 10 * y}, 1, 0);
      if (y + 1 < side && random() % 100 < 65) grid.add_street({10 * x, 10 * y}, 0, 1);
    }
  for (const auto& [step, others] : grid.ways)
    if (random() % 100 < 5) grid.toilets.insert(step);
  return grid;
}

Town town_of(const Grid& grid) {
  Town town;
  std::vector<Town::Place> toilets;
  for (const auto& [x, y] : grid.toilets) toilets.push_back({{10.0 * x, 10.0 * y}});
  town.units({{"a", {{-100, -100}, {155, 1000}}}, {"b", {{155, -100}, {1000, 1000}}}})
      .lines("roads", grid.streets)
      .points("toilets", toilets);
  return town;
}

}  // namespace

TEST_CASE("spacing along one street, from facility to facility and to the street's ends") {
  // Toilets at 100, 400 and 1000 of a street of 1100 m, 20 m beside it: stretches of 100, 300, 600 and 100 m.
  Town town;
  town.units({{"a", {{-10, -100}, {700, 100}}}, {"b", {{700, -100}, {2000, 100}}}})
      .lines("roads", {{{{0, 0}, {1100, 0}}}})
      .points("toilets", {{{100, 20}}, {{400, -20}}, {{1000, 20}}});
  CHECK(whole(town.read(keys(99))).part == 0);
  CHECK(whole(town.read(keys(100))).part == Approx(200));  // a limit is inclusive
  const Reading reading = town.read(keys(300));
  CHECK(whole(reading).part == Approx(500));
  CHECK(whole(reading).whole == Approx(1100));
  // The stretch of 600 m is the gap, cut at the border of units: 300 m in each.
  CHECK(reading.gap->amount == std::vector<double>{300, 300});
  CHECK(std::get<Texts>(reading.gap->more.front().values) == Texts{"600 m", "600 m"});
  CHECK(whole(town.read(keys(600))).part == Approx(1100));
  // Those 20 m off the street do not count within 10 m: no facility is left, and no limit is long enough.
  const Reading none = town.read(keys(5000, 10));
  CHECK(whole(none).part == 0);
  CHECK(std::get<Texts>(none.gap->more.front().values)[0] == "no facility");
}

TEST_CASE("spacing goes on around the corner, by the nearest facility, and into dead ends to their end") {
  //   (0,200) T      Toilets T at (0, 200) and (500, 0). From the junction (0, 0): 200 to the north, 500 to the
  //      |           east, and a dead end of 150 to the west that forks at its end into 30 and 60.
  // ---- + ------ T
  Town town;
  town.lines("roads", {{{{0, 0}, {0, 200}}},
                       {{{0, 0}, {500, 0}}},
                       {{{0, 0}, {-150, 0}}},
                       {{{-150, 0}, {-150, 30}}},
                       {{{-150, 0}, {-150, -60}}}})
      .points("toilets", {{{0, 200}}, {{500, 0}}});
  // North and east are one stretch of 700. The dead end: 200 + 150 + 60; its forks 200 + 150 + 30 and + 60.
  CHECK(whole(town.read(keys(379))).part == 0);
  CHECK(whole(town.read(keys(380))).part == Approx(30));
  CHECK(whole(town.read(keys(410))).part == Approx(150 + 30 + 60));
  CHECK(whole(town.read(keys(700))).part == Approx(200 + 500 + 150 + 30 + 60));
}

TEST_CASE("spacing around a block: one facility is its own neighbour, a facility at a corner counts on both streets") {
  Town town;
  town.lines("roads", {{{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}}}).points("toilets", {{{50, 0}}});
  CHECK(whole(town.read(keys(399, 1))).part == 0);
  CHECK(whole(town.read(keys(400, 1))).part == Approx(400));
  town.lines("roads", {{{{0, 0}, {100, 0}}}, {{{0, 0}, {0, 100}}}}).points("toilets", {{{10, 10}}});
  // 10 m from both: 10 m to the corner and 90 m to the end of each; the corner is a stretch of 20 m.
  CHECK(whole(town.read(keys(20, 10))).part == Approx(20));
  CHECK(whole(town.read(keys(90, 10))).part == Approx(200));
}

TEST_CASE("spacing up a stem, around the loop at its end and back is one stretch") {
  Town town;
  town.lines("roads", {{{{0, 0}, {100, 0}}}, {{{100, 0}, {200, 0}, {200, 100}, {100, 100}, {100, 0}}}})
      .points("toilets", {{{0, 0}}});
  CHECK(whole(town.read(keys(599, 1))).part == 0);
  CHECK(whole(town.read(keys(600, 1))).part == Approx(500));
}

TEST_CASE("random grids of streets: spacing equals counting step by step, however streets are drawn") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Grid grid = random_grid(random, 4);
    const int most = 5 + static_cast<int>(random() % 40);
    const double kept = grid.kept(most);
    CHECK(whole(town_of(grid).read(keys(10.0 * most, 1))).part == Approx(kept).margin(1e-6));

    // Cut in two, turned, shuffled, on more threads: the same.
    std::vector<Town::Drawn> cut;
    for (const Town::Drawn& street : grid.streets) {
      const Point a = street.path[0], b = street.path[1], middle{a.x + 0.3 * (b.x - a.x), a.y + 0.3 * (b.y - a.y)};
      cut.push_back({{middle, a}});
      cut.push_back({{middle, b}});
    }
    std::shuffle(cut.begin(), cut.end(), random);
    Town drawn = town_of(grid);
    drawn.lines("roads", cut).jobs(3);
    const Reading reading = drawn.read(keys(10.0 * most, 1));
    CHECK(whole(reading).part == Approx(kept).margin(1e-6));
    CHECK(whole(reading).whole == Approx(100.0 * static_cast<double>(grid.streets.size())));
    double gaps = 0;
    for (const double metres : reading.gap->amount) gaps += metres;
    CHECK(gaps == Approx(whole(reading).whole - kept).margin(1e-6));

    // A longer limit and one more toilet never lower the share.
    CHECK(whole(town_of(grid).read(keys(10.0 * most + 70, 1))).part >= kept - 1e-6);
    grid.toilets.insert(std::next(grid.ways.begin(), static_cast<int>(random() % grid.ways.size()))->first);
    CHECK(whole(town_of(grid).read(keys(10.0 * most, 1))).part >= kept - 1e-6);
  }
}

TEST_CASE("spacing without streets has no data, without facilities nothing is kept") {
  Town town;
  town.lines("roads", {}).points("toilets", {{{0, 0}}});
  CHECK(town.scores(keys(100) + "target = {min = 1}\n")[0].verdict == Verdict::no_data);
  town.lines("roads", {{{{0, 0}, {10, 0}}}}).points("toilets", {});
  CHECK(town.scores(keys(100) + "target = {min = 1}\n")[0].value == 0.0);
}

}  // namespace gapmap
