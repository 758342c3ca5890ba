// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "base/error.h"
#include "geo/crs.h"

using namespace gapmap;

namespace {

const Box zhengzhou{{113, 34}, {114, 35}};

Point carried(const Transform& transform, Point point) {
  transform.apply({&point, 1});
  return point;
}

/// Gauss-Kruger on the CGCS2000 ellipsoid by Krueger's series to n^4, written down apart from PROJ.
Point gauss_kruger(double longitude, double latitude, double meridian) {
  const double pi = std::acos(-1.0);
  const double a = 6378137.0, f = 1 / 298.257222101;
  const double n = f / (2 - f), n2 = n * n, n3 = n2 * n, n4 = n3 * n;
  const double e = std::sqrt(f * (2 - f));
  const double radius = a / (1 + n) * (1 + n2 / 4 + n4 / 64);
  const double alpha[] = {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
                          61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161280};
  const double phi = latitude * pi / 180, lambda = (longitude - meridian) * pi / 180;
  const double t = std::sinh(std::atanh(std::sin(phi)) - e * std::atanh(e * std::sin(phi)));
  const double xi = std::atan2(t, std::cos(lambda));
  const double eta = std::atanh(std::sin(lambda) / std::hypot(1.0, t));
  double north = xi, east = eta;
  for (int j = 1; j <= 4; ++j) {
    north += alpha[j - 1] * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
    east += alpha[j - 1] * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
  }
  return {500000 + radius * east, radius * north};
}

}  // namespace

TEST_CASE("a system says what it is") {
  const Crs crs = Crs::parse("EPSG:4547");
  CHECK(crs.name() == "CGCS2000 / 3-degree Gauss-Kruger CM 114E");
  CHECK(crs.authority() == "EPSG");
  CHECK(crs.code() == 4547);
  CHECK(crs.label() == "EPSG:4547");
  CHECK(crs.is_metric());
  CHECK_FALSE(crs.is_geographic());
  CHECK_FALSE(crs.is_web_mercator());
  CHECK(crs.wkt().starts_with("PROJCS[\"CGCS2000"));

  CHECK(Crs::parse("EPSG:4490").is_geographic());
  CHECK_FALSE(Crs::parse("EPSG:4490").is_metric());
  CHECK_FALSE(Crs::parse("EPSG:2263").is_metric());  // New York in US feet
}

TEST_CASE("Web Mercator and its kin are known") {
  CHECK(Crs::parse("EPSG:3857").is_web_mercator());
  CHECK(Crs::parse("ESRI:102100").is_web_mercator());
  CHECK(Crs::parse("EPSG:3395").is_web_mercator());
  CHECK(Crs::parse(Crs::parse("EPSG:3857").wkt()).is_web_mercator());
  CHECK_FALSE(Crs::parse("EPSG:32649").is_web_mercator());  // Transverse Mercator
  CHECK_FALSE(Crs::parse("EPSG:4326").is_web_mercator());
}

TEST_CASE("x is easting or longitude, whatever the authority's axis order") {
  // EPSG gives latitude first for 4490 and northing first for 4547.
  const Transform transform(Crs::parse("EPSG:4490"), Crs::parse("EPSG:4547"), zhengzhou);
  const Point place = carried(transform, {113.65, 34.75});
  const Point expected = gauss_kruger(113.65, 34.75, 114);
  CHECK(place.x == Approx(expected.x).margin(0.001).epsilon(0));
  CHECK(place.y == Approx(expected.y).margin(0.001).epsilon(0));

  const Transform back(Crs::parse("EPSG:4547"), Crs::parse("EPSG:4490"), zhengzhou);
  const Point again = carried(back, place);
  CHECK(again.x == Approx(113.65).margin(1e-9).epsilon(0));
  CHECK(again.y == Approx(34.75).margin(1e-9).epsilon(0));
  CHECK(back.accuracy() == 0.0);
  CHECK_FALSE(back.description().empty());
}

