// SPDX-License-Identifier: MIT
// Covered areas and lengths by hand, in closed form.
#include "geo/cover.h"

#include <catch2/catch.hpp>

#include "covers.h"

using namespace gapmap;
using namespace gapmap::tests;

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
