// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "geo/geometry.h"

namespace gapmap::gpkg {

/// The one geometry type that all features of a layer are written in.
enum class GeometryType : std::uint32_t { point = 1, multi_point = 4, multi_line = 5, multi_polygon = 6 };

/// POINT where no feature has several, else the shape's MULTI type.
GeometryType type_of(const Geometries& geometries);

/// As gpkg_geometry_columns names it: "MULTIPOLYGON".
std::string_view type_name(GeometryType type);

/// Encodes features as GeoPackage binary: a header with the envelope, and well-known binary.
class BlobWriter {
 public:
  BlobWriter(GeometryType type, std::int32_t srs_id) : type_(type), srs_id_(srs_id) {}

  /// The feature's bytes, valid until the next call; `box` is where it lies.
  const std::vector<std::byte>& write(const Geometries& geometries, std::size_t feature, const Box& box);

 private:
  template <typename Value>
  void put(Value value);
  void put_vertices(Path path);
  void put_header(const Box& box);
  void put_type(std::uint32_t type);
  void put_polygons(const Geometries& areas, std::size_t feature);

  GeometryType type_;
  std::int32_t srs_id_;
  std::vector<std::byte> bytes_;
};

}  // namespace gapmap::gpkg
