// SPDX-License-Identifier: MIT
#include "output/gpkg_blob.h"

#include <bit>
#include <cassert>
#include <cstring>

namespace gapmap::gpkg {

namespace {

constexpr std::uint32_t point_type = 1, line_type = 2, polygon_type = 3;
constexpr std::size_t header_size = 8, envelope_size = 4 * sizeof(double), type_size = 5, count_size = 4;

constexpr bool is_little = std::endian::native == std::endian::little;
static_assert(is_little, "blobs are written little-endian straight from memory");

// Each writes at a place and returns the end.

template <typename Value>
std::byte* put(std::byte* at, Value value) {
  std::memcpy(at, &value, sizeof value);
  return at + sizeof value;
}

std::byte* put_type(std::byte* at, std::uint32_t type) {
  return put(put(at, std::uint8_t{1}), type);  // little-endian
}

std::byte* put_count(std::byte* at, std::size_t count) { return put(at, static_cast<std::uint32_t>(count)); }

std::byte* put_vertices(std::byte* at, Path path) {
  static_assert(sizeof(Point) == 2 * sizeof(double));
  std::memcpy(at, path.data(), path.size_bytes());
  return at + path.size_bytes();
}

std::byte* put_path(std::byte* at, Path path) { return put_vertices(put_count(at, path.size()), path); }

}  // namespace

GeometryType type_of(const Geometries& geometries) {
  switch (geometries.shape()) {
    case Shape::line: return GeometryType::multi_line;
    case Shape::area: return GeometryType::multi_polygon;
    default: break;
  }
  for (std::size_t feature = 0; feature < geometries.size(); ++feature) {
    if (geometries.parts_of(feature) > 1) return GeometryType::multi_point;
    if (geometries.parts_of(feature) == 1 && geometries.part(feature, 0).size() > 1) return GeometryType::multi_point;
  }
  return GeometryType::point;
}

std::string_view type_name(GeometryType type) {
  switch (type) {
    case GeometryType::point: return "POINT";
    case GeometryType::multi_point: return "MULTIPOINT";
    case GeometryType::multi_line: return "MULTILINESTRING";
    case GeometryType::multi_polygon: return "MULTIPOLYGON";
  }
  return "GEOMETRY";
}

std::size_t BlobEncoder::vertices_of(std::size_t feature) const {
  std::size_t count = 0;
  for (std::size_t part = 0; part < geometries_.parts_of(feature); ++part)
    count += geometries_.part(feature, part).size();
  return count;
}

std::size_t BlobEncoder::polygons_of(std::size_t feature) const {
  std::size_t count = 0;
  for (std::size_t ring = 0; ring < geometries_.parts_of(feature); ++ring) count += is_exterior(feature, ring);
  return count;
}

std::size_t BlobEncoder::size(std::size_t feature) const {
  assert(!geometries_.is_null(feature));
  const std::size_t parts = geometries_.parts_of(feature), vertices = vertices_of(feature);
  if (type_ == GeometryType::point) return header_size + type_size + sizeof(Point);
  std::size_t members = type_size + count_size;  // what stands before the vertices
  switch (type_) {
    case GeometryType::multi_point: members += vertices * type_size; break;
    case GeometryType::multi_line: members += parts * (type_size + count_size); break;
    default: members += polygons_of(feature) * (type_size + count_size) + parts * count_size;
  }
  return header_size + envelope_size + members + vertices * sizeof(Point);
}

std::byte* BlobEncoder::put_header(const Box& box, std::byte* at) const {
  constexpr std::uint8_t little_endian = 0x01, with_envelope = 0x02;
  const bool has_envelope = type_ != GeometryType::point;
  at = put(at, 'G');
  at = put(at, 'P');
  at = put(at, std::uint8_t{0});
  at = put(at, static_cast<std::uint8_t>(little_endian | (has_envelope ? with_envelope : 0)));
  at = put(at, srs_id_);
  if (has_envelope)
    for (const double edge : {box.low.x, box.high.x, box.low.y, box.high.y}) at = put(at, edge);
  return put_type(at, static_cast<std::uint32_t>(type_));
}

std::byte* BlobEncoder::put_polygons(std::size_t feature, std::byte* at) const {
  const std::size_t rings = geometries_.parts_of(feature);
  at = put_count(at, polygons_of(feature));
  std::byte* rings_of_polygon = nullptr;
  std::size_t count = 0;
  for (std::size_t ring = 0; ring < rings; ++ring) {
    if (is_exterior(feature, ring)) {
      at = put_type(at, polygon_type);
      rings_of_polygon = at;
      at += count_size;
      count = 0;
    }
    put_count(rings_of_polygon, ++count);
    at = put_path(at, geometries_.part(feature, ring));
  }
  return at;
}

void BlobEncoder::write(std::size_t feature, const Box& box, std::byte* into) const {
  std::byte* at = put_header(box, into);
  const std::size_t parts = geometries_.parts_of(feature);
  switch (type_) {
    case GeometryType::point: put_vertices(at, geometries_.part(feature, 0)); break;
    case GeometryType::multi_point:
      at = put_count(at, vertices_of(feature));
      for (std::size_t part = 0; part < parts; ++part)
        for (const Point& point : geometries_.part(feature, part))
          at = put_vertices(put_type(at, point_type), {&point, 1});
      break;
    case GeometryType::multi_line:
      at = put_count(at, parts);
      for (std::size_t part = 0; part < parts; ++part)
        at = put_path(put_type(at, line_type), geometries_.part(feature, part));
      break;
    case GeometryType::multi_polygon: put_polygons(feature, at); break;
  }
}

}  // namespace gapmap::gpkg
