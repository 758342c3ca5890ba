// SPDX-License-Identifier: MIT
// Gap and served polygons: valid, and of the areas that are counted.
#include "geo/cover.h"

#include <catch2/catch.hpp>

#include "covers.h"
#include "oracles/cover_oracle.h"

using namespace gapmap;
using namespace gapmap::tests;

TEST_CASE("traced polygons are valid and near the exact areas", "[cover]") {
  for (const Shape shape : {Shape::point, Shape::line, Shape::area}) {
    for (unsigned seed = 200; seed < 204; ++seed) {
      INFO("shape " << static_cast<int>(shape) << " seed " << seed);
      District d = random_district(seed, shape, 30);
      for (auto* g : {&d.supply, &d.area})
        for (Point& p : g->vertices()) p = {p.x + 38'500'000, p.y + 3'850'000};
      const Cover cover = cover_of(d.supply, d.reach);
      const auto traced = cover.trace(d.area, 0, Metres{0.5}, SquareMetres{1});
      double gap = 0, served = 0;
      for (std::size_t i = 0; i < traced.gap.size(); ++i) {
        CHECK(oracle::is_valid(traced.gap, i));
        gap += area_of(traced.gap, i);
      }
      for (std::size_t i = 0; i < traced.served.size(); ++i) {
        CHECK(oracle::is_valid(traced.served, i));
        served += area_of(traced.served, i);
      }
      const double whole = area_of(d.area, 0);
      CHECK(gap + served + traced.dropped == Approx(whole).epsilon(1e-7));
      CHECK(served == Approx(cover.covered_area(d.area, 0)).epsilon(2e-3));
    }
  }
  const auto none = cover_of(points({}), 300).trace(square(0, 0, 10, 10), 0, Metres{1}, SquareMetres{1});
  CHECK(none.gap.size() == 1);
  CHECK(none.served.size() == 0);
}

TEST_CASE("areas of traced polygons add up to the exact areas", "[cover]") {
  for (const Shape shape : {Shape::point, Shape::line, Shape::area})
    for (unsigned seed = 300; seed < 330; ++seed) {
      INFO("shape " << static_cast<int>(shape) << " seed " << seed);
      const District d = random_district(seed, shape, 1 + seed % 40);
      const Cover cover = cover_of(d.supply, d.reach);
      const auto traced = cover.trace(d.area, 0, Metres{0.2}, SquareMetres{0});
      REQUIRE(traced.gap_area.size() == traced.gap.size());
      REQUIRE(traced.served_area.size() == traced.served.size());
      const double gap = std::accumulate(traced.gap_area.begin(), traced.gap_area.end(), 0.0);
      const double served = std::accumulate(traced.served_area.begin(), traced.served_area.end(), 0.0);
      // Vertices between the ends of an arc lie 1e-7 m inside it.
      CHECK(served + traced.dropped == Approx(cover.covered_area(d.area, 0)).epsilon(1e-8));
      CHECK(gap + served + traced.dropped == Approx(area_of(d.area, 0)).epsilon(1e-9));
      double drawn = 0;
      for (const Geometries* polygons : {&traced.gap, &traced.served})
        for (std::size_t i = 0; i < polygons->size(); ++i) {
          CHECK(oracle::is_valid(*polygons, i));
          drawn += area_of(*polygons, i);
        }
      CHECK(drawn == Approx(area_of(d.area, 0)).epsilon(1e-9));
    }
}

TEST_CASE("a hole in the middle, two pieces apart, and a ring with an island", "[cover]") {
  // A disc inside a square: the gap has one hole, the served part is the disc.
  const auto one = cover_of(points({{0, 0}}), 300).trace(square(-500, -500, 500, 500), 0, Metres{0.1}, SquareMetres{1});
  REQUIRE(one.gap.size() == 1);
  CHECK(one.gap.parts_of(0) == 2);
  CHECK(one.gap_area[0] == Approx(1e6 - pi * 9e4).epsilon(1e-9));
  REQUIRE(one.served.size() == 1);
  CHECK(one.served_area[0] == Approx(pi * 9e4).epsilon(1e-9));
  // 0.05 m of height leave out two thirds of it along the whole circle.
  CHECK(area_of(one.served, 0) == Approx(pi * 9e4 - 2 * pi * 300 * 0.1 / 3).margin(10));

  // A row of overlapping discs across the square: two gaps.
  const auto two = cover_of(points({{-500, 0}, {-250, 0}, {0, 0}, {250, 0}, {500, 0}}), 200)
                       .trace(square(-500, -500, 500, 500), 0, Metres{0.1}, SquareMetres{1});
  REQUIRE(two.gap.size() == 2);
  CHECK(two.gap_area[0] == Approx(two.gap_area[1]).epsilon(1e-9));
  CHECK(two.served.size() == 1);

  // A street ring: the served part has a hole, in which a gap lies as an island.
  Geometries ring(Shape::line);
  ring.add_feature(std::vector<Point>{{-300, -300}, {300, -300}, {300, 300}, {-300, 300}, {-300, -300}});
  const auto island = cover_of(ring, 50).trace(square(-1000, -1000, 1000, 1000), 0, Metres{0.1}, SquareMetres{1});
  REQUIRE(island.gap.size() == 2);
  REQUIRE(island.served.size() == 1);
  CHECK(island.served.parts_of(0) == 2);
  CHECK(*std::min_element(island.gap_area.begin(), island.gap_area.end()) == Approx(500.0 * 500).epsilon(1e-9));
}

TEST_CASE("vertices between an arc and its chord, and edges that touch, leave valid polygons", "[cover]") {
  // A saw along a circle of 300 m: its teeth end 3 cm inside the circle or outside, where chords are 5 cm off.
  const Cover cover = cover_of(points({{0, 0}}), 300);
  for (const double deep : {0.03, 0.001, 1e-5, 1e-7, 0.0, -0.01}) {
    INFO("deep " << deep);
    std::vector<Point> saw;
    for (int i = 0; i < 400; ++i) {
      const double angle = 2 * pi * i / 400, radius = i % 2 ? 300 - deep : 250 + i % 7;
      saw.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    Geometries area(Shape::area);
    add_ring(area, saw);
    area.end_feature();
    const auto traced = cover.trace(area, 0, Metres{0.1}, SquareMetres{0});
    double sum = 0;
    for (const Geometries* polygons : {&traced.gap, &traced.served})
      for (std::size_t i = 0; i < polygons->size(); ++i) {
        CHECK(oracle::is_valid(*polygons, i));
        sum += area_of(*polygons, i);
      }
    CHECK(sum == Approx(area_of(area, 0)).epsilon(1e-7));
  }
  // Discs that touch each other, the edges and the corners of the area.
  std::vector<Point> lattice;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) lattice.push_back({i * 100.0, j * 100.0});
  for (const double r : {50.0, 50 * std::sqrt(2.0), 100.0, 25.0}) {
    INFO("lattice, radius " << r);
    const auto traced = cover_of(points(lattice), r).trace(square(0, 0, 500, 500), 0, Metres{0.1}, SquareMetres{0});
    for (const Geometries* polygons : {&traced.gap, &traced.served})
      for (std::size_t i = 0; i < polygons->size(); ++i) CHECK(oracle::is_valid(*polygons, i));
  }
}
