// SPDX-License-Identifier: MIT
#include "output/gpkg_blob.h"

#include <bit>
#include <cassert>
#include <cstring>

namespace gapmap::gpkg {

namespace {

constexpr std::uint32_t point_type = 1, line_type = 2, polygon_type = 3;

constexpr bool is_little = std::endian::native == std::endian::little;
static_assert(is_little, "blobs are written little-endian straight from memory");

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

template <typename Value>
void BlobWriter::put(Value value) {
  const std::size_t end = bytes_.size();
  bytes_.resize(end + sizeof(Value));
  std::memcpy(bytes_.data() + end, &value, sizeof(Value));
}

void BlobWriter::put_vertices(Path path) {
  static_assert(sizeof(Point) == 2 * sizeof(double));
  const std::size_t end = bytes_.size();
  bytes_.resize(end + path.size_bytes());
  std::memcpy(bytes_.data() + end, path.data(), path.size_bytes());
}

void BlobWriter::put_header(const Box& box) {
  constexpr std::uint8_t little_endian = 0x01, with_envelope = 0x02;
  const bool has_envelope = type_ != GeometryType::point;
  put('G');
  put('P');
  put(std::uint8_t{0});
  put(static_cast<std::uint8_t>(little_endian | (has_envelope ? with_envelope : 0)));
  put(srs_id_);
  if (!has_envelope) return;
  for (const double edge : {box.low.x, box.high.x, box.low.y, box.high.y}) put(edge);
}

void BlobWriter::put_type(std::uint32_t type) {
  put(std::uint8_t{1});  // little-endian
  put(type);
}

void BlobWriter::put_polygons(const Geometries& areas, std::size_t feature) {
  const std::size_t rings = areas.parts_of(feature);
  // The first ring opens a polygon whichever way it turns, so that no ring is lost.
  const auto is_exterior = [&](std::size_t ring) { return ring == 0 || signed_area(areas.part(feature, ring)) > 0; };
  std::vector<std::size_t> exteriors;
  for (std::size_t ring = 0; ring < rings; ++ring) {
    if (is_exterior(ring)) exteriors.push_back(ring);
  }
  put(static_cast<std::uint32_t>(exteriors.size()));
  exteriors.push_back(rings);
  for (std::size_t polygon = 0; polygon + 1 < exteriors.size(); ++polygon) {
    put_type(polygon_type);
    put(static_cast<std::uint32_t>(exteriors[polygon + 1] - exteriors[polygon]));
    for (std::size_t ring = exteriors[polygon]; ring < exteriors[polygon + 1]; ++ring) {
      const Path path = areas.part(feature, ring);
      put(static_cast<std::uint32_t>(path.size()));
      put_vertices(path);
    }
  }
}

const std::vector<std::byte>& BlobWriter::write(const Geometries& geometries, std::size_t feature, const Box& box) {
  assert(!geometries.is_null(feature));
  bytes_.clear();
  put_header(box);
  put_type(static_cast<std::uint32_t>(type_));
  const std::size_t parts = geometries.parts_of(feature);
  switch (type_) {
    case GeometryType::point: put_vertices(geometries.part(feature, 0)); break;
    case GeometryType::multi_point: {
      std::uint32_t count = 0;
      for (std::size_t part = 0; part < parts; ++part) {
        count += static_cast<std::uint32_t>(geometries.part(feature, part).size());
      }
      put(count);
      for (std::size_t part = 0; part < parts; ++part) {
        for (const Point& point : geometries.part(feature, part)) {
          put_type(point_type);
          put_vertices({&point, 1});
        }
      }
      break;
    }
    case GeometryType::multi_line:
      put(static_cast<std::uint32_t>(parts));
      for (std::size_t part = 0; part < parts; ++part) {
        const Path path = geometries.part(feature, part);
        put_type(line_type);
        put(static_cast<std::uint32_t>(path.size()));
        put_vertices(path);
      }
      break;
    case GeometryType::multi_polygon: put_polygons(geometries, feature); break;
  }
  return bytes_;
}

}  // namespace gapmap::gpkg
