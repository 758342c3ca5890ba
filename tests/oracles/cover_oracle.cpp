// SPDX-License-Identifier: MIT
#include "oracles/cover_oracle.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

namespace gapmap::oracle {

namespace {

double distance_to_segment(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, dd = dx * dx + dy * dy;
  const double t = dd > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / dd, 0.0, 1.0) : 0.0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool inside(const Geometries& areas, std::size_t feature, Point p) {
  bool odd = false;
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    const Path ring = areas.part(feature, part);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Point a = ring[i - 1], b = ring[i];
      if ((a.y <= p.y) != (b.y <= p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
    }
  }
  return odd;
}

class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  GEOSContextHandle_t get() const { return handle_; }

  using Shaped = std::unique_ptr<GEOSGeometry, void (*)(GEOSGeometry*)>;
  static void destroy(GEOSGeometry* g) { GEOSGeom_destroy(g); }
  Shaped own(GEOSGeometry* g) const { return {g, destroy}; }

  GEOSCoordSequence* sequence(Path path) const {
    return GEOSCoordSeq_copyFromBuffer_r(handle_, &path.front().x, static_cast<unsigned>(path.size()), 0, 0);
  }
  /// One feature; an area's rings as exteriors, each with the holes that follow.
  Shaped shape(const Geometries& g, std::size_t feature) const {
    std::vector<GEOSGeometry*> made;
    for (std::size_t part = 0; part < g.parts_of(feature);) {
      GEOSCoordSequence* s = sequence(g.part(feature, part++));
      if (g.shape() == Shape::point) made.push_back(GEOSGeom_createPoint_r(handle_, s));
      if (g.shape() == Shape::line) made.push_back(GEOSGeom_createLineString_r(handle_, s));
      if (g.shape() != Shape::area) continue;
      std::vector<GEOSGeometry*> holes;
      while (part < g.parts_of(feature) && signed_area(g.part(feature, part)) < 0)
        holes.push_back(GEOSGeom_createLinearRing_r(handle_, sequence(g.part(feature, part++))));
      made.push_back(GEOSGeom_createPolygon_r(handle_, GEOSGeom_createLinearRing_r(handle_, s), holes.data(),
                                              static_cast<unsigned>(holes.size())));
    }
    const int type = g.shape() == Shape::point  ? GEOS_MULTIPOINT
                     : g.shape() == Shape::line ? GEOS_MULTILINESTRING
                                                : GEOS_MULTIPOLYGON;
    return own(GEOSGeom_createCollection_r(handle_, type, made.data(), static_cast<unsigned>(made.size())));
  }

 private:
  GEOSContextHandle_t handle_;
};

}  // namespace

double distance_to(const Geometries& supply, std::size_t feature, Point p) {
  if (supply.shape() == Shape::area && inside(supply, feature, p)) return 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t part = 0; part < supply.parts_of(feature); ++part) {
    const Path path = supply.part(feature, part);
    least = std::min(least, std::hypot(p.x - path[0].x, p.y - path[0].y));
    for (std::size_t i = 1; i < path.size(); ++i) least = std::min(least, distance_to_segment(p, path[i - 1], path[i]));
  }
  return least;
}

double covered_area_by_counting(const Geometries& supply, std::span<const std::uint32_t> rows,
                                std::span<const double> reach, const Geometries& areas, std::size_t feature,
                                int cells) {
  const Box box = areas.box(feature);
  const double dx = (box.high.x - box.low.x) / cells, dy = (box.high.y - box.low.y) / cells;
  long count = 0;
  for (int i = 0; i < cells; ++i) {
    for (int j = 0; j < cells; ++j) {
      const Point p{box.low.x + (i + 0.5) * dx, box.low.y + (j + 0.5) * dy};
      if (!inside(areas, feature, p)) continue;
      for (std::size_t k = 0; k < rows.size(); ++k) {
        if (distance_to(supply, rows[k], p) > reach[k]) continue;
        ++count;
        break;
      }
    }
  }
  return static_cast<double>(count) * dx * dy;
}

namespace {

double sum_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach,
                   const Geometries& areas, std::size_t first, std::size_t last, int quadrant_segments) {
  const Geos geos;
  std::vector<GEOSGeometry*> buffers;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto shape = geos.shape(supply, rows[k]);
    buffers.push_back(GEOSBuffer_r(geos.get(), shape.get(), reach[k], quadrant_segments));
  }
  const auto all = geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_GEOMETRYCOLLECTION, buffers.data(),
                                                        static_cast<unsigned>(buffers.size())));
  const auto united = geos.own(GEOSUnaryUnion_r(geos.get(), all.get()));
  double sum = 0;
  for (std::size_t i = first; i < last; ++i) {
    const auto area = geos.shape(areas, i);
    const auto common = geos.own(GEOSIntersection_r(geos.get(), united.get(), area.get()));
    double value = std::numeric_limits<double>::quiet_NaN();
    if (common) GEOSArea_r(geos.get(), common.get(), &value);
    sum += value;
  }
  return sum;
}

}  // namespace

double covered_area_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows,
                            std::span<const double> reach, const Geometries& areas, std::size_t feature,
                            int quadrant_segments) {
  return sum_by_geos(supply, rows, reach, areas, feature, feature + 1, quadrant_segments);
}

double covered_areas_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows,
                             std::span<const double> reach, const Geometries& areas, int quadrant_segments) {
  return sum_by_geos(supply, rows, reach, areas, 0, areas.size(), quadrant_segments);
}

double gap_areas_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach,
                         const Geometries& areas, int quadrant_segments) {
  const Geos geos;
  std::vector<GEOSGeometry*> buffers;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto shape = geos.shape(supply, rows[k]);
    buffers.push_back(GEOSBuffer_r(geos.get(), shape.get(), reach[k], quadrant_segments));
  }
  const auto all = geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_GEOMETRYCOLLECTION, buffers.data(),
                                                        static_cast<unsigned>(buffers.size())));
  const auto united = geos.own(GEOSUnaryUnion_r(geos.get(), all.get()));
  double sum = 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto area = geos.shape(areas, i);
    const auto gap = geos.own(GEOSDifference_r(geos.get(), area.get(), united.get()));
    double value = std::numeric_limits<double>::quiet_NaN();
    if (gap) GEOSArea_r(geos.get(), gap.get(), &value);
    sum += value;
  }
  return sum;
}

bool is_valid(const Geometries& areas, std::size_t feature) {
  const Geos geos;
  return GEOSisValid_r(geos.get(), geos.shape(areas, feature).get()) == 1;
}

}  // namespace gapmap::oracle
