// SPDX-License-Identifier: MIT
#pragma once

#include "geo/layer.h"
#include "input/projection.h"
#include "input/raster_blocks.h"

namespace gapmap {

/// A population raster as points at the centres of its cells, row by row, in the raster's own coordinates, with the
/// column `value` (people in the cell). Cells without data or people are left out. Throws Error{Fault::input} naming
/// `place` where more than `most` hold people.
Layer read_raster(const RasterBlocks& blocks, const std::string& role, const std::string& place, std::size_t most);

/// The same people as a stream. The way to the plan's system is `projection`, chosen for where `sample` lies, which are
/// centres in the raster's coordinates; with `extent`, in the plan's, only the cells whose centre lies in it.
std::shared_ptr<const CellStream> stream_raster(std::shared_ptr<const RasterBlocks> blocks,
                                                const Projection& projection, std::vector<Point> sample,
                                                const std::optional<Box>& extent);

}  // namespace gapmap
