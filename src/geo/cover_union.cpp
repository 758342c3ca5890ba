// SPDX-License-Identifier: MIT
#include <geos_c.h>

#include <algorithm>

#include "base/error.h"
#include "base/handle.h"
#include "geo/cover_flat.h"

namespace gapmap::cover {

namespace {

GEOSContextHandle_t context() {
  thread_local const Handle<GEOSContextHandle_HS, GEOS_finish_r> handle(GEOS_init_r());
  return handle.get();
}

void destroy(GEOSGeometry* geometry) { GEOSGeom_destroy_r(context(), geometry); }
using Shaped = Handle<GEOSGeometry, destroy>;

Shaped checked(GEOSGeometry* geometry) {
  if (!geometry) {
    throw Error(Fault::input, {"无法合并面状要素", "areas cannot be united"},
                {"用 gapmap inspect 检查图层的几何", "check the layer's geometry with gapmap inspect"});
  }
  return Shaped(geometry);
}

Shaped ring_of(Path path) {
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(context(), &path.front().x, static_cast<unsigned>(path.size()), 0, 0);
  return checked(sequence ? GEOSGeom_createLinearRing_r(context(), sequence) : nullptr);
}

void add_polygons(const Geometries& areas, std::size_t feature, std::vector<GEOSGeometry*>& polygons) {
  const Geometries single = split(areas, feature);
  for (std::size_t i = 0; i < single.size(); ++i) {
    Shaped shell = ring_of(single.part(i, 0));
    std::vector<GEOSGeometry*> holes;
    for (std::size_t part = 1; part < single.parts_of(i); ++part) {
      holes.push_back(ring_of(single.part(i, part)).release());
    }
    polygons.push_back(
        checked(GEOSGeom_createPolygon_r(context(), shell.release(), holes.data(), static_cast<unsigned>(holes.size())))
            .release());
  }
}

void add_ring(const GEOSGeometry* ring, bool exterior, Geometries& into) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context(), ring);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context(), sequence, &size);
  std::vector<Point> vertices(size);
  GEOSCoordSeq_copyToBuffer_r(context(), sequence, &vertices.front().x, 0, 0);
  if ((signed_area(vertices) > 0) != exterior) std::reverse(vertices.begin(), vertices.end());
  into.add_part(vertices);
}

void read(const GEOSGeometry* geometry, Geometries& into) {
  const int type = GEOSGeomTypeId_r(context(), geometry);
  if (type >= GEOS_MULTIPOINT) {
    for (int i = 0; i < GEOSGetNumGeometries_r(context(), geometry); ++i) {
      read(GEOSGetGeometryN_r(context(), geometry, i), into);
    }
  } else if (type == GEOS_POLYGON && GEOSisEmpty_r(context(), geometry) == 0) {
    add_ring(GEOSGetExteriorRing_r(context(), geometry), true, into);
    for (int i = 0; i < GEOSGetNumInteriorRings_r(context(), geometry); ++i) {
      add_ring(GEOSGetInteriorRingN_r(context(), geometry, i), false, into);
    }
    into.end_feature();
  }
}

}  // namespace

Geometries unite_areas(const Geometries& areas) {
  std::vector<GEOSGeometry*> polygons;
  for (std::size_t i = 0; i < areas.size(); ++i) add_polygons(areas, i, polygons);
  const Shaped all = checked(GEOSGeom_createCollection_r(context(), GEOS_MULTIPOLYGON, polygons.data(),
                                                         static_cast<unsigned>(polygons.size())));
  const Shaped united = checked(GEOSUnaryUnion_r(context(), all.get()));
  Geometries made(Shape::area);
  read(united.get(), made);
  return made;
}

}  // namespace gapmap::cover
