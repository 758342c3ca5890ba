// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>

#include "network/entries.h"
#include "network/matrix.h"
#include "network/streets.h"
#include "network/walk.h"
#include "network/walking_profile.h"
#include "network/walks_by_hand.h"

namespace gapmap::tests {
namespace {

/// The nearest place on any street, by asking every segment.
double nearest_by_hand(const Graph& graph, Point p) {
  double best = INFINITY;
  for (std::size_t i = 0; i < graph.edge_count(); ++i) {
    const Path path = graph.path(i);
    for (std::size_t k = 1; k < path.size(); ++k) {
      const Point a = path[k - 1], b = path[k];
      const double dx = b.x - a.x, dy = b.y - a.y;
      double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
      t = std::min(1.0, std::max(0.0, t));
      best = std::min(best, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
  }
  return best;
}

/// Metres from every home to the nearest of the schools; infinite where there is no way.
std::vector<double> walks_in(const Graph& graph, const std::vector<Point>& homes, const std::vector<Point>& schools) {
  const SnapIndex index(graph);
  const SnapOptions options{Metres{200}};
  const WalkMap map(graph, starts_at(index.find_all(schools, options, 1)));
  std::vector<double> metres;
  for (const Snapped& home : index.find_all(homes, options, 1)) metres.push_back(to_metres(map.at(home).distance));
  return metres;
}

void check_equal(const std::vector<double>& a, const std::vector<double>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isinf(b[i]))
      CHECK(std::isinf(a[i]));
    else
      CHECK(a[i] == Approx(b[i]).margin(1e-4));
  }
}

}  // namespace

TEST_CASE("a place joins the nearest place of a street, not the nearest corner") {
  // 30 m beside the middle of a street of 1000 m.
  const Graph graph = Streets{{{{0, 0}, {1000, 0}}, {{0, 100}, {1000, 100}}}}.graph();
  const SnapIndex index(graph);
  const Snapped snapped = index.find({500, 30}, {Metres{100}});
  REQUIRE(snapped.found());
  CHECK(snapped.straight == to_micrometres(30));
  CHECK(place_on(graph, snapped.edge, snapped.along) == Point{500, 0});
  // The largest distance is inclusive.
  CHECK(index.find({500, -100}, {Metres{100}}).found());
  CHECK_FALSE(index.find({500, -100.001}, {Metres{100}}).found());
  CHECK(index.find({-60, -80}, {Metres{100}}).straight == to_micrometres(100));
  CHECK_FALSE(index.find({5e6, 5e6}, {Metres{100}}).found());
  CHECK_FALSE(index.find({NAN, 0}, {Metres{100}}).found());
}

TEST_CASE("islands: a place joins the main network where it is in reach, if asked to") {
  const Graph graph = Streets{{{{0, 0}, {1000, 0}}, {{0, 50}, {100, 50}}}}.graph();
  const SnapIndex index(graph);
  CHECK(index.find({50, 40}, {Metres{100}}).straight == to_micrometres(10));
  CHECK(index.find({50, 40}, {Metres{100}, Islands::main}).straight == to_micrometres(40));
  CHECK(index.find({50, 120}, {Metres{100}, Islands::main}).straight == to_micrometres(70));
}

TEST_CASE("a walk counts both straight pieces and the partial streets between") {
  //  home (100, 20)          school (700, -30)
  //  street y = 0 from 0 to 1000: 20 + 600 + 30 = 650 m.
  const Graph graph = Streets{{{{0, 0}, {1000, 0}}}}.graph();
  CHECK(walks_in(graph, {{100, 20}}, {{700, -30}})[0] == Approx(650).epsilon(1e-12));
  // Two streets that do not meet: no way.
  const Graph apart = Streets{{{{0, 0}, {100, 0}}, {{0, 300}, {100, 300}}}}.graph();
  CHECK(std::isinf(walks_in(apart, {{50, 0}}, {{50, 300}})[0]));
}

TEST_CASE("the stretches within a limit are cut where it falls and where the nearest changes") {
  // Starts at 200 and 800 of a street of 1000 m; within 250: [0, 450] and [550, 1000].
  const Graph graph = Streets{{{{0, 0}, {1000, 0}}}}.graph();
  const WalkMap map(graph, {{0, 200000000, 200000000, 0, 7}, {0, 800000000, 800000000, 0, 9}});
  auto stretches = map.within(0, to_micrometres(250));
  REQUIRE(stretches.size() == 2);
  CHECK(stretches[0].from == 0);
  CHECK(stretches[0].to == to_micrometres(450));
  CHECK(stretches[0].label == 7);
  CHECK(stretches[1].from == to_micrometres(550));
  CHECK(map.distance(0, stretches[1], to_micrometres(560)) == to_micrometres(240));
  // Within 400 all of it, the nearest changing in the middle.
  stretches = map.within(0, to_micrometres(400));
  REQUIRE(stretches.size() == 2);
  CHECK(stretches[0].to == to_micrometres(500));
  CHECK(stretches[1].from == to_micrometres(500));
  // A park along 300 to 500.
  const WalkMap park(graph, {{0, 300000000, 500000000, 0, 1}});
  stretches = park.within(0, to_micrometres(100));
  REQUIRE(stretches.size() == 1);
  CHECK(stretches[0].from == to_micrometres(200));
  CHECK(stretches[0].to == to_micrometres(600));
  CHECK(park.at(0, to_micrometres(400)).distance == 0);
}

TEST_CASE("streets lead into a park where they run inside it, touch it or pass near") {
  // The park is the square from 100 to 200. One street runs through it along y = 150, one passes 15 m above its edge.
  const Graph graph = Streets{{{{0, 150}, {400, 150}}, {{0, 215}, {400, 215}}, {{0, 300}, {400, 300}}}}.graph();
  Geometries parks(Shape::area);
  parks.add_feature(std::vector<Point>{{100, 100}, {200, 100}, {200, 200}, {100, 200}, {100, 100}});
  const std::vector<std::uint32_t> rows{0};
  const WalkMap map(graph, find_entries(graph, parks, rows, Metres{20}, 1));
  const SnapIndex index(graph);
  const auto walk = [&](Point p) { return to_metres(map.at(index.find(p, {Metres{100}})).distance); };
  CHECK(walk({150, 150}) == 0);
  CHECK(walk({260, 150}) == Approx(60).epsilon(1e-9));
  CHECK(walk({40, 150}) == Approx(60).epsilon(1e-9));
  CHECK(walk({0, 215}) == Approx(100 + 15).epsilon(1e-9));
  CHECK(walk({400, 215}) == Approx(200 + 15).epsilon(1e-9));
  CHECK(std::isinf(walk({0, 300})));
}

TEST_CASE("random towns: snapping and walks equal to brute force, matrices and jobs too") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Streets town{random_streets(random, 4 + static_cast<int>(seed % 9), 1000)};
    if (seed % 3 == 0) town.options.crossings = Crossings::bridge;
    const Graph graph = town.graph();
    const SnapIndex index(graph);
    const SnapOptions options{Metres{60}};
    const std::vector<Point> points = random_points(random, 40, 1000);
    const std::vector<Snapped> places = index.find_all(points, options, 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const double nearest = nearest_by_hand(graph, points[i]);
      CHECK(places[i].found() == (nearest <= 60));
      if (places[i].found()) CHECK(to_metres(places[i].straight) == Approx(nearest).margin(1e-6));
    }
    const auto expected = walks_by_hand(graph, places);
    const std::vector<Snapped> schools(places.begin(), places.begin() + 5), homes(places.begin() + 5, places.end());
    const WalkMap map(graph, starts_at(schools));
    for (std::size_t i = 0; i < homes.size(); ++i) {
      double nearest = INFINITY;
      for (std::size_t school = 0; school < schools.size(); ++school)
        nearest = std::min(nearest, expected[5 + i][school]);
      const WalkMap::Reached reached = map.at(homes[i]);
      if (std::isinf(nearest)) {
        CHECK(reached.label == WalkMap::nobody);
      } else {
        CHECK(to_metres(reached.distance) == Approx(nearest).margin(1e-5));
        CHECK(expected[5 + i][reached.label] == Approx(nearest).margin(1e-5));
        const Point home = points[5 + i], school = points[reached.label];
        CHECK(nearest >= std::hypot(home.x - school.x, home.y - school.y) - 1e-6);
      }
    }
    // The stretches within a limit are where the distance keeps it.
    for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
      const Micrometres limit = to_micrometres(300);
      const auto stretches = map.within(edge, limit);
      for (int k = 0; k <= 20; ++k) {
        const Micrometres along = graph.edge(edge).length * k / 20;
        const WalkMap::Reached reached = map.at(edge, along);
        const auto holds = [&](Micrometres slack) {
          return std::any_of(stretches.begin(), stretches.end(), [&](const WalkMap::Stretch& s) {
            return along >= s.from - slack && along <= s.to + slack;
          });
        };
        if (reached.distance < limit - 10) CHECK(holds(2));
        if (reached.distance > limit + 10) CHECK_FALSE(holds(0));
      }
    }
    const Micrometres bound = inclusive(Metres{400});
    const WalkMatrix few = walk_matrix(graph, schools, homes, bound, 1);
    const WalkMatrix many = walk_matrix(graph, homes, schools, bound, 4);
    REQUIRE(few.rows() == schools.size());
    REQUIRE(many.rows() == homes.size());
    CHECK(few.walks.size() == many.walks.size());
    for (std::uint32_t home = 0; home < homes.size(); ++home) {
      std::size_t within = 0;
      for (std::size_t school = 0; school < schools.size(); ++school) within += expected[5 + home][school] <= 400;
      CHECK(many.row(home).size() == within);
      for (const WalkMatrix::Walk& walk : many.row(home)) {
        CHECK(to_metres(walk.distance) == Approx(expected[5 + home][walk.to]).margin(1e-5));
        const auto back = few.row(walk.to);
        CHECK(std::find(back.begin(), back.end(), WalkMatrix::Walk{home, walk.distance}) != back.end());
      }
    }
  }
}

