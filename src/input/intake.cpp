// SPDX-License-Identifier: MIT
#include "input/intake.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "base/error.h"

namespace gapmap {
namespace {

Shape shape_of(const OGRGeometry& geometry) {
  switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
    case wkbMultiPoint: return Shape::point;
    case wkbLineString:
    case wkbMultiLineString: return Shape::line;
    case wkbPolygon:
    case wkbMultiPolygon: return Shape::area;
    default: return Shape::none;
  }
}

std::vector<Point> vertices_of(const OGRSimpleCurve& curve) {
  std::vector<Point> vertices(static_cast<std::size_t>(curve.getNumPoints()));
  if (!vertices.empty()) curve.getPoints(&vertices[0].x, sizeof(Point), &vertices[0].y, sizeof(Point));
  return vertices;
}

/// A number that can be a coordinate: formats write absurd ones where there is none.
bool is_usable(Point p) {
  constexpr double largest = 1e12;
  return std::abs(p.x) < largest && std::abs(p.y) < largest;
}

}  // namespace

bool is_usable(Path path) {
  return std::all_of(path.begin(), path.end(), [](Point p) { return is_usable(p); });
}

std::string_view shape_name_zh(Shape shape) {
  constexpr std::string_view names[] = {"无几何", "点", "线", "面"};
  return names[static_cast<std::size_t>(shape)];
}

std::string_view shape_name_en(Shape shape) {
  constexpr std::string_view names[] = {"no geometry", "points", "lines", "areas"};
  return names[static_cast<std::size_t>(shape)];
}

void GeometryIntake::set_shape(Shape shape, long long id, const std::string& place) {
  if (shape_ == Shape::none) {
    shape_ = shape;
    geometries_ = Geometries(shape);
    for (; waiting_ > 0; --waiting_) geometries_.end_feature();
  }
  if (shape_ != shape)
    throw Error(Fault::input,
                say("{}：要素 {} 是{}，而之前的要素是{}", "{}: feature {} has {}, the ones before have {}", place, id,
                    Text{std::string(shape_name_zh(shape)), std::string(shape_name_en(shape))},
                    Text{std::string(shape_name_zh(shape_)), std::string(shape_name_en(shape_))}),
                {"一个图层只能有一种几何；请按类型拆分，或用 sql 只取一种",
                 "a layer must hold one kind of geometry; split it, or select one kind by sql"});
}

void GeometryIntake::add(const OGRGeometry* geometry, long long id, const std::string& place) {
  const auto add_null = [&] {
    nulls_.push_back(id);
    if (shape_ == Shape::none)
      ++waiting_;
    else
      geometries_.end_feature();
  };
  if (!geometry || geometry->IsEmpty()) return add_null();
  if (geometry->Is3D() || geometry->IsMeasured()) ++with_height_;
  std::unique_ptr<OGRGeometry> straight;
  if (geometry->hasCurveGeometry(FALSE)) {
    // A type that could hold curves need not hold any.
    if (geometry->hasCurveGeometry(TRUE)) ++curves_;
    straight.reset(geometry->getLinearGeometry());
    geometry = straight.get();
  }
  if (const auto type = wkbFlatten(geometry->getGeometryType());
      type == wkbTriangle || type == wkbPolyhedralSurface || type == wkbTIN) {
    straight.reset(OGRGeometryFactory::forceToMultiPolygon(geometry->clone()));
    geometry = straight.get();
  }
  if (!geometry || geometry->IsEmpty()) return add_null();
  const std::size_t before = geometries_.part_count();
  add_parts(*geometry, id, place);
  if (shape_ == Shape::none || geometries_.part_count() == before) return add_null();
  geometries_.end_feature();
}

void GeometryIntake::add_parts(const OGRGeometry& geometry, long long id, const std::string& place) {
  const auto type = wkbFlatten(geometry.getGeometryType());
  if (type == wkbGeometryCollection || type == wkbMultiPoint || type == wkbMultiLineString || type == wkbMultiPolygon) {
    for (const OGRGeometry* part : *geometry.toGeometryCollection()) add_parts(*part, id, place);
    return;
  }
  if (geometry.IsEmpty()) return;
  const Shape shape = shape_of(geometry);
  if (shape == Shape::none)
    throw Error(Fault::input, say("{}：要素 {} 的几何类型 {} 不能用",
                                  "{}: feature {} has a geometry of type {}, which cannot be used", place, id,
                                  geometry.getGeometryName()));
  if (shape == Shape::point) {
    const Point p{geometry.toPoint()->getX(), geometry.toPoint()->getY()};
    if (!is_usable(p)) return void(++lost_parts_);
    set_shape(shape, id, place);
    geometries_.add_part({&p, 1});
  } else if (shape == Shape::line) {
    const auto vertices = vertices_of(*geometry.toLineString());
    if (vertices.size() < 2 || !is_usable(vertices)) return void(++lost_parts_);
    set_shape(shape, id, place);
    geometries_.add_part(vertices);
  } else {
    set_shape(shape, id, place);
    add_polygon(*geometry.toPolygon());
  }
}

void GeometryIntake::add_polygon(const OGRPolygon& polygon) {
  std::vector<std::vector<Point>> rings;
  for (const OGRLinearRing* ring : polygon) {
    auto vertices = vertices_of(*ring);
    if (vertices.size() >= 3 && vertices.front() != vertices.back()) {
      vertices.push_back(vertices.front());
      ++opened_rings_;
    }
    const bool is_ring = vertices.size() >= 4 && is_usable(vertices);
    lost_parts_ += !is_ring;
    if (!is_ring && rings.empty()) return;  // a polygon without an exterior has no area
    if (is_ring) rings.push_back(std::move(vertices));
  }
  orient(rings);
  for (const auto& ring : rings) geometries_.add_part(ring);
}

void GeometryIntake::add_point(Point p, long long id) {
  if (shape_ == Shape::none) set_shape(Shape::point, 0, {});
  if (is_usable(p)) {
    geometries_.add_point(p);
  } else {
    nulls_.push_back(id);
    geometries_.end_feature();
  }
}

Geometries GeometryIntake::take() { return std::move(geometries_); }

}  // namespace gapmap
