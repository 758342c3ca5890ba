// SPDX-License-Identifier: MIT
#include "inspect/datum_doctor.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "geo/china.h"

namespace gapmap {
namespace {

/// Streets 150 to 400 m apart and points 8 m beside them, around 113.65 E, 34.72 N in EPSG:4547.
struct Town {
  Geometries streets{Shape::line};
  std::vector<Point> shops;

  explicit Town(unsigned seed, Point corner = {465000, 3842000}) {
    std::mt19937 random(seed);
    const auto between = [&](double low, double high) {
      return std::uniform_real_distribution<double>(low, high)(random);
    };
    constexpr double size = 6000;
    std::vector<double> xs, ys;
    for (double x = 0; x < size; x += between(150, 400)) xs.push_back(corner.x + x);
    for (double y = 0; y < size; y += between(150, 400)) ys.push_back(corner.y + y);
    for (const double x : xs) add({x, corner.y}, {x, corner.y + size});
    for (const double y : ys) add({corner.x, y}, {corner.x + size, y});
    for (int i = 0; i < 300; ++i) {
      const bool is_along_x = random() % 2 == 0;
      const double along = between(1500, size - 1500);
      shops.push_back(is_along_x ? Point{corner.x + along, ys[random() % ys.size()] + 8}
                                 : Point{xs[random() % xs.size()] + 8, corner.y + along});
    }
  }

  void add(Point a, Point b) {
    const Point path[] = {a, b};
    streets.add_feature(path);
  }
};

const Crs zone = Crs::parse("EPSG:4547");

/// The points as they stand in the plane when a file in `datum` is taken for WGS 84.
std::vector<Point> mistaken(std::vector<Point> points, Datum datum) {
  const Crs degrees = Crs::parse("EPSG:4326");
  Transform(zone, degrees, {}).apply(points);
  for (Point& p : points) {
    if (datum != Datum::wgs84) p = china::wgs84_to_gcj02(p);
    if (datum == Datum::bd09) p = china::gcj02_to_bd09(p);
  }
  Transform(degrees, zone, {}).apply(points);
  return points;
}

}  // namespace

TEST_CASE("the doctor finds the datum that points beside streets are in, whatever is stated") {
  const Town town(GENERATE(1u, 2u, 3u));
  for (const Datum truth : {Datum::wgs84, Datum::gcj02, Datum::bd09}) {
    CAPTURE(datum_name(truth));
    const auto found = diagnose_datum(mistaken(town.shops, truth), Datum::wgs84, &town.streets, nullptr, zone);
    REQUIRE(found);
    CHECK(found->is_certain);
    CHECK(found->best == truth);
    CHECK(found->fits[static_cast<std::size_t>(truth)].median_distance == Approx(8).margin(0.5));
    // Read as what they are, the same points confirm it.
    const auto agreed = diagnose_datum(town.shops, truth, &town.streets, nullptr, zone);
    REQUIRE(agreed);
    CHECK(agreed->is_certain);
    CHECK(agreed->best == truth);
  }
}

TEST_CASE("the doctor leans to the right datum where the points are too few to be certain") {
  const Town town(GENERATE(7u, 8u, 9u));
  const std::vector<Point> few(town.shops.begin(), town.shops.begin() + 32);
  for (const Datum truth : {Datum::wgs84, Datum::gcj02, Datum::bd09}) {
    CAPTURE(datum_name(truth));
    const auto found = diagnose_datum(mistaken(few, truth), Datum::wgs84, &town.streets, nullptr, zone);
    REQUIRE(found);
    if (found->is_certain)
      CHECK(found->best == truth);
    else
      CHECK(found->likely == truth);
  }
}

TEST_CASE("the doctor is unsure where points keep no distance to streets") {
  const Town town(4);
  std::mt19937 random(5);
  std::uniform_real_distribution<double> place(1500, 4500);
  std::vector<Point> fields;
  for (int i = 0; i < 500; ++i) fields.push_back({465000 + place(random), 3842000 + place(random)});
  const auto found = diagnose_datum(fields, Datum::wgs84, &town.streets, nullptr, zone);
  REQUIRE(found);
  CHECK_FALSE(found->is_certain);
  CHECK_FALSE(found->likely);
}

TEST_CASE("the doctor says nothing outside China, for few points, or without anything to compare with") {
  const Town town(6);
  CHECK_FALSE(diagnose_datum(std::span(town.shops).first(29), Datum::wgs84, &town.streets, nullptr, zone));
  CHECK_FALSE(diagnose_datum(town.shops, Datum::wgs84, nullptr, nullptr, zone));
  const Town abroad(6, {475000, 6670000});  // Porto Alegre in EPSG:31982
  CHECK_FALSE(diagnose_datum(abroad.shops, Datum::wgs84, &abroad.streets, nullptr, Crs::parse("EPSG:31982")));
}

TEST_CASE("without streets, units that hold only what lies in them decide") {
  // A square of 3 km with 400 points along the inside of its eastern edge and from near its southern one: GCJ-02 taken
  // for WGS 84 puts them out to the east, taken for BD-09 some of them out to the south.
  Geometries units(Shape::area);
  const Point ring[] = {{470000, 3842000}, {473000, 3842000}, {473000, 3845000}, {470000, 3845000}, {470000, 3842000}};
  units.add_feature(ring);
  std::vector<Point> points;
  for (int i = 0; i < 400; ++i) points.push_back({472600 + i % 5 * 50.0, 3842500 + i * 5.0});
  const auto found = diagnose_datum(mistaken(points, Datum::gcj02), Datum::wgs84, nullptr, &units, zone);
  REQUIRE(found);
  CHECK(found->fits[static_cast<std::size_t>(Datum::gcj02)].share_inside == 1);
  CHECK(found->fits[static_cast<std::size_t>(Datum::wgs84)].share_inside < 0.5);
  CHECK(found->is_certain);
  CHECK(found->best == Datum::gcj02);
}

}  // namespace gapmap
