// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "geo/geometry.h"

namespace gapmap {

/// The shape that a GeoPackage names in gpkg_geometry_columns: "MULTIPOLYGON" -> area. Shape::none where
/// the name is none of the simple features, such as "GEOMETRY".
Shape shape_of_type_name(std::string_view name);

/// Adds the feature that a GeoPackage binary holds; a null feature where the bytes are empty, are of
/// another shape, are cut short or hold a coordinate that is not a number. Heights and measures are passed over.
void add_gpkg_feature(std::span<const std::byte> blob, Geometries& into);

}  // namespace gapmap
