// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "network/nearest_walks.h"
#include "network/streets.h"
#include "network/walks_by_hand.h"

namespace gapmap::tests {
namespace {

using Reached = WalkMap::Reached;

/// Schools in the order of their walk from one home, by the table of all walks.
std::vector<Reached> sorted_by_hand(const std::vector<std::vector<double>>& walks, std::size_t home,
                                    std::size_t schools, double bound) {
  std::vector<Reached> all;
  for (std::uint32_t school = 0; school < schools; ++school)
    if (walks[home][school] <= bound) all.push_back({to_micrometres(walks[home][school]), school});
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("the two nearest of three starts along one street, and all of them") {
  // Starts at 0, 400 and 1000 of a street of 1000 m; a home 10 m beside 300: 110, 310, 710.
  const Graph graph = Streets{{{{0, 0}, {1000, 0}}}}.graph();
  const std::vector<WalkStart> starts{
      {0, 0, 0, 0, 4}, {0, 400000000, 400000000, 0, 2}, {0, 1000000000, 1000000000, 0, 9}};
  const Snapped home = SnapIndex(graph).find({300, 10}, {Metres{100}});
  const NearestWalks two(graph, starts, 2, unreachable - 1), all(graph, starts, 3, unreachable - 1);
  CHECK(all.is_complete());
  CHECK(all.at(home) ==
        std::vector<Reached>{{to_micrometres(110), 2}, {to_micrometres(310), 4}, {to_micrometres(710), 9}});
  CHECK_FALSE(two.is_complete());
  CHECK(two.at(home) == std::vector<Reached>{{to_micrometres(110), 2}, {to_micrometres(310), 4}});
  // A bound is inclusive; what joins no street has no walk; equal walks go to the lower label first.
  CHECK(NearestWalks(graph, starts, 3, to_micrometres(310)).at(home).size() == 2);
  CHECK(NearestWalks(graph, starts, 3, to_micrometres(310) - 1).at(home).size() == 1);
  CHECK(all.at(Snapped{}).empty());
  const Snapped middle = SnapIndex(graph).find({200, 0}, {Metres{100}});
  CHECK(NearestWalks(graph, starts, 1, unreachable - 1).at(middle) == std::vector<Reached>{{to_micrometres(200), 2}});
}

TEST_CASE("random towns: the nearest few equal all walks by brute force") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Graph graph = Streets{random_streets(random, 4 + static_cast<int>(seed % 9), 1000)}.graph();
    const std::vector<Snapped> places = SnapIndex(graph).find_all(random_points(random, 40, 1000), {Metres{60}}, 1);
    const auto expected = walks_by_hand(graph, places);
    const std::size_t schools = 9;
    const std::vector<WalkStart> starts = starts_at({places.begin(), places.begin() + schools});
    for (const std::size_t count : {1u, 2u, 5u, 9u})
      for (const double bound : {250.0, 1e6}) {
        const NearestWalks nearest(graph, starts, count, inclusive(Metres{bound}));
        for (std::size_t home = schools; home < places.size(); ++home) {
          const std::vector<Reached> by_hand = sorted_by_hand(expected, home, schools, bound);
          const std::vector<Reached> found = nearest.at(places[home]);
          REQUIRE(found.size() >= std::min(count, by_hand.size()));
          REQUIRE(found.size() <= (nearest.is_complete() ? by_hand.size() : count));
          for (std::size_t k = 0; k < found.size(); ++k) {
            CHECK(to_metres(found[k].distance) == Approx(to_metres(by_hand[k].distance)).margin(1e-4));
            CHECK(expected[home][found[k].label] == Approx(to_metres(found[k].distance)).margin(1e-4));
          }
        }
      }
  }
}

}  // namespace gapmap::tests
