// SPDX-License-Identifier: MIT
#pragma once

#include "input/read.h"
#include "input/source.h"

namespace gapmap {

/// A population raster as points at pixel centres, in the raster's own coordinates, with the column
/// `value` (people in the pixel). Pixels without data or people are left out.
Layer read_raster(const Source& source, const std::string& role, const std::optional<Box>& extent);

}  // namespace gapmap
