// SPDX-License-Identifier: MIT
#include "geo/straight_overlay.h"

#include "covers.h"
#include "geo/overlay.h"
#include "geo/straight_groups.h"
#include "oracles/cover_oracle.h"

namespace gapmap {
namespace {

using namespace tests;
using straight::Cut;
using straight::Region;

void check_valid(const straight::Polygons& polygons) {
  double sum = 0;
  for (std::size_t i = 0; i < polygons.areas.size(); ++i) {
    CHECK(oracle::is_valid(polygons.areas, i));
    CHECK(polygons.square_metres[i] == Approx(area_of(polygons.areas, i)).epsilon(1e-9));
    sum += area_of(polygons.areas, i);
  }
  CHECK(polygons.total() == Approx(sum).epsilon(1e-9));
}

/// A star about a place, with a hole about the same place now and then.
void add_star(std::mt19937& random, Point centre, double radius, Geometries& into) {
  const std::size_t count = 3 + random() % 20;
  std::vector<Point> outer, inner;
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = 2 * pi * static_cast<double>(i) / static_cast<double>(count);
    const double reach = radius * (0.4 + 0.6 * static_cast<double>(random() % 1000) / 1000);
    outer.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
    inner.push_back({centre.x + reach / 3 * std::cos(-angle), centre.y + reach / 3 * std::sin(-angle)});
  }
  add_ring(into, outer);
  if (random() % 3 == 0 && count > 6) {
    for (Point& p : inner) p = {centre.x + (p.x - centre.x) * 0.3, centre.y + (p.y - centre.y) * 0.3};
    add_ring(into, inner);
  }
  into.end_feature();
}

Geometries stars(std::mt19937& random, int count, double extent, double radius, Point corner) {
  Geometries made(Shape::area);
  const auto coordinate = [&] { return extent * static_cast<double>(random() % 100000) / 100000; };
  for (int i = 0; i < count; ++i) add_star(random, {corner.x + coordinate(), corner.y + coordinate()}, radius, made);
  return made;
}

/// All features as one that GEOS united.
Geometries by_geos(const Geometries& areas) {
  const Geometries united = unite(areas);
  Geometries whole(Shape::area);
  for (std::size_t part = 0; part < united.part_count(); ++part) whole.add_part(united.part(part));
  whole.end_feature();
  return whole;
}

}  // namespace

TEST_CASE("squares that overlap, share a border, touch at a corner, lie inside", "[straight]") {
  // The region: four squares of 10 m, one far off.
  Geometries squares(Shape::area);
  add_square(squares, 0, 0, 10, 10);
  add_square(squares, 10, 10, 20, 20);
  add_square(squares, 22, 2, 32, 12);
  add_square(squares, 100, 100, 110, 110);
  const Geometries united = straight::unite_straight(squares);
  CHECK(united.size() == 4);
  const Region region(united);
  // 4..34 x 0..20 shares 60 with the first, all of the second and third, nothing with the last; its lower border runs
  // along the first's.
  const Geometries area = square(4, 0, 34, 20);
  CHECK(straight::common_area(region, area, 0) == Approx(260));
  const Cut cut = straight::cut(region, area, 0);
  check_valid(cut.inside);
  check_valid(cut.outside);
  CHECK(cut.inside.total() == Approx(260));
  CHECK(cut.outside.total() == Approx(340));
  CHECK(cut.inside.areas.size() == 3);
  // The corner where the first two touch parts what is left into two.
  CHECK(cut.outside.areas.size() == 2);

  // Beside the first, along its whole right side: nothing in common, whichever way the border was drawn.
  CHECK(straight::common_area(region, square(10, -5, 21, 10), 0) == Approx(0).margin(1e-9));
  // The very square.
  CHECK(straight::common_area(region, square(0, 0, 10, 10), 0) == Approx(100));
  CHECK(straight::cut(region, square(0, 0, 10, 10), 0).outside.areas.size() == 0);
  // Inside the first.
  CHECK(straight::common_area(region, square(2, 2, 5, 4), 0) == Approx(6));
  // Its border is cut where nobody else has a vertex, 4 nanometres off.
  CHECK(straight::common_area(region, square(3, 10 - 4e-9, 7, 14), 0) == Approx(0).margin(1e-7));
}

