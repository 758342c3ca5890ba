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
class BlobEncoder {
 public:
  BlobEncoder(const Geometries& geometries, GeometryType type, std::int32_t srs_id)
      : geometries_(geometries), type_(type), srs_id_(srs_id) {}

  /// How many bytes a feature takes.
  std::size_t size(std::size_t feature) const;
  /// Writes as many; `box` is where the feature lies.
  void write(std::size_t feature, const Box& box, std::byte* into) const;

 private:
  std::byte* put_header(const Box& box, std::byte* at) const;
  std::byte* put_polygons(std::size_t feature, std::byte* at) const;
  /// The first ring opens a polygon whichever way it turns, so that no ring is lost.
  bool is_exterior(std::size_t feature, std::size_t ring) const {
    return ring == 0 || signed_area(geometries_.part(feature, ring)) > 0;
  }
  std::size_t polygons_of(std::size_t feature) const;
  std::size_t vertices_of(std::size_t feature) const;

  const Geometries& geometries_;
  GeometryType type_;
  std::int32_t srs_id_;
};

}  // namespace gapmap::gpkg
