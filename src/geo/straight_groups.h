// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "geo/geometry.h"

namespace gapmap::straight {

/// The features that meet, overlap or hold each other, directly or through others; those that meet nobody are groups of
/// one. Features without geometry are left out. Ascending, by their first.
std::vector<std::vector<std::size_t>> touching_groups(const Geometries& areas);

}  // namespace gapmap::straight
