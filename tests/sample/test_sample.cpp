// SPDX-License-Identifier: MIT
#include "sample/sample.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include <geos_c.h>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "geo/area_locator.h"

using namespace gapmap;

namespace {

using Key = std::pair<double, double>;
Key key(Point p) { return {p.x, p.y}; }

const SampleDistrict& usual() {
  static const SampleDistrict district = make_sample({});
  return district;
}

const Layer& layer(const SampleDistrict& district, const char* name) {
  const Layer* found = district.find(name);
  REQUIRE(found != nullptr);
  return *found;
}

double sum(const Layer& of, const char* column) {
  const Column* values = of.find(column);
  REQUIRE(values != nullptr);
  double total = 0;
  for (std::size_t i = 0; i < of.size(); ++i) total += values->number(i);
  return total;
}

double areas(const Layer& of) {
  double total = 0;
  for (std::size_t i = 0; i < of.size(); ++i) total += area_of(of.geometries, i);
  return total;
}

bool equal(const SampleDistrict& a, const SampleDistrict& b) {
  if (a.layers.size() != b.layers.size()) return false;
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    const Layer &one = a.layers[i], &other = b.layers[i];
    if (one.ids != other.ids || !(one.geometries == other.geometries)) return false;
    for (std::size_t k = 0; k < one.columns.size(); ++k)
      if (one.columns[k].values != other.columns[k].values) return false;
  }
  return true;
}

/// Directed edges of all rings, with how often each occurs.
std::map<std::pair<Key, Key>, int> edges_of(const Geometries& rings) {
  std::map<std::pair<Key, Key>, int> edges;
  for (std::size_t i = 0; i < rings.part_count(); ++i) {
    const Path ring = rings.part(i);
    for (std::size_t k = 1; k < ring.size(); ++k) ++edges[{key(ring[k - 1]), key(ring[k])}];
  }
  return edges;
}

/// Whether GEOS finds every polygon valid; the holes of our polygons follow their exterior.
bool all_valid(const Geometries& polygons) {
  GEOSContextHandle_t geos = GEOS_init_r();
  bool valid = true;
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    std::vector<GEOSGeometry*> rings;
    for (std::size_t part = 0; part < polygons.parts_of(i); ++part) {
      const Path ring = polygons.part(i, part);
      GEOSCoordSequence* vertices = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size()), 2);
      for (unsigned k = 0; k < ring.size(); ++k) GEOSCoordSeq_setXY_r(geos, vertices, k, ring[k].x, ring[k].y);
      rings.push_back(GEOSGeom_createLinearRing_r(geos, vertices));
    }
    GEOSGeometry* polygon =
        GEOSGeom_createPolygon_r(geos, rings[0], rings.data() + 1, static_cast<unsigned>(rings.size() - 1));
    valid = valid && GEOSisValid_r(geos, polygon) == 1;
    GEOSGeom_destroy_r(geos, polygon);
  }
  GEOS_finish_r(geos);
  return valid;
}

/// Street pieces that meet at each vertex where some piece ends.
std::map<Key, std::vector<std::size_t>> junctions(const Geometries& lines) {
  std::map<Key, std::vector<std::size_t>> ends;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ends[key(lines.part(i).front())].push_back(i);
    ends[key(lines.part(i).back())].push_back(i);
  }
  return ends;
}

}  // namespace

TEST_CASE("the sample has the size of a district") {
  const SampleDistrict& district = usual();
  CHECK(layer(district, "subdistricts").size() == 16);
  CHECK(layer(district, "residents").size() == 60000);
  CHECK(sum(layer(district, "residents"), "population") == Approx(848000).margin(2));
  CHECK(sum(layer(district, "subdistricts"), "population") == sum(layer(district, "residents"), "population"));
  CHECK(areas(layer(district, "subdistricts")) > 150e6);
  CHECK(areas(layer(district, "subdistricts")) < 162e6);
  CHECK(areas(layer(district, "built_up")) == Approx(75e6).epsilon(0.06));
  CHECK(layer(district, "roads").size() > 15000);
  CHECK(layer(district, "roads").size() < 25000);
  CHECK(layer(district, "lamps").size() == Approx(20000).epsilon(0.03));
  const Box box = layer(district, "subdistricts").geometries.box();
  CHECK(box.high.y - box.low.y > box.high.x - box.low.x);
}

TEST_CASE("the sample's columns are as long as its layers") {
  for (const Layer& one : usual().layers) {
    INFO(one.name);
    CHECK(one.geometries.size() == (one.has_geometry() ? one.size() : 0));
    for (const Column& column : one.columns) CHECK(column.size() == one.size());
  }
}