TEST_CASE("walks do not depend on how streets are listed, cut, turned or where the town lies") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<Line> lines = random_streets(random, 6 + static_cast<int>(seed % 20), 1000);
    const std::vector<Point> homes = random_points(random, 60, 1000), schools = random_points(random, 4, 1000);
    const std::vector<double> before = walks_in(Streets{lines}.graph(), homes, schools);

    std::vector<Line> other;
    for (const Line& line : lines)
      for (std::size_t k = 1; k < line.size(); ++k) {
        const Point middle{(line[k - 1].x + line[k].x) / 2, (line[k - 1].y + line[k].y) / 2};
        other.push_back({line[k - 1], middle});
        other.push_back({line[k], middle});
      }
    std::shuffle(other.begin(), other.end(), random);
    check_equal(walks_in(Streets{other}.graph(), homes, schools), before);

    const Point shift{38453120.25, 3840000.5};
    const auto move = [&](Point p) { return Point{p.x + shift.x, p.y + shift.y}; };
    auto moved = lines;
    for (Line& line : moved)
      for (Point& p : line) p = move(p);
    auto far_homes = homes, far_schools = schools;
    for (auto* list : {&far_homes, &far_schools})
      for (Point& p : *list) p = move(p);
    check_equal(walks_in(Streets{moved}.graph(), far_homes, far_schools), before);
  }
}

