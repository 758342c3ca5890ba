// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <cmath>

#include "geo/overlay.h"

namespace gapmap {

TEST_CASE("the alpha shape of points joins what is near and leaves holes where a disc fits") {
  // Four corners of a square of 10 m: the circle through them has a radius of 7.07 m.
  const std::vector<Point> corners{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  CHECK(area_of(alpha_shape(corners, Metres{7.08}), 0) == Approx(100));
  CHECK(alpha_shape(corners, Metres{7.07}).parts_of(0) == 0);
  // Two of them far apart stay two; a ring of points keeps its hole; fewer than three points have no shape.
  std::vector<Point> two = corners, ring;
  for (const Point p : corners) two.push_back({p.x + 100, p.y});
  CHECK(alpha_shape(two, Metres{8}).parts_of(0) == 2);
  const double turn = 0.10471975511966;  // a sixtieth
  for (int i = 0; i < 60; ++i)
    for (const double radius : {40.0, 45.0}) ring.push_back({radius * std::cos(i * turn), radius * std::sin(i * turn)});
  const Geometries shape = alpha_shape(ring, Metres{10});
  CHECK(shape.parts_of(0) == 2);
  CHECK(area_of(shape, 0) == Approx(30 * std::sin(turn) * (45 * 45 - 40 * 40)));  // between polygons of 60 sides
  CHECK(alpha_shape(std::vector<Point>{{0, 0}, {1, 1}}, Metres{10}).parts_of(0) == 0);
}

}  // namespace gapmap
