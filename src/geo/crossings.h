// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

#include "geo/geometry.h"

namespace gapmap {

/// How often the borders of a feature cross themselves or each other (touching at shared vertices does not count), or
/// `most` where it is at least that or would take too long to count. Mending a polygon takes time and memory in
/// proportion to its crossings, of which n edges can have n²/2.
std::size_t count_crossings(const Geometries& areas, std::size_t feature, std::size_t most);

}  // namespace gapmap