TEST_CASE("a point that cannot be carried is infinite, its neighbours are not") {
  const Transform transform(Crs::parse("EPSG:4490"), Crs::parse("EPSG:4547"), zhengzhou);
  std::vector<Point> points{{113.65, 34.75}, {std::nan(""), 34}, {113.65, 1000}, {113.65, 34.75}};
  transform.apply(points);
  CHECK(std::isinf(points[1].x));
  CHECK(std::isinf(points[2].y));
  CHECK(points[3] == points[0]);
  CHECK(points[0].x == Approx(467952.1975).margin(0.001).epsilon(0));
}

TEST_CASE("the same system needs no transform") {
  const Crs one = Crs::parse("EPSG:4547"), two = Crs::parse(one.wkt());
  CHECK(one.equals(two));
  CHECK(two.code() == 4547);
  CHECK_FALSE(one.equals(Crs::parse("EPSG:4548")));
  CHECK_FALSE(Crs::parse("EPSG:4326").equals(Crs::parse("EPSG:4490")));
  const Transform nothing(one, two, zhengzhou);
  CHECK(nothing.is_identity());
  CHECK(nothing.accuracy() == 0.0);
  CHECK(carried(nothing, {1, 2}) == Point{1, 2});
}

TEST_CASE("a fitting system is the nearest zone") {
  CHECK(Crs::fitting({113.65, 34.75}) == "EPSG:4547");  // Zhengzhou: central meridian 114
  CHECK(Crs::fitting({112.51, 23.1}) == "EPSG:4547");   // the zone reaches from 112.5 to 115.5
  CHECK(Crs::fitting({112.49, 23.1}) == "EPSG:4546");
  CHECK(Crs::fitting({135, 48}) == "EPSG:4554");
  CHECK(Crs::fitting({73.5, 39}) == "EPSG:4534");
  CHECK(Crs::fitting({24.94, 60.17}) == "EPSG:32635");  // Helsinki
  CHECK(Crs::fitting({-51.2, -30}) == "EPSG:32722");    // Porto Alegre
  CHECK(Crs::fitting({180, 10}) == "EPSG:32660");
  CHECK(Crs::fitting({-180, 10}) == "EPSG:32601");
  CHECK_THROWS_AS(Crs::fitting({std::nan(""), 0}), Error);
  for (const Point place : {Point{75, 40}, Point{135, 48}, Point{114, 30}}) {
    CHECK(Crs::parse(Crs::fitting(place)).name().find(std::to_string(static_cast<int>(place.x)) + "E") !=
          std::string::npos);
  }
}

TEST_CASE("the distortion at a place is the Gauss-Krueger scale there") {
  const Crs crs = Crs::parse("EPSG:4547");
  CHECK(crs.scale_error({500000, 3840000}) < 1e-7);  // on the central meridian lengths are true
  // 100 km east of it: 1 + y^2 / 2R^2 = 1.000123 with R = 6,371 km.
  CHECK(crs.scale_error({600000, 3840000}) == Approx(1.23e-4).epsilon(0.01));
  CHECK(Crs::parse("EPSG:4326").scale_error({114, 34}) == 0);
}

TEST_CASE("an unknown system is an error of the plan") {
  for (const char* const definition : {"EPSG:999999", "", "nonsense", "+proj=nosuch", "PROJCS["}) {
    try {
      Crs::parse(definition);
      FAIL("accepted " << definition);
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::plan);
      CHECK(error.sentence().en.find(definition) != std::string::npos);
      CHECK_FALSE(error.sentence().zh.empty());
      CHECK_FALSE(error.hint().empty());
    }
  }
}

TEST_CASE("a height beside the plane does not matter") {
  const Crs compound = Crs::parse("EPSG:4547+5703");
  CHECK(compound.is_metric());
  CHECK(compound.equals(Crs::parse("EPSG:4547")));
}
