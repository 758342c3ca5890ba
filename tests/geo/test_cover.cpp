// SPDX-License-Identifier: MIT
#include "geo/cover.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include "oracles/cover_oracle.h"

using namespace gapmap;

namespace {

constexpr double pi = std::numbers::pi;

Geometries points(const std::vector<Point>& at) {
  Geometries made(Shape::point);
  for (const Point& p : at) made.add_point(p);
  return made;
}

Geometries line(const std::vector<Point>& path) {
  Geometries made(Shape::line);
  made.add_feature(path);
  return made;
}

void add_ring(Geometries& into, std::vector<Point> ring) {
  ring.push_back(ring.front());
  into.add_part(ring);
}

void add_square(Geometries& into, double x0, double y0, double x1, double y1) {
  add_ring(into, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
  into.end_feature();
}

Geometries square(double x0, double y0, double x1, double y1) {
  Geometries made(Shape::area);
  add_square(made, x0, y0, x1, y1);
  return made;
}

std::vector<std::uint32_t> all_of(const Geometries& g) {
  std::vector<std::uint32_t> rows(g.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

Cover cover_of(const Geometries& supply, const std::vector<double>& reach) { return {supply, all_of(supply), reach}; }
Cover cover_of(const Geometries& supply, double reach) {
  return cover_of(supply, std::vector<double>(supply.size(), reach));
}

Approx exactly(double value) { return Approx(value).epsilon(1e-9).margin(1e-9); }

double lens(double r, double distance) {
  return 2 * r * r * std::acos(distance / 2 / r) - distance / 2 * std::sqrt(4 * r * r - distance * distance);
}

}  // namespace

TEST_CASE("covered area of discs in closed form", "[cover]") {
  const Geometries field = square(-1000, -1000, 1000, 1000);
  SECTION("one disc inside: pi R^2") {
    CHECK(cover_of(points({{0, 0}}), 300).covered_area(field, 0) == exactly(pi * 9e4));
  }
  SECTION("two discs: both less the lens") {
    CHECK(cover_of(points({{-100, 50}, {150, 50}}), 300).covered_area(field, 0) ==
          exactly(2 * pi * 9e4 - lens(300, 250)));
  }
  SECTION("three discs on an equilateral triangle of side R") {
    // The Reuleaux triangle common to all is (pi - sqrt 3) R^2 / 2; inclusion and exclusion.
    const double r = 200, h = 100 * std::sqrt(3.0);
    const double common = (pi - std::sqrt(3.0)) * r * r / 2;
    CHECK(cover_of(points({{-100, 0}, {100, 0}, {0, h}}), r).covered_area(field, 0) ==
          exactly(3 * pi * r * r - 3 * lens(r, r) + common));
  }
  SECTION("an edge cuts a circular segment off") {
    // Centre 100 m inside the east edge: the segment beyond has R^2 acos(d / R) - d sqrt(R^2 - d^2).
    const double r = 300, d = 100;
    CHECK(cover_of(points({{900, 0}}), r).covered_area(field, 0) ==
          exactly(pi * r * r - (r * r * std::acos(d / r) - d * std::sqrt(r * r - d * d))));
  }
  SECTION("the disc covers the whole area, or none") {
    CHECK(cover_of(points({{0, 0}}), 2000).covered_area(field, 0) == exactly(4e6));
    CHECK(cover_of(points({{5000, 0}}), 2000).covered_area(field, 0) == 0);
    CHECK(cover_of(points({{0, 0}}), 0).covered_area(field, 0) == 0);
    CHECK(cover_of(points({}), 300).covered_area(field, 0) == 0);
  }
  SECTION("a hole within the disc") {
    Geometries holed(Shape::area);
    add_ring(holed, {{-1000, -1000}, {1000, -1000}, {1000, 1000}, {-1000, 1000}});
    add_ring(holed, {{-50, -50}, {-50, 50}, {50, 50}, {50, -50}});
    holed.end_feature();
    CHECK(cover_of(points({{0, 0}}), 300).covered_area(holed, 0) == exactly(pi * 9e4 - 1e4));
    // A disc wholly inside the hole.
    CHECK(cover_of(points({{0, 0}}), 20).covered_area(holed, 0) == 0);
  }
  SECTION("a ring of discs keeps its middle open") {
    // Four discs of 110 at (+-100, +-100): each overlaps its two neighbours (distance 200) only.
    CHECK(cover_of(points({{100, 100}, {-100, 100}, {-100, -100}, {100, -100}}), 110).covered_area(field, 0) ==
          exactly(4 * pi * 110 * 110 - 4 * lens(110, 200)));
  }
}

TEST_CASE("covered area of bands and parks in closed form", "[cover]") {
  const Geometries field = square(-2000, -2000, 2000, 2000);
  SECTION("a capsule: 2 R L + pi R^2, at any angle") {
    CHECK(cover_of(line({{0, 0}, {300, 400}}), 100).covered_area(field, 0) == exactly(2 * 100 * 500 + pi * 1e4));
    CHECK(cover_of(line({{0, 0}, {500, 0}}), 100).covered_area(field, 0) == exactly(2 * 100 * 500 + pi * 1e4));
    CHECK(cover_of(line({{0, 0}, {100, 0}, {250, 0}, {500, 0}}), 100).covered_area(field, 0) ==
          exactly(2 * 100 * 500 + pi * 1e4));
  }
  SECTION("a right angle: two capsules less what they share") {
    // Both legs 500: outside the corner a quarter disc, inside the corner the shared square R^2 counts once:
    // 2 (2 R L) - R^2 + (1/2 + 1/2 + 1/4) pi R^2.
    CHECK(cover_of(line({{0, 0}, {500, 0}, {500, 500}}), 100).covered_area(field, 0) ==
          exactly(2e5 - 1e4 + 1.25 * pi * 1e4));
  }
  SECTION("overlapping and repeated lines of the same axis") {
    Geometries streets(Shape::line);
    streets.add_feature(std::vector<Point>{{0, 0}, {300, 0}});
    streets.add_feature(std::vector<Point>{{500, 0}, {200, 0}});
    streets.add_feature(std::vector<Point>{{300, 0}, {0, 0}});
    CHECK(cover_of(streets, 100).covered_area(field, 0) == exactly(2 * 100 * 500 + pi * 1e4));
  }
  SECTION("parallel lines 2 R apart touch") {
    Geometries streets(Shape::line);
    streets.add_feature(std::vector<Point>{{0, 0}, {500, 0}});
    streets.add_feature(std::vector<Point>{{0, 200}, {500, 200}});
    CHECK(cover_of(streets, 100).covered_area(field, 0) == exactly(2 * (2 * 100 * 500 + pi * 1e4)));
  }
  SECTION("a convex park: A + perimeter R + pi R^2") {
    CHECK(cover_of(square(0, 0, 400, 300), 100).covered_area(field, 0) == exactly(12e4 + 1400 * 100 + pi * 1e4));
    Geometries triangle(Shape::area);
    add_ring(triangle, {{0, 0}, {300, 0}, {0, 400}});
    triangle.end_feature();
    CHECK(cover_of(triangle, 50).covered_area(field, 0) == exactly(6e4 + 1200 * 50 + pi * 2500));
  }
  SECTION("a park with a hole: the hole shrinks to a square of 200") {
    Geometries park(Shape::area);
    add_ring(park, {{-500, -500}, {500, -500}, {500, 500}, {-500, 500}});
    add_ring(park, {{-200, -200}, {-200, 200}, {200, 200}, {200, -200}});
    park.end_feature();
    CHECK(cover_of(park, 100).covered_area(field, 0) == exactly(1e6 + 4000 * 100 + pi * 1e4 - 4e4));
  }
  SECTION("a demand edge on the band's side and an area inside a park") {
    const Cover street = cover_of(line({{-3000, 0}, {3000, 0}}), 100);
    CHECK(street.covered_area(square(0, 100, 50, 200), 0) == Approx(0).margin(1e-6));
    CHECK(street.covered_area(square(0, -100, 50, 100), 0) == exactly(1e4));
    CHECK(street.covered_area(square(0, -200, 50, 100), 0) == exactly(1e4));
    CHECK(cover_of(square(0, 0, 1000, 1000), 10).covered_area(square(400, 400, 500, 500), 0) == exactly(1e4));
  }
  SECTION("reach 0: the areas themselves, overlaps once, lines and points nothing") {
    Geometries parks = square(0, 0, 100, 100);
    add_square(parks, 50, 0, 150, 100);
    add_square(parks, 150, 0, 200, 100);
    CHECK(cover_of(parks, 0).covered_area(field, 0) == exactly(2e4));
    CHECK(cover_of(parks, 0).covered_area(square(0, 0, 120, 50), 0) == exactly(6e3));
    CHECK(cover_of(line({{0, 0}, {9, 9}}), 0).covered_area(field, 0) == 0);
  }
  SECTION("reaches of 0 and more together") {
    Geometries parks = square(0, 0, 400, 300);
    add_square(parks, 350, 0, 1000, 300);
    // The second rectangle's part beyond the rounded rectangle of the first, which ends at x = 500.
    CHECK(cover_of(parks, std::vector<double>{100, 0}).covered_area(field, 0) ==
          exactly(12e4 + 1400 * 100 + pi * 1e4 + 500 * 300));
  }
}

TEST_CASE("degenerate discs", "[cover]") {
  const Geometries field = square(-1000, -1000, 1000, 1000);
  SECTION("coincident, once and a hundred times") {
    CHECK(cover_of(points(std::vector<Point>(100, {3, 4})), 300).covered_area(field, 0) == exactly(pi * 9e4));
  }
  SECTION("concentric with other reaches: the largest counts") {
    CHECK(cover_of(points({{0, 0}, {0, 0}, {0, 0}}), std::vector<double>{100, 300, 200}).covered_area(field, 0) ==
          exactly(pi * 9e4));
  }
  SECTION("tangent from outside and from inside") {
    CHECK(cover_of(points({{-300, 0}, {300, 0}}), 300).covered_area(field, 0) == exactly(2 * pi * 9e4));
    CHECK(cover_of(points({{-100, 0}, {0, 0}}), std::vector<double>{200, 300}).covered_area(field, 0) ==
          exactly(pi * 9e4));
    CHECK(cover_of(points({{-180, 240}, {180, -240}}), 300).covered_area(field, 0) == exactly(2 * pi * 9e4));
  }
  SECTION("through the polygon's corners, tangent to its edges, centred on an edge or a corner") {
    CHECK(cover_of(points({{0, 0}}), 500).covered_area(square(-300, -400, 300, 400), 0) == exactly(48e4));
    CHECK(cover_of(points({{0, 0}}), 300).covered_area(square(-300, -300, 300, 300), 0) == exactly(pi * 9e4));
    CHECK(cover_of(points({{1000, 0}}), 300).covered_area(field, 0) == exactly(pi * 9e4 / 2));
    CHECK(cover_of(points({{1000, 1000}}), 300).covered_area(field, 0) == exactly(pi * 9e4 / 4));
    CHECK(cover_of(points({{1300, 0}}), 300).covered_area(field, 0) == Approx(0).margin(1e-5));
  }
  SECTION("four circles through one point") {
    // Centres at distance R from the origin along the axes: 2 R^2 less the petals: 4 pi R^2 - 4 lens(R, R sqrt 2).
    CHECK(cover_of(points({{300, 0}, {-300, 0}, {0, 300}, {0, -300}}), 300).covered_area(field, 0) ==
          exactly(4 * pi * 9e4 - 4 * lens(300, 300 * std::sqrt(2.0))));
  }
}

TEST_CASE("covered length is exact and lines are cut at the same places", "[cover]") {
  const Cover disc = cover_of(points({{0, 0}, {1000, 0}}), 300);
  const std::vector<Point> road{{-500, 0}, {500, 0}, {1500, 0}};
  CHECK(disc.covered_length(road) == exactly(1200));
  const std::vector<Point> chord{{-500, 180}, {500, 180}};  // half chord sqrt(300^2 - 180^2) = 240
  CHECK(disc.covered_length(chord) == exactly(480));
  Geometries gap(Shape::line), served(Shape::line);
  disc.cut_line(road, gap, served);
  REQUIRE(gap.size() == 1);
  REQUIRE(served.size() == 1);
  CHECK(gap.parts_of(0) == 3);
  CHECK(served.parts_of(0) == 2);
  CHECK(length_of(gap, 0) == exactly(800));
  CHECK(length_of(served, 0) == exactly(1200));
  disc.cut_line(std::vector<Point>{{5000, 0}, {6000, 0}}, gap, served);
  CHECK(served.is_null(1));
  // Along a street: 200 beyond each end. In a park and out of it. A reach of 0.
  const std::vector<Point> axis{{-1000, 0}, {2000, 0}}, middle{{-1000, 250}, {2000, 250}};
  CHECK(cover_of(line({{0, 0}, {500, 0}}), 200).covered_length(axis) == exactly(900));
  CHECK(cover_of(square(0, 0, 500, 500), 100).covered_length(middle) == exactly(700));
  const std::vector<Point> bent{{-1000, 250}, {250, 250}, {250, 251}};
  CHECK(cover_of(square(0, 0, 500, 500), 0).covered_length(bent) == exactly(251));
}

namespace {

/// A random district: a spiky polygon with a hole, and supply of a shape.
struct District {
  Geometries supply;
  std::vector<double> reach;
  Geometries area{Shape::area};
};

District random_district(unsigned seed, Shape shape, std::size_t count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  District made{Geometries(shape), {}};
  for (std::size_t i = 0; i < count; ++i) {
    Point p{unit(random) * 2000 - 1000, unit(random) * 2000 - 1000};
    if (shape == Shape::point) made.supply.add_point(p);
    if (shape == Shape::line) {
      std::vector<Point> path{p};
      for (int v = 0; v < 4; ++v) {
        const double dx = unit(random) * 200 - 100, dy = unit(random) * 200 - 100;
        path.push_back({path.back().x + dx, path.back().y + dy});
      }
      made.supply.add_feature(path);
    }
    if (shape == Shape::area) {
      std::vector<Point> ring;
      for (int v = 0; v < 7; ++v) {
        const double r = 50 + 150 * unit(random);
        ring.push_back({p.x + r * std::cos(v * 2 * pi / 7), p.y + r * std::sin(v * 2 * pi / 7)});
      }
      add_ring(made.supply, ring);
      made.supply.end_feature();
    }
    made.reach.push_back(20 + unit(random) * (shape == Shape::point ? 250 : 100));
  }
  std::vector<Point> shell, hole;
  for (int v = 0; v < 60; ++v) {
    const double angle = v * 2 * pi / 60, r = 600 + 500 * unit(random);
    shell.push_back({r * std::cos(angle), r * std::sin(angle)});
    hole.push_back({(r - 580) * 0.6 * std::cos(-angle), (r - 580) * 0.6 * std::sin(-angle)});
  }
  add_ring(made.area, shell);
  add_ring(made.area, hole);
  made.area.end_feature();
  return made;
}

}  // namespace

TEST_CASE("random districts agree with GEOS and with counting", "[cover]") {
  for (const Shape shape : {Shape::point, Shape::line, Shape::area}) {
    for (unsigned seed = 0; seed < 12; ++seed) {
      const District d = random_district(seed, shape, 3 + 7 * seed);
      const auto rows = all_of(d.supply);
      const double exact = cover_of(d.supply, d.reach).covered_area(d.area, 0);
      INFO("shape " << static_cast<int>(shape) << " seed " << seed);
      CHECK(exact == Approx(oracle::covered_area_by_geos(d.supply, rows, d.reach, d.area, 0, 400)).epsilon(6e-6));
      if (seed < 3)
        CHECK(exact == Approx(oracle::covered_area_by_counting(d.supply, rows, d.reach, d.area, 0, 400)).epsilon(4e-3));
    }
  }
}

TEST_CASE("supplies of several shapes in one cover", "[cover]") {
  for (unsigned seed = 50; seed < 54; ++seed) {
    INFO("seed " << seed);
    std::vector<District> districts;
    std::vector<std::vector<std::uint32_t>> rows;
    for (const Shape shape : {Shape::point, Shape::line, Shape::area}) {
      const auto offset = 1000U * static_cast<unsigned>(rows.size());
      rows.push_back(all_of(districts.emplace_back(random_district(seed + offset, shape, 6)).supply));
    }
    districts[2].reach[0] = 0;  // one area as it stands, without a margin
    std::vector<CoverSupply> supplies;
    for (std::size_t i = 0; i < rows.size(); ++i)
      supplies.push_back({districts[i].supply, rows[i], districts[i].reach});
    const Geometries& area = districts[0].area;
    const Cover cover(supplies);
    const double covered = cover.covered_area(area, 0);

    // Cells of the area's box whose centre lies in the area, and no farther from a feature than its reach.
    constexpr int cells = 300;
    const Box box = area.box(0);
    int hits = 0;
    for (int i = 0; i < cells * cells; ++i) {
      const Point p{box.low.x + (i / cells + 0.5) * (box.high.x - box.low.x) / cells,
                    box.low.y + (i % cells + 0.5) * (box.high.y - box.low.y) / cells};
      if (oracle::distance_to(area, 0, p) > 0) continue;
      bool near = false;
      for (const auto& [supply, chosen, reach] : supplies)
        for (std::size_t k = 0; k < chosen.size() && !near; ++k)
          near = oracle::distance_to(supply, chosen[k], p) <= reach[k];
      hits += near;
    }
    const double whole = (box.high.x - box.low.x) * (box.high.y - box.low.y);
    CHECK(covered == Approx(whole * hits / (cells * cells)).epsilon(4e-3));

    // What the vertices of lines and the edges of areas reach is reached already: not a square millimetre more.
    Geometries vertices(Shape::point), edges(Shape::line);
    std::vector<double> vertex_reach, edge_reach;
    for (std::size_t k = 0; k < rows[1].size(); ++k)
      for (std::size_t part = 0; part < districts[1].supply.parts_of(k); ++part)
        for (const Point& p : districts[1].supply.part(k, part)) {
          vertices.add_point(p);
          vertex_reach.push_back(districts[1].reach[k]);
        }
    for (std::size_t k = 0; k < rows[2].size(); ++k)
      for (std::size_t part = 0; part < districts[2].supply.parts_of(k); ++part) {
        edges.add_feature(districts[2].supply.part(k, part));
        edge_reach.push_back(districts[2].reach[k]);
      }
    const auto vertex_rows = all_of(vertices), edge_rows = all_of(edges);
    const std::vector<CoverSupply> more{
        {edges, edge_rows, edge_reach}, {vertices, vertex_rows, vertex_reach}, supplies[2], supplies[1], supplies[0]};
    CHECK(Cover(more).covered_area(area, 0) == exactly(covered));

    const auto traced = cover.trace(area, 0, Metres{0.01}, SquareMetres{0});
    double gap = 0;
    for (std::size_t i = 0; i < traced.gap.size(); ++i) gap += area_of(traced.gap, i);
    CHECK(gap == Approx(area_of(area, 0) - covered).epsilon(1e-3));
  }
  CHECK(Cover(std::span<const CoverSupply>{}).covered_area(square(0, 0, 10, 10), 0) == 0);
}

TEST_CASE("properties that hold for every supply", "[cover]") {
  for (const Shape shape : {Shape::point, Shape::line, Shape::area}) {
    for (unsigned seed = 100; seed < 106; ++seed) {
      INFO("shape " << static_cast<int>(shape) << " seed " << seed);
      const District d = random_district(seed, shape, 40);
      const Cover cover = cover_of(d.supply, d.reach);
      const double covered = cover.covered_area(d.area, 0);

      Geometries tiles(Shape::area);
      for (int i = 0; i < 100; ++i) {
        const double x = -1500 + i / 10 * 300, y = -1500 + i % 10 * 300;
        add_square(tiles, x, y, x + 300, y + 300);
      }
      const auto parts = cover.covered_areas(tiles, 1);
      CHECK(std::accumulate(parts.begin(), parts.end(), 0.0) ==
            exactly(cover.covered_area(square(-1500, -1500, 1500, 1500), 0)));
      CHECK(parts == cover.covered_areas(tiles, 2));

      auto larger = d.reach;
      for (double& r : larger) r *= 1.01;
      CHECK(cover_of(d.supply, larger).covered_area(d.area, 0) > covered);

      auto rows = all_of(d.supply);
      rows.pop_back();
      auto fewer = d.reach;
      fewer.pop_back();
      CHECK(Cover(d.supply, rows, fewer).covered_area(d.area, 0) <= covered * (1 + 1e-12));

      rows = all_of(d.supply);
      std::reverse(rows.begin(), rows.end());
      auto turned = d.reach;
      std::reverse(turned.begin(), turned.end());
      CHECK(Cover(d.supply, rows, turned).covered_area(d.area, 0) == exactly(covered));

      // Moving is exact for coordinates that are multiples of 1/64.
      District near = d;
      for (auto* g : {&near.supply, &near.area})
        for (Point& p : g->vertices()) p = {std::round(p.x * 64) / 64, std::round(p.y * 64) / 64};
      District far = near;
      for (auto* g : {&far.supply, &far.area})
        for (Point& p : g->vertices()) p = {p.x + 4e7, p.y + 4e6};
      CHECK(cover_of(far.supply, far.reach).covered_area(far.area, 0) ==
            exactly(cover_of(near.supply, near.reach).covered_area(near.area, 0)));
    }
  }
}

TEST_CASE("supply on a regular lattice meets edges and corners everywhere", "[cover]") {
  std::vector<Point> lattice;
  for (int i = 0; i < 12; ++i)
    for (int j = 0; j < 12; ++j) lattice.push_back({i * 100.0, j * 100.0});
  const Geometries tile = square(300, 300, 400, 400);
  for (const double r : {25.0, 50.0, 60.0, 65.0}) {
    // A tile among four discs: they make up one disc less half of four lenses (R > 50).
    const double expected = pi * r * r - (r > 50 ? 2 * lens(r, 100) : 0);
    CHECK(cover_of(points(lattice), r).covered_area(tile, 0) == exactly(expected));
  }
  CHECK(cover_of(points(lattice), 100).covered_area(square(0, 0, 1100, 1100), 0) == exactly(1100.0 * 1100));
  Geometries roads(Shape::line);
  for (int i = 0; i < 12; ++i) {
    roads.add_feature(std::vector<Point>{{i * 100.0, 0}, {i * 100.0, 1100}});
    roads.add_feature(std::vector<Point>{{0, i * 100.0}, {1100, i * 100.0}});
  }
  // Between the roads 11 x 11 squares of 100 - 2 R remain.
  for (const double r : {10.0, 25.0}) {
    CHECK(cover_of(roads, r).covered_area(square(0, 0, 1100, 1100), 0) ==
          exactly(1210000 - 121 * (100 - 2 * r) * (100 - 2 * r)));
  }
  CHECK(cover_of(roads, 50).covered_area(square(0, 0, 1100, 1100), 0) == exactly(1210000));
}

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
