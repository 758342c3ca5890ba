// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <numbers>

#include "output/service_areas.h"

namespace gapmap {
namespace {

ReachedStreets streets_of(const std::vector<std::vector<Point>>& lines, const std::vector<double>& within) {
  ReachedStreets streets;
  for (const auto& line : lines) streets.lines.add_feature(line);
  streets.within = within;
  return streets;
}

}  // namespace

TEST_CASE("service areas: a strip along each street, and the block between two near ones") {
  // Two parallel streets of 1000 m, 200 m apart, and a third 700 m off.
  const ReachedStreets streets =
      streets_of({{{0, 0}, {1000, 0}}, {{0, 200}, {1000, 200}}, {{0, 900}, {1000, 900}}}, {500, 500, 500});
  const std::vector<ServiceArea> strips = service_strips(streets), hulls = service_hulls(streets);
  REQUIRE(strips.size() == 1);
  REQUIRE(hulls.size() == 1);
  CHECK(strips[0].within == 500);
  CHECK(area_of(strips[0].shape, 0) == Approx(3 * (1000 * 50 + std::numbers::pi * 25 * 25)).epsilon(0.01));
  CHECK(area_of(hulls[0].shape, 0) == Approx(1000 * 200));  // the third street has no block
  CHECK(hulls[0].shape.parts_of(0) == 1);
}

TEST_CASE("service hulls: a block wider than the disc is no part; limits are drawn the farthest first") {
  // Squares of streets: a circle through their places has half the diagonal for its radius, so that one of 200 m
  // (141 m) is filled, and of one of 400 m (283 m) but the corners, where a disc of 300 m across does not fit.
  const auto square = [](double side) {
    return std::vector<Point>{{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}};
  };
  CHECK(area_of(service_hulls(streets_of({square(200)}, {300}))[0].shape, 0) == Approx(200 * 200));
  const double large = area_of(service_hulls(streets_of({square(400)}, {300}))[0].shape, 0);
  CHECK(large < 0.3 * 400 * 400);
  const std::vector<ServiceArea> hulls = service_hulls(streets_of({square(200), {{500, 0}, {600, 0}}}, {800, 300}));
  REQUIRE(hulls.size() == 2);
  CHECK(hulls[0].within == 800);
  CHECK(hulls[1].within == 300);
  CHECK(hulls[1].shape.parts_of(0) == 0);  // one street on its own
}

}  // namespace gapmap
