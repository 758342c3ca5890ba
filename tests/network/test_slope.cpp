// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "hills.h"
#include "network/matrix.h"
#include "network/nearest_walks.h"
#include "network/slope.h"
#include "network/streets.h"
#include "network/walks_by_hand.h"

namespace gapmap::tests {
namespace {

/// Tobler's function as he printed it, against its own speed on level ground.
double tobler(double slope) { return 6 * std::exp(-3.5 * 0.05) / (6 * std::exp(-3.5 * std::abs(slope + 0.05))); }

/// Walking along an edge by hand: piece after piece of even slope.
StepsByHand steps_over(const Graph& graph, const Hills& hills) {
  return [&](std::size_t edge, double from, double to) {
    const double whole = to_metres(graph.edge(edge).length);
    if (graph.edge(edge).is_mend()) return std::abs(to - from);
    const double step = std::max(hills.spacing({}).value, 10.0);
    const int pieces = std::max(1, static_cast<int>(std::ceil(whole / step - 1e-9)));
    double sum = 0;
    for (int k = 0; k < pieces; ++k) {
      const double begin = whole * k / pieces, end = whole * (k + 1) / pieces;
      const double part = std::min(std::max(from, to), end) - std::max(std::min(from, to), begin);
      if (part <= 0) continue;
      const double rise =
          hills.at(place_on(graph, edge, to_micrometres(end))) - hills.at(place_on(graph, edge, to_micrometres(begin)));
      const double slope = std::min(0.5, std::max(-0.5, rise / (end - begin)));
      sum += part * tobler(from < to ? slope : -slope);
    }
    return sum;
  };
}

double metres(Micrometres length) { return to_metres(length); }

/// The edge between two places, and where along it the first lies.
std::uint32_t edge_of(const Graph& graph, Point p) { return SnapIndex(graph).find(p, {Metres{1}}).edge; }

}  // namespace

TEST_CASE("walking on a slope takes as long as Tobler's function says") {
  CHECK(slowness_on(0) == 1);
  // Level ground is walked at 6 exp(-0.175) = 5.0367 km/h. 1 in 10 uphill: 6 exp(-3.5 x 0.15) = 3.5493 km/h;
  // 1 in 20 downhill is fastest: 6 km/h; 1 in 10 downhill takes as long as level ground.
  CHECK(slowness_on(0.1) == Approx(5.0367 / 3.5493).epsilon(1e-4));
  CHECK(slowness_on(-0.05) == Approx(5.0367 / 6).epsilon(1e-4));
  CHECK(slowness_on(-0.1) == Approx(1).epsilon(1e-12));
  CHECK(slowness_on(3) == slowness_on(0.5));
  CHECK(slowness_on(-3) == slowness_on(-0.5));
  CHECK(slowness_on(0.5) == Approx(std::exp(1.75)));
}

TEST_CASE("a hill between two ends of one height counts, and walks differ by direction") {
  // A street of 200 m over a roof: 10 m up to the middle, 10 m down again, heights known every 50 m.
  const Hills roof([](Point p) { return 10 - std::abs(p.x - 100) / 10; }, 50);
  const Graph level = Streets{{{{0, 0}, {200, 0}}}}.graph();
  const Graph graph = on_slopes(level, roof, {}).graph;
  const Micrometres end = to_micrometres(200), middle = to_micrometres(100);
  // Up 100 m at 1 in 10: 100 exp(0.35) = 141.907; down at 1 in 10 as on level ground: 100.
  CHECK(metres(graph.walk(0, 0, middle)) == Approx(141.90675).epsilon(1e-6));
  CHECK(metres(graph.walk(0, middle, end)) == Approx(100).epsilon(1e-9));
  CHECK(metres(graph.walk(0, 0, end)) == Approx(241.90675).epsilon(1e-6));
  CHECK(metres(graph.walk(0, end, 0)) == Approx(241.90675).epsilon(1e-6));
  CHECK(metres(graph.walk(0, to_micrometres(20), to_micrometres(60))) == Approx(40 * std::exp(0.35)).epsilon(1e-6));
  CHECK(metres(graph.walk(0, to_micrometres(60), to_micrometres(20))) == Approx(40).epsilon(1e-6));
  // The street keeps its length, the level graph its walks.
  CHECK(graph.edge(0).length == end);
  CHECK(level.walk(0, 0, end) == end);

  // A facility on the top (100): down to it nobody comes. From both ends it takes 141.9.
  const WalkMap map(graph, {{0, middle, middle, 0, 1}});
  CHECK(metres(map.at(0, 0).distance) == Approx(141.90675).epsilon(1e-6));
  // Within 100 level metres: 100 / exp(0.35) = 70.469 m either way.
  auto stretches = map.within(0, to_micrometres(100));
  REQUIRE(stretches.size() == 1);
  CHECK(metres(stretches[0].from) == Approx(100 - 70.46881).epsilon(1e-6));
  CHECK(metres(stretches[0].to) == Approx(100 + 70.46881).epsilon(1e-6));
  CHECK(metres(map.distance(0, stretches[0], to_micrometres(60))) == Approx(40 * std::exp(0.35)).epsilon(1e-6));
  // One at the foot (0) and one on the top (100) of the same flank: from x to the foot x metres, to the top
  // (100 - x) exp(0.35): equal where x = 100 x 1.4190675 / 2.4190675 = 58.6618.
  const WalkMap both(graph, {{0, 0, 0, 0, 1}, {0, middle, middle, 0, 2}});
  stretches = both.within(0, to_micrometres(80));
  REQUIRE(stretches.size() == 2);
  CHECK(metres(stretches[0].to) == Approx(58.66176).epsilon(1e-6));
  CHECK(stretches[0].to == stretches[1].from);
  CHECK(metres(both.at(0, to_micrometres(58.66176)).distance) == Approx(58.66176).epsilon(1e-6));
}

TEST_CASE("bridges and tunnels rise evenly from end to end, whatever lies below") {
  // A valley 40 m deep at x = 100; the bridge from 0 to 200 has a stair in its middle, at (100, 0), and the other end
  // stands 20 m higher: 1 in 10 all along.
  const Hills valley([](Point p) { return p.x < 1 ? 0.0 : p.x > 199 ? 20.0 : -40.0; }, 30);
  const Graph level =
      Streets{
          {{{-50, 0}, {0, 0}}, {{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{200, 0}, {250, 0}}, {{100, 0}, {100, 9}}}}
          .graph();
  std::vector<char> off_ground(level.edge_count(), 0);
  for (const Point p : {Point{50, 0}, {150, 0}, {100, 5}}) off_ground[edge_of(level, p)] = 1;
  const Graph graph = on_slopes(level, valley, {off_ground, 1}).graph;
  for (const Point p : {Point{50, 0}, {150, 0}}) {
    const std::uint32_t edge = edge_of(level, p);
    const bool is_east = level.path(edge).front().x < level.path(edge).back().x;
    const Micrometres end = level.edge(edge).length;
    const auto [up, down] = is_east ? std::pair(graph.walk(edge, 0, end), graph.walk(edge, end, 0))
                                    : std::pair(graph.walk(edge, end, 0), graph.walk(edge, 0, end));
    CHECK(metres(up) == Approx(141.90675).epsilon(1e-4));
    CHECK(metres(down) == Approx(100).epsilon(1e-4));
  }
  // The stair leads nowhere else: as high as where it hangs.
  const std::uint32_t stair = edge_of(level, {100, 5});
  CHECK(metres(graph.walk(stair, 0, level.edge(stair).length)) == Approx(9).epsilon(1e-4));
  // On the ground of the valley it would be as steep as walls are.
  const SlopedStreets ground = on_slopes(level, valley, {});
  CHECK(ground.steep >= 2);
  REQUIRE(ground.first_steep);
}

TEST_CASE("where no height is known streets are level, and it is said how long they are") {
  const Hills half([](Point p) { return p.x <= 500 ? p.x / 10 : NAN; }, 100);
  const Graph level = Streets{{{{0, 0}, {1000, 0}}}}.graph();
  const SlopedStreets sloped = on_slopes(level, half, {});
  CHECK(sloped.known.value == Approx(500));
  CHECK(sloped.unknown.value == Approx(500));
  REQUIRE(sloped.first_unknown);
  CHECK(sloped.first_unknown->x == Approx(600));
  CHECK(metres(sloped.graph.walk(0, 0, to_micrometres(1000))) == Approx(500 * std::exp(0.35) + 500).epsilon(1e-6));
  const Hills nothing([](Point) { return NAN; });
  CHECK(on_slopes(level, nothing, {}).known.value == 0);
}

TEST_CASE("random hills: walks and matrices equal to brute force, in both directions") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Graph level = Streets{random_streets(random, 4 + static_cast<int>(seed % 9), 1000)}.graph();
    const Hills hills = random_hills(random, 1000, seed % 2 ? 30 : 5);
    const Graph graph = on_slopes(level, hills, {}).graph;
    const std::vector<Snapped> places = SnapIndex(level).find_all(random_points(random, 40, 1000), {Metres{60}}, 1);
    const auto expected = walks_by_hand(level, places, steps_over(level, hills));
    const std::vector<Snapped> schools(places.begin(), places.begin() + 6), homes(places.begin() + 6, places.end());
    const WalkMap map(graph, starts_at(schools));
    const NearestWalks nearest(graph, starts_at(schools), schools.size(), unreachable - 1);
    for (std::size_t i = 0; i < homes.size(); ++i) {
      double best = INFINITY;
      for (std::size_t school = 0; school < schools.size(); ++school) best = std::min(best, expected[6 + i][school]);
      const WalkMap::Reached reached = map.at(homes[i]);
      if (std::isinf(best)) {
        CHECK(reached.label == WalkMap::nobody);
        continue;
      }
      CHECK(metres(reached.distance) == Approx(best).margin(1e-3));
      for (const WalkMap::Reached& one : nearest.at(homes[i]))
        CHECK(metres(one.distance) == Approx(expected[6 + i][one.label]).margin(1e-3));
    }
    // Whichever side is searched from, and on two threads as on one.
    const Micrometres bound = to_micrometres(700);
    const auto check_matrix = [&](const std::vector<Snapped>& from, std::size_t first_from,
                                  const std::vector<Snapped>& to, std::size_t first_to) {
      const WalkMatrix matrix = walk_matrix(graph, from, to, bound, 2);
      for (std::size_t i = 0; i < from.size(); ++i) {
        std::vector<double> row(to.size(), INFINITY);
        for (const WalkMatrix::Walk& walk : matrix.row(i)) row[walk.to] = metres(walk.distance);
        for (std::size_t k = 0; k < to.size(); ++k) {
          const double by_hand = expected[first_from + i][first_to + k];
          if (by_hand < 699.99) CHECK(row[k] == Approx(by_hand).margin(1e-3));
          if (by_hand > 700.01) CHECK(std::isinf(row[k]));
        }
      }
    };
    check_matrix(homes, 6, schools, 0);
    check_matrix(schools, 0, homes, 6);
    // The stretches within a limit are where the walk keeps it, and their distances are the walks.
    for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
      const Micrometres limit = to_micrometres(300);
      const auto stretches = map.within(edge, limit);
      for (int k = 0; k <= 20; ++k) {
        const Micrometres along = graph.edge(edge).length * k / 20;
        const WalkMap::Reached reached = map.at(edge, along);
        const auto holds = [&](Micrometres slack) {
          return std::find_if(stretches.begin(), stretches.end(), [&](const WalkMap::Stretch& s) {
            return along >= s.from - slack && along <= s.to + slack;
          });
        };
        if (reached.distance < limit - 20) REQUIRE(holds(20) != stretches.end());
        if (reached.distance > limit + 20) CHECK(holds(-20) == stretches.end());
        if (const auto on = holds(-20); on != stretches.end())
          CHECK(metres(map.distance(edge, *on, along)) == Approx(metres(reached.distance)).margin(1e-4));
      }
    }
  }
}

