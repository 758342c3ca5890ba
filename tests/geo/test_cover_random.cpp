// SPDX-License-Identifier: MIT
// Covers of random districts beside slow twins, and what must hold for every supply.
#include "geo/cover.h"

#include <catch2/catch.hpp>

#include "covers.h"
#include "oracles/cover_oracle.h"

using namespace gapmap;
using namespace gapmap::tests;

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