TEST_CASE("what touches in a corner and is joined elsewhere stays valid", "[straight]") {
  // Two squares touch at (10, 10); an L of 10 + 10 + 20 m by 10 m joins them around the lower right.
  const auto add_bracket = [](Geometries& into) {
    add_ring(into, {{10, -10}, {30, -10}, {30, 20}, {20, 20}, {20, 0}, {10, 0}});
    into.end_feature();
  };
  Geometries joined(Shape::area);
  add_square(joined, 0, -10, 10, 10);
  add_square(joined, 10, 10, 20, 20);
  add_bracket(joined);
  const Geometries united = straight::unite_straight(joined);
  REQUIRE(united.size() == 1);
  CHECK(oracle::is_valid(united, 0));
  CHECK(united.parts_of(0) == 2);
  CHECK(area_of(united, 0) == Approx(200 + 100 + 400));
  // The same as an area of two polygons that a region joins, and as what is left of one.
  Geometries two(Shape::area), bracket(Shape::area);
  add_square(two, 0, -10, 10, 10);
  add_square(two, 10, 10, 20, 20);
  Geometries pair(Shape::area);
  for (std::size_t part = 0; part < 2; ++part) pair.add_part(two.part(part));
  pair.end_feature();
  add_bracket(bracket);
  const Geometries around = square(-20, -20, 40, 40);
  const Cut left = straight::cut(Region(united), around, 0);
  check_valid(left.inside);
  check_valid(left.outside);
  CHECK(left.outside.areas.size() == 2);
  const Cut of_pair = straight::cut(Region(bracket), pair, 0);
  check_valid(of_pair.outside);
  CHECK(of_pair.outside.total() == Approx(300));
  // An area whose hole touches its shell, cut so that both become one ring.
  Geometries pinched(Shape::area);
  add_ring(pinched, {{0, 0}, {40, 0}, {40, 40}, {0, 40}, {0, 20}});
  add_ring(pinched, {{0, 20}, {20, 30}, {20, 10}});
  pinched.end_feature();
  const Cut opened = straight::cut(Region(square(15, 15, 50, 25)), pinched, 0);
  check_valid(opened.inside);
  check_valid(opened.outside);
  CHECK(opened.inside.total() + opened.outside.total() == Approx(area_of(pinched, 0)));
}