TEST_CASE("one more street never makes a walk longer, a barrier never shorter") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Streets town{random_streets(random, 10, 1000)};
    // Homes and schools stand on the streets, so that a new street beside them does not change where they join.
    std::vector<Point> homes, schools;
    for (const Line& line : town.lines) homes.push_back(line[1]);
    schools = {homes.back(), homes.front()};
    const std::vector<double> before = walks_in(town.graph(), homes, schools);
    Streets linked = town;
    linked.lines.push_back({homes[2], homes[5]});
    const std::vector<double> after = walks_in(linked.graph(), homes, schools);
    Streets barred = town;
    barred.barriers.add_feature(std::vector<Point>{{500.123, -100}, {480.77, 1100}});
    const std::vector<double> behind = walks_in(barred.graph(), homes, schools);
    for (std::size_t i = 0; i < homes.size(); ++i) {
      CHECK((std::isinf(before[i]) || after[i] <= before[i] + 1e-5));
      CHECK((std::isinf(behind[i]) || behind[i] >= before[i] - 1e-5));
    }
  }
}

TEST_CASE("the walking profile of OpenStreetMap") {
  CHECK(is_walkable("residential", ""));
  CHECK(is_walkable("steps", ""));
  CHECK(is_walkable("footway", R"("footway"=>"crossing")"));
  CHECK(is_walkable("residential", R"("oneway"=>"yes")"));
  CHECK_FALSE(is_walkable("motorway", ""));
  CHECK_FALSE(is_walkable("construction", ""));
  CHECK_FALSE(is_walkable("", R"("railway"=>"rail")"));
  CHECK_FALSE(is_walkable("service", R"("access"=>"private")"));
  CHECK(is_walkable("service", R"("access"=>"private","foot"=>"yes")"));
  CHECK_FALSE(is_walkable("primary", R"("lit"=>"yes","foot"=>"no")"));
  CHECK_FALSE(is_walkable("trunk", R"("motorroad"=>"yes")"));
  CHECK(street_level(R"("bridge"=>"yes","layer"=>"2")") == 2);
  CHECK(street_level(R"("bridge"=>"viaduct")") == 1);
  CHECK(street_level(R"("tunnel"=>"yes")") == -1);
  CHECK(street_level(R"("bridge"=>"no")") == 0);
  // A value that looks like a key.
  CHECK(tag_value(R"("note"=>"say \"layer\"=>\"3\"","layer"=>"1")", "layer") == "1");
  CHECK(street_level_of_field("T") == 1);
  CHECK(street_level_of_field("F") == 0);
  CHECK(street_level_of_field("-1") == -1);
}

}  // namespace gapmap::tests