TEST_CASE("hills: flat ground and heights above the sea change nothing, neither do lines drawn backwards or jobs") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Streets town{random_streets(random, 8, 1000)};
    const Graph level = town.graph();
    const std::vector<Point> points = random_points(random, 30, 1000);
    const Hills hills = random_hills(random, 1000);
    const auto walks = [&](const Graph& graph, const HeightField* heights, int jobs = 1) {
      const std::vector<Snapped> places = SnapIndex(graph).find_all(points, {Metres{60}}, 1);
      const Graph walked = heights ? on_slopes(graph, *heights, {{}, jobs}).graph : graph;
      std::vector<double> all;
      const WalkMatrix matrix = walk_matrix(walked, places, places, to_micrometres(2000), 1);
      for (std::size_t i = 0; i < matrix.rows(); ++i)
        for (const WalkMatrix::Walk& walk : matrix.row(i)) all.push_back(metres(walk.distance));
      return all;
    };
    const auto check_same = [](const std::vector<double>& a, const std::vector<double>& b, double margin) {
      REQUIRE(a.size() == b.size());
      for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i] == Approx(b[i]).margin(margin));
    };
    const Hills flat([](Point) { return 123.4; });
    CHECK(walks(level, &flat) == walks(level, nullptr));
    const std::vector<double> over = walks(level, &hills);
    check_same(walks(level, &hills, 2), over, 0);
    const Hills higher([&](Point p) { return hills.at(p) + 1000; });
    check_same(walks(level, &higher), over, 1e-4);
    for (Line& line : town.lines) std::reverse(line.begin(), line.end());
    check_same(walks(town.graph(), &hills), over, 1e-3);
    // There and back is never quicker than on level ground, since Tobler's function is that.
    const std::vector<Snapped> places = SnapIndex(level).find_all(points, {Metres{60}}, 1);
    const auto plain = walks_by_hand(level, places), by_hand = walks_by_hand(level, places, steps_over(level, hills));
    for (std::size_t i = 0; i < places.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (std::isfinite(plain[i][k])) CHECK(by_hand[i][k] + by_hand[k][i] >= 2 * plain[i][k] * 0.999);
  }
}

}  // namespace gapmap::tests
