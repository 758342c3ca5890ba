// SPDX-License-Identifier: MIT
// dead_ends and connected: what streets lead to.
#include <catch2/catch.hpp>

#include "town.h"

namespace gapmap {
namespace {

using tests::Town;

/// A square of streets with a cross street, in units a (left) and b (right):
///
///     +-----+-----+        a stub of 200 m to the south of (500, 0), one of 30 m beside it,
///     |     |     |        one that leaves the area to the north, one that misses the square by 0.5 m
///     +-----+-----+
Town square() {
  Town town;
  town.units({{"a", {{-1000, -1000}, {500, 1500}}}, {"b", {{500, -1000}, {2000, 1500}}}})
      .lines("roads", {
                          {{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}}},
                          {{{400, 0}, {400, 1000}}},
                          {{{600, 0}, {600, -200}}},
                          {{{700, 0}, {700, -30}}},
                          {{{800, 1000}, {800, 1600}}},
                          {{{1000.5, 500}, {1300, 500}}},
                          {{{-800, -500}, {-700, -500}}},
                      });
  return town;
}

}  // namespace

TEST_CASE("dead ends: what leads nowhere inside the area, without short ends and streets that leave") {
  Town town = square();
  const std::string keys = "measure = 'dead_ends'\nlayer = 'roads'\ntarget = {max = 0}\n";
  // Ends: of the stub, of the short one, of the one to the east, two of the isolated street.
  const Reading all = town.read(keys);
  CHECK(all.tallies[0].of(0).part == 2);
  CHECK(all.tallies[0].of(1).part == 3);
  const Reading longer = town.read(keys + "min_length = 50\n");
  CHECK(longer.tallies[0].of(1).part == 2);
  CHECK(longer.tallies[0].of(0).part == 2);  // the isolated street is 100 m long
  CHECK(longer.gap->size() == 4);
  CHECK_THAT(longer.issues.at(0).message.en, Catch::Contains("4 street ends") && Catch::Contains("1 shorter than 50"));
  // One end was joined: the eastern street's, which misses the square by 0.5 m.
  CHECK_THAT(all.issues.at(0).message.en, Catch::Contains("(1 of them)"));
  // By length: 200 + 299.5 in b, the isolated street once in a.
  const Reading length = town.read(keys + "min_length = 50\nof = 'length'\n");
  CHECK(length.tallies[0].of(1).part == Approx(200 + 299.5));
  CHECK(length.tallies[0].of(0).part == Approx(100));
  // With a tolerance below the gap of 0.5 m its near end is an end too.
  CHECK(town.read(keys + "tolerance = 0.1\n").tallies[0].of(1).part == 4);
}

TEST_CASE("dead ends: an end at the border leaves, inside another area only its own border counts") {
  Town town;
  town.units({{"a", {{0, 0}, {1000, 1000}}}, {"b", {{1000, 0}, {2000, 1000}}}})
      .lines("roads", {{{{0, 500}, {2000, 500}}}, {{{995, 500}, {995, 700}}}, {{{500, 500}, {500, 600}}}})
      .areas("built", {{Town::rectangle({{0, 400}, {1500, 650}})}});
  const std::string keys = "measure = 'dead_ends'\nlayer = 'roads'\n";
  // The long street leaves at both sides; the end at (995, 700) is near a border of units, not of the area.
  CHECK(town.read(keys).gap->size() == 2);
  // Of the built area (995, 700) lies outside, and no end of the long street but its western one, which is at the
  // border.
  CHECK(town.read(keys + "area = 'built'\n").gap->size() == 1);
  CHECK(town.read(keys + "area = 'built'\nborder = 60\n").gap->size() == 0);
}

TEST_CASE("dead ends: lines that cross meet, or pass over each other") {
  Town town;
  town.units({{"a", {{-500, -500}, {500, 500}}}}).lines("roads", {{{{-100, 0}, {100, 0}}}, {{{0, -100}, {0, 100}}}});
  const std::string keys = "measure = 'dead_ends'\nlayer = 'roads'\nof = 'length'\n";
  CHECK(town.read(keys).tallies[0].of(0).part == Approx(400));
  const Reading bridge = town.read(keys + "crossings = 'bridge'\nmin_length = 150\n");
  CHECK(bridge.gap->size() == 4);  // two isolated streets of 200 m
  CHECK(town.read(keys + "min_length = 150\n").gap->size() == 0);
}

TEST_CASE("random grids of streets: dead ends and the largest piece equal counting degrees") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr int side = 7;
    std::vector<Town::Drawn> streets;
    std::vector<int> degree(side * side, 0), piece(side * side);
    for (int i = 0; i < side * side; ++i) piece[static_cast<std::size_t>(i)] = i;
    const auto join = [&](int a, int b) {
      const int from = piece[static_cast<std::size_t>(a)], to = piece[static_cast<std::size_t>(b)];
      for (int& p : piece)
        if (p == from) p = to;
    };
    std::vector<std::pair<int, int>> edges;
    const auto add = [&](int x, int y, int dx, int dy) {
      if (random() % 100 >= 60) return;
      const int a = y * side + x, b = (y + dy) * side + x + dx;
      ++degree[static_cast<std::size_t>(a)];
      ++degree[static_cast<std::size_t>(b)];
      join(a, b);
      edges.emplace_back(a, b);
      streets.push_back({{{100.0 * x, 100.0 * y}, {100.0 * (x + dx), 100.0 * (y + dy)}}});
    };
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x) {
        if (x + 1 < side) add(x, y, 1, 0);
        if (y + 1 < side) add(x, y, 0, 1);
      }
    const double ends = static_cast<double>(std::count(degree.begin(), degree.end(), 1));
    double most = 0;
    for (int p = 0; p < side * side; ++p)
      most = std::max(most, 100.0 * static_cast<double>(std::count_if(edges.begin(), edges.end(), [&](const auto& e) {
                              return piece[static_cast<std::size_t>(e.first)] == p;
                            })));
    std::shuffle(streets.begin(), streets.end(), random);
    for (const int jobs : {1, 4}) {
      Town town;
      town.units({{"a", {{-100, -100}, {310, 800}}}, {"b", {{310, -100}, {800, 800}}}})
          .lines("roads", streets)
          .jobs(jobs);
      const auto dead = town.scores("measure = 'dead_ends'\nlayer = 'roads'\n");
      CHECK(dead[0].value == ends);
      const auto connected = town.scores("measure = 'connected'\nlayer = 'roads'\n");
      CHECK(connected[0].amount.part == Approx(most));
      CHECK(connected[0].amount.whole == Approx(100.0 * static_cast<double>(edges.size())));
      CHECK(connected[1].amount.whole + connected[2].amount.whole == Approx(connected[0].amount.whole));
    }
  }
}

TEST_CASE("connected: the other pieces are gaps, cut at the units' borders") {
  Town town = square();
  const Reading reading = town.read("measure = 'connected'\nlayer = 'roads'\n");
  REQUIRE(reading.gap->size() == 1);
  CHECK(reading.gap->amount[0] == Approx(100));
  CHECK(reading.gap->bucket[0] == 0);
}

}  // namespace gapmap
