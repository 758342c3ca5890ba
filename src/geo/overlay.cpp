// SPDX-License-Identifier: MIT
#include "geo/overlay.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <geos_c.h>

#include "base/error.h"
#include "base/handle.h"

namespace gapmap {
namespace {

/// One GEOS context a thread, with the last complaint kept for the error's hint.
class Context {
 public:
  Context() : handle_(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(
        handle_.get(), [](const char* words, void* self) { static_cast<Context*>(self)->complaint_ = words; }, this);
  }
  static Context& here() {
    thread_local Context context;
    return context;
  }
  GEOSContextHandle_t get() const { return handle_.get(); }
  [[noreturn]] void fail() const {
    throw Error(Fault::input, say("几何运算失败：{}", "a geometric operation failed: {}", complaint_),
                {"用 gapmap inspect 查看该图层的几何问题", "look at the layer's geometry with gapmap inspect"});
  }

 private:
  Handle<GEOSContextHandle_HS, GEOS_finish_r> handle_;
  std::string complaint_;
};

struct DestroyGeometry {
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(Context::here().get(), geometry); }
};
using Shaped = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

Shaped checked(GEOSGeometry* geometry) {
  if (!geometry) Context::here().fail();
  return Shaped(geometry);
}

GEOSGeometry* ring_of(Path path) {
  const auto handle = Context::here().get();
  GEOSCoordSequence* sequence =
      GEOSCoordSeq_copyFromBuffer_r(handle, &path.front().x, static_cast<unsigned>(path.size()), 0, 0);
  if (!sequence) Context::here().fail();
  GEOSGeometry* ring = GEOSGeom_createLinearRing_r(handle, sequence);
  if (!ring) Context::here().fail();
  return ring;
}

Shaped to_geos(const Geometries& areas, std::size_t feature) {
  const auto handle = Context::here().get();
  std::vector<GEOSGeometry*> polygons;
  std::vector<GEOSGeometry*> holes;
  GEOSGeometry* shell = nullptr;
  const auto close = [&] {
    if (shell)
      polygons.push_back(
          checked(GEOSGeom_createPolygon_r(handle, shell, holes.data(), static_cast<unsigned>(holes.size())))
              .release());
    shell = nullptr;
    holes.clear();
  };
  for (std::size_t i = 0; i < areas.parts_of(feature); ++i) {
    const Path ring = areas.part(feature, i);
    if (!shell || signed_area(ring) > 0) {
      close();
      shell = ring_of(ring);
    } else {
      holes.push_back(ring_of(ring));
    }
  }
  close();
  if (polygons.size() == 1) return Shaped(polygons.front());
  return checked(
      GEOSGeom_createCollection_r(handle, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())));
}

std::vector<Point> vertices_of(const GEOSGeometry* ring) {
  const auto handle = Context::here().get();
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(handle, ring);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(handle, sequence, &size);
  std::vector<Point> vertices(size);
  if (size > 0) GEOSCoordSeq_copyToBuffer_r(handle, sequence, &vertices.front().x, 0, 0);
  return vertices;
}

/// Adds the rings of all polygons to `into`; each polygon ends a feature where `each_a_feature`.
void add_polygons(const GEOSGeometry* geometry, Geometries& into, bool each_a_feature = false) {
  const auto handle = Context::here().get();
  if (GEOSGeomTypeId_r(handle, geometry) == GEOS_POLYGON) {
    if (GEOSisEmpty_r(handle, geometry) == 1) return;
    std::vector<std::vector<Point>> rings{vertices_of(GEOSGetExteriorRing_r(handle, geometry))};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(handle, geometry); ++i)
      rings.push_back(vertices_of(GEOSGetInteriorRingN_r(handle, geometry, i)));
    orient(rings);
    for (const auto& ring : rings) into.add_part(ring);
    if (each_a_feature) into.end_feature();
  } else if (GEOSGeomTypeId_r(handle, geometry) >= GEOS_MULTIPOINT) {
    for (int i = 0; i < GEOSGetNumGeometries_r(handle, geometry); ++i)
      add_polygons(GEOSGetGeometryN_r(handle, geometry, i), into, each_a_feature);
  }
}

using Operation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

void overlay(Operation operation, const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other,
             Geometries& into) {
  const Shaped left = to_geos(a, feature), right = to_geos(b, other);
  const Shaped result = checked(operation(Context::here().get(), left.get(), right.get()));
  add_polygons(result.get(), into);
  into.end_feature();
}

}  // namespace

std::vector<std::size_t> groups_of(const std::vector<Box>& boxes) {
  std::vector<std::size_t> order(boxes.size()), leader(boxes.size());
  std::iota(order.begin(), order.end(), 0);
  std::iota(leader.begin(), leader.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(boxes[a].low.x, a) < std::pair(boxes[b].low.x, b); });
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  std::vector<std::size_t> open;  // features that the sweep from west to east has not passed
  for (const std::size_t i : order) {
    std::erase_if(open, [&](std::size_t other) { return boxes[other].high.x < boxes[i].low.x; });
    for (const std::size_t other : open)
      if (boxes[other].intersects(boxes[i])) leader[find(i)] = find(other);
    open.push_back(i);
  }
  for (std::size_t i = 0; i < leader.size(); ++i) leader[i] = find(i);
  return leader;
}