TEST_CASE("the sample's units tile the district exactly") {
  for (const std::uint64_t seed : {2018U, 1U, 7U, 99U}) {
    const SampleDistrict district = make_sample({seed, 1, {}});
    const Layer& units = layer(district, "subdistricts");
    const auto edges = edges_of(units.geometries);
    double border = 0;  // the ground that the unshared edges enclose, by the shoelace formula
    const Point origin = units.geometries.vertices().front();
    for (const auto& [edge, count] : edges) {
      REQUIRE(count == 1);
      if (edges.count({edge.second, edge.first}) != 0) continue;
      border += ((edge.first.first - origin.x) * (edge.second.second - origin.y) -
                 (edge.second.first - origin.x) * (edge.first.second - origin.y)) /
                2;
    }
    CHECK(border == Approx(areas(units)).epsilon(1e-9));
    for (std::size_t i = 0; i < units.size(); ++i) CHECK(units.geometries.parts_of(i) == 1);
  }
}

TEST_CASE("the sample's areas are valid polygons") {
  for (const std::uint64_t seed : {2018U, 1U, 7U, 99U, 12345U}) {
    const SampleDistrict district = make_sample({seed, 1, {}});
    for (const Layer& one : district.layers) {
      if (one.geometries.shape() != Shape::area) continue;
      INFO(one.name << " of seed " << seed);
      CHECK(all_valid(one.geometries));
    }
  }
}

TEST_CASE("the sample's streets are one network with some dead ends") {
  const SampleDistrict& district = usual();
  const Geometries& lines = layer(district, "roads").geometries;
  const auto ends = junctions(lines);
  std::vector<std::size_t> root(lines.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  const AreaLocator units(layer(district, "subdistricts").geometries);
  int dead = 0;
  for (const auto& [place, pieces] : ends) {
    for (const std::size_t piece : pieces) root[find(piece)] = find(pieces.front());
    dead += pieces.size() == 1 && units.find({place.first, place.second}) >= 0;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) REQUIRE(find(i) == find(0));
  CHECK(dead >= 40);
  CHECK(dead <= 90);
}

TEST_CASE("the sample's streets meet only where pieces end") {
  // Planar: GEOS finds that noding the streets adds no vertex, so that crossings are junctions.
  const Geometries& lines = layer(usual(), "roads").geometries;
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<GEOSGeometry*> all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Path line = lines.part(i);
    GEOSCoordSequence* vertices = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(line.size()), 2);
    for (unsigned k = 0; k < line.size(); ++k) GEOSCoordSeq_setXY_r(geos, vertices, k, line[k].x, line[k].y);
    all.push_back(GEOSGeom_createLineString_r(geos, vertices));
  }
  GEOSGeometry* streets =
      GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, all.data(), static_cast<unsigned>(all.size()));
  GEOSGeometry* noded = GEOSNode_r(geos, streets);
  CHECK(GEOSGetNumGeometries_r(geos, noded) == static_cast<int>(lines.size()));
  GEOSGeom_destroy_r(geos, noded);
  GEOSGeom_destroy_r(geos, streets);
  GEOS_finish_r(geos);
}

TEST_CASE("the sample's homes stand in the district and in no park or water") {
  const SampleDistrict& district = usual();
  const AreaLocator units(layer(district, "subdistricts").geometries), parks(layer(district, "parks").geometries);
  const AreaLocator water(layer(district, "water").geometries);
  for (const Point home : layer(district, "residents").geometries.vertices()) {
    REQUIRE(units.find(home) >= 0);
    REQUIRE(parks.find(home) < 0);
    REQUIRE(water.find(home) < 0);
  }
}

TEST_CASE("the same seed gives the same sample, another seed another") {
  const SampleDistrict again = make_sample({});
  CHECK(equal(usual(), again));
  CHECK_FALSE(equal(usual(), make_sample({2019, 1, {}})));
}

TEST_CASE("the sample grows with its scale") {
  const SampleDistrict two = make_sample({2018, 2, {}});
  CHECK(layer(two, "residents").size() == 120000);
  CHECK(layer(two, "subdistricts").size() == 32);
  CHECK(areas(layer(two, "subdistricts")) == Approx(2 * 156.2e6).epsilon(0.05));
  const Column& codes = *layer(two, "subdistricts").find("code");
  Texts unique = std::get<Texts>(codes.values);
  std::sort(unique.begin(), unique.end());
  CHECK(std::adjacent_find(unique.begin(), unique.end()) == unique.end());
  const SampleDistrict small = make_sample({2018, 0.1, {}});
  CHECK(layer(small, "residents").size() == 6000);
  CHECK(layer(small, "subdistricts").size() == 16);
  CHECK_THROWS_AS(make_sample({2018, 0, {}}), Error);
}
