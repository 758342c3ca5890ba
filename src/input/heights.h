// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "geo/height_field.h"
#include "input/projection.h"
#include "input/source.h"

namespace gapmap {

/// A raster of heights, its first band, opened to be asked at places in the plan's system: between the centres of four
/// cells by how near each is (bilinear), without those that hold no data. Heights come in the band's unit, metres where
/// it names none. Read by tiles as they are asked for, so that memory is bounded. `projection` leads from the raster to
/// the plan. Throws Error{Fault::input} where the raster has no coordinates or cannot be read where it is.
std::shared_ptr<const HeightField> open_heights(const Source& source, const Projection& projection, bool allow_network);

}  // namespace gapmap