TEST_CASE("a lake with an island keeps its shores", "[straight]") {
  Geometries park(Shape::area);
  add_ring(park, {{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  add_ring(park, {{20, 20}, {20, 80}, {80, 80}, {80, 20}});
  park.end_feature();
  add_square(park, 40, 40, 60, 60);  // the island
  const Region region(straight::unite_straight(park));
  // Around all of it; the land of 10000 - 3600 + 400.
  const Cut around = straight::cut(region, square(-10, -10, 110, 110), 0);
  check_valid(around.inside);
  check_valid(around.outside);
  CHECK(around.inside.total() == Approx(6800));
  CHECK(around.outside.areas.size() == 2);
  CHECK(around.outside.total() == Approx(14400 - 6800));
  // On the water, around the island, meeting nothing.
  CHECK(straight::common_area(region, square(30, 30, 70, 70), 0) == Approx(400));
  // In the park, around the lake: its shore is the only ring that lies inside.
  CHECK(straight::common_area(region, square(10, 10, 90, 90), 0) == Approx(6400 - 3600 + 400));
  const Cut lake = straight::cut(region, square(10, 10, 90, 90), 0);
  check_valid(lake.inside);
  CHECK(lake.outside.total() == Approx(3200));
  // An area with a hole on the park's land, around the lake.
  const Geometries holed = square(-10, -10, 110, 110);
  Geometries around_lake(Shape::area);
  around_lake.add_part(holed.part(0));
  add_ring(around_lake, {{10, 15}, {10, 85}, {90, 85}, {90, 15}});
  around_lake.end_feature();
  CHECK(straight::common_area(region, around_lake, 0) == Approx(10000 - 80 * 70));
  const Cut holed_cut = straight::cut(region, around_lake, 0);
  check_valid(holed_cut.inside);
  CHECK(holed_cut.inside.total() == Approx(10000 - 80 * 70));
  CHECK(holed_cut.outside.total() == Approx(4400));
  // On the island.
  CHECK(straight::cut(region, square(45, 45, 50, 50), 0).inside.total() == Approx(25));
}

TEST_CASE("overlay agrees with GEOS on stars, near and far from the origin", "[straight]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Point corner = seed % 2 == 0 ? Point{0, 0} : Point{38'456'789.123, 3'845'678.987};
    const Geometries supply = stars(random, 1 + static_cast<int>(random() % 40), 1000, 120, corner);
    const Geometries united = straight::unite_straight(supply), whole = by_geos(supply);
    double sum = 0;
    for (std::size_t i = 0; i < united.size(); ++i) {
      CHECK(oracle::is_valid(united, i));
      sum += area_of(united, i);
    }
    CHECK(sum == Approx(area_of(whole, 0)).epsilon(1e-9));
    const Region region(united);
    const Geometries areas = stars(random, 6, 1000, 500, corner);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      Geometries common(Shape::area), rest(Shape::area);
      intersection(areas, i, whole, 0, common);
      difference(areas, i, whole, 0, rest);
      const Cut cut = straight::cut(region, areas, i);
      check_valid(cut.inside);
      check_valid(cut.outside);
      const double hair = 1e-9 * area_of(areas, i);
      CHECK(straight::common_area(region, areas, i) == Approx(area_of(common, 0)).margin(hair));
      CHECK(cut.inside.total() == Approx(area_of(common, 0)).margin(hair));
      CHECK(cut.outside.total() == Approx(area_of(rest, 0)).margin(hair));
    }
  }
}

TEST_CASE("on whole metres, where everything coincides, squares of a metre are the oracle", "[straight]") {
  constexpr int extent = 14;
  const auto add_block = [](std::mt19937& random, Geometries& into, std::vector<char>& cells) {
    const auto pick = [&](unsigned most) { return static_cast<int>(random() % most); };
    const int x = pick(extent - 6), y = pick(extent - 6), wide = 1 + pick(6), high = 1 + pick(6);
    const bool has_hole = wide > 2 && high > 2 && random() % 2 == 0;
    add_ring(into, {{double(x), double(y)},
                    {double(x + wide), double(y)},
                    {double(x + wide), double(y + high)},
                    {double(x), double(y + high)}});
    if (has_hole)
      add_ring(into, {{double(x + 1), double(y + 1)},
                      {double(x + 1), double(y + 2)},
                      {double(x + 2), double(y + 2)},
                      {double(x + 2), double(y + 1)}});
    into.end_feature();
    for (int row = y; row < y + high; ++row)
      for (int column = x; column < x + wide; ++column)
        if (!(has_hole && row == y + 1 && column == x + 1)) cells[static_cast<std::size_t>(row * extent + column)] = 1;
  };
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Geometries supply(Shape::area), areas(Shape::area);
    std::vector<char> covered(extent * extent, 0);
    for (int i = 0; i < 1 + static_cast<int>(random() % 8); ++i) add_block(random, supply, covered);
    const Geometries united = straight::unite_straight(supply);
    double sum = 0;
    for (std::size_t i = 0; i < united.size(); ++i) {
      CHECK(oracle::is_valid(united, i));
      sum += area_of(united, i);
    }
    CHECK(sum == Approx(static_cast<double>(std::count(covered.begin(), covered.end(), 1))));
    const Region region(united);
    for (int i = 0; i < 4; ++i) {
      std::vector<char> own(extent * extent, 0);
      add_block(random, areas, own);
      double common = 0, whole = 0;
      for (std::size_t cell = 0; cell < own.size(); ++cell) {
        common += own[cell] && covered[cell] ? 1 : 0;
        whole += own[cell] ? 1 : 0;
      }
      const Cut cut = straight::cut(region, areas, areas.size() - 1);
      check_valid(cut.inside);
      check_valid(cut.outside);
      CHECK(straight::common_area(region, areas, areas.size() - 1) == Approx(common).margin(1e-9));
      CHECK(cut.inside.total() == Approx(common).margin(1e-9));
      CHECK(cut.outside.total() == Approx(whole - common).margin(1e-9));
    }
  }
}

TEST_CASE("features that meet are grouped, whoever holds or touches whom", "[straight]") {
  Geometries areas(Shape::area);
  add_square(areas, 0, 0, 10, 10);
  add_square(areas, 50, 50, 60, 60);
  add_square(areas, 4, 4, 5, 5);      // inside the first
  add_square(areas, 60, 60, 70, 70);  // at a corner of the second
  add_square(areas, 11, 0, 20, 10);   // beside the first, a metre off
  areas.end_feature();                // no geometry
  CHECK(straight::touching_groups(areas) == std::vector<std::vector<std::size_t>>{{0, 2}, {1, 3}, {4}});
}

}  // namespace gapmap
