// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "geo/geometry.h"

namespace gapmap {

/// Compressed as gzip without a name or a time: the same bytes for the same input.
std::string gzip(std::string_view bytes);

std::string base64(std::string_view bytes);

/// Geometries as whole numbers of `step` metres, each vertex as the difference to the one before it:
///   {"shape": "point"|"line"|"area", "step": 0.1, "xy": [x0, y0, dx1, dy1, …], "n": [vertices of each part],
///    "k": [parts of each feature]}
/// `n` is left out where every part is one vertex, `k` where every feature is one part. Rings are not closed.
nlohmann::ordered_json encoded(const Geometries& geometries, double step);

}  // namespace gapmap
