// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "geo/geometry.h"

namespace gapmap {

/// Which axis a coordinate says of itself that it lies on.
enum class Axis { unsaid, easting, northing };

struct Coordinate {
  double value = 0;
  Axis axis = Axis::unsaid;
};

/// One coordinate as people write it: "113.64", "１１３．６４", "38,500,123.4", "113°38'24.5\"E", "W 3.7",
/// "东经113度38分24秒", "113:38:24". Degrees where it has minutes or a hemisphere, else as it is. Nothing
/// where it is none, or minutes or seconds reach 60.
std::optional<Coordinate> coordinate_in(std::string_view utf8);

/// Two coordinates in one cell: "113.64,34.73", "(113.64 34.73)", "POINT(113.64 34.73)", "N34°43' E113°38'".
/// Easting or longitude first, unless the hemispheres say otherwise.
std::optional<Point> coordinate_pair_in(std::string_view utf8);

}  // namespace gapmap