Geometries unite(const Geometries& areas) {
  // Most parks touch no other; only those that may are worth the general operation.
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < areas.size(); ++i) boxes.push_back(areas.box(i));
  const std::vector<std::size_t> group = groups_of(boxes);
  std::vector<std::vector<std::size_t>> members(areas.size());
  for (std::size_t i = 0; i < areas.size(); ++i)
    if (!areas.is_null(i)) members[group[i]].push_back(i);
  const auto handle = Context::here().get();
  Geometries united(Shape::area);
  for (const auto& features : members) {
    if (features.empty()) continue;
    std::vector<Shaped> shapes;
    for (const std::size_t i : features) shapes.push_back(to_geos(areas, i));
    if (shapes.size() == 1) {
      add_polygons(shapes.front().get(), united, true);
      continue;
    }
    std::vector<GEOSGeometry*> handed;
    for (Shaped& shape : shapes) handed.push_back(shape.release());
    const Shaped all = checked(GEOSGeom_createCollection_r(handle, GEOS_GEOMETRYCOLLECTION, handed.data(),
                                                           static_cast<unsigned>(handed.size())));
    add_polygons(checked(GEOSUnaryUnion_r(handle, all.get())).get(), united, true);
  }
  return united;
}

Invalidity find_invalidity(const Geometries& areas, std::size_t feature) {
  const auto handle = Context::here().get();
  if (areas.is_null(feature)) return {};
  const Shaped shape = to_geos(areas, feature);
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char valid = GEOSisValidDetail_r(handle, shape.get(), 0, &reason, &place);
  Invalidity found;
  if (valid == 0) {
    found.reason = reason ? reason : "invalid";
    if (place) {
      GEOSGeomGetX_r(handle, place, &found.place.x);
      GEOSGeomGetY_r(handle, place, &found.place.y);
    }
  }
  if (reason) GEOSFree_r(handle, reason);
  if (place) GEOSGeom_destroy_r(handle, place);
  if (valid == 2) Context::here().fail();
  return found;
}

void make_valid(const Geometries& areas, std::size_t feature, Geometries& into) {
  const auto handle = Context::here().get();
  const Shaped shape = to_geos(areas, feature);
  const Handle<GEOSMakeValidParams,
               [](GEOSMakeValidParams* p) { GEOSMakeValidParams_destroy_r(Context::here().get(), p); }>
      parameters(GEOSMakeValidParams_create_r(handle));
  GEOSMakeValidParams_setMethod_r(handle, parameters.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters.get(), 0);
  const Shaped mended = checked(GEOSMakeValidWithParams_r(handle, shape.get(), parameters.get()));
  add_polygons(mended.get(), into);
  into.end_feature();
}

Geometries alpha_shape(std::span<const Point> points, Metres radius) {
  Geometries shape(Shape::area);
  const auto handle = Context::here().get();
  std::vector<Shaped> kept;
  if (points.size() >= 3) {
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(handle, &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
    if (!sequence) Context::here().fail();
    const Shaped sites = checked(GEOSGeom_createLineString_r(handle, sequence));
    const Shaped triangles = checked(GEOSDelaunayTriangulation_r(handle, sites.get(), 0, 0));
    for (int i = 0; i < GEOSGetNumGeometries_r(handle, triangles.get()); ++i) {
      const GEOSGeometry* triangle = GEOSGetGeometryN_r(handle, triangles.get(), i);
      const std::vector<Point> ring = vertices_of(GEOSGetExteriorRing_r(handle, triangle));
      const double sides = length({&ring[0], 2}) * length({&ring[1], 2}) * length({&ring[2], 2});
      // The radius is the product of the sides over four times the area.
      if (sides <= radius.value * 4 * std::abs(signed_area(ring)))
        kept.push_back(checked(GEOSGeom_clone_r(handle, triangle)));
    }
  }
  std::vector<GEOSGeometry*> handed;
  for (Shaped& triangle : kept) handed.push_back(triangle.release());
  if (!handed.empty()) {
    const Shaped all = checked(GEOSGeom_createCollection_r(handle, GEOS_GEOMETRYCOLLECTION, handed.data(),
                                                           static_cast<unsigned>(handed.size())));
    add_polygons(checked(GEOSCoverageUnion_r(handle, all.get())).get(), shape);
  }
  shape.end_feature();
  return shape;
}

void intersection(const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other, Geometries& into) {
  overlay(GEOSIntersection_r, a, feature, b, other, into);
}

void difference(const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other, Geometries& into) {
  overlay(GEOSDifference_r, a, feature, b, other, into);
}

}  // namespace gapmap
