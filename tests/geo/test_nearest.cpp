// SPDX-License-Identifier: MIT
#include "geo/nearest.h"

#include "covers.h"
#include "oracles/cover_oracle.h"

namespace gapmap {
namespace {

using namespace tests;

double coordinate(std::mt19937& random, double extent) {
  return extent * static_cast<double>(random() % 10000) / 10000;
}

Geometries supply_of(std::mt19937& random, Shape shape, double extent) {
  Geometries made(shape);
  const int count = 1 + static_cast<int>(random() % 60);
  for (int i = 0; i < count; ++i) {
    const Point p{coordinate(random, extent), coordinate(random, extent)};
    const Point q{p.x + coordinate(random, 80) - 40, p.y + coordinate(random, 80) - 40};
    if (shape == Shape::point) made.add_point(p);
    if (shape == Shape::line) made.add_feature(std::vector<Point>{p, q});
    if (shape == Shape::area) add_square(made, p.x, p.y, p.x + 5 + coordinate(random, 30), p.y + 5);
    if (i % 9 == 0) made.add_feature(made, static_cast<std::size_t>(random()) % made.size());  // a twin: the lower wins
  }
  return made;
}

}  // namespace

TEST_CASE("the nearest feature is that which measuring all of them finds, with a hit beside or without", "[nearest]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Shape shape = std::vector<Shape>{Shape::point, Shape::line, Shape::area}[seed % 3];
    // Long and narrow now and then, so that the grid has few rows.
    const Geometries supply = supply_of(random, shape, seed % 5 == 0 ? 30 : 600);
    const Nearest nearest(supply, all_of(supply));
    Nearest::Hit before;
    for (int i = 0; i < 200; ++i) {
      const Point p{coordinate(random, 1000) - 200, coordinate(random, 1000) - 200};
      double least = std::numeric_limits<double>::infinity();
      std::uint32_t row = 0;
      for (std::uint32_t k = 0; k < supply.size(); ++k)
        if (const double metres = oracle::distance_to(supply, k, p); metres < least) {
          least = metres;
          row = k;
        }
      CAPTURE(p.x, p.y);
      const Nearest::Hit hit = nearest.find(p);
      CHECK(hit.distance == Approx(least).margin(1e-9));
      if (shape == Shape::point) CHECK(hit.row == row);
      before = nearest.find(p, before);
      CHECK(before.distance == hit.distance);
      CHECK(before.row == hit.row);
    }
  }
}

TEST_CASE("of no supply nothing is nearest", "[nearest]") {
  const Geometries none(Shape::point);
  CHECK(!Nearest(none, {}).find({1, 2}).found());
}

}  // namespace gapmap
