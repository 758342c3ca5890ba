// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "output/atlas.h"
#include "output/canvas.h"
#include "output/map_view.h"

namespace gapmap {

/// The borders of the first partition's units.
void draw_borders(Canvas& canvas, const Atlas& atlas, const MapView& view, double width);

/// Their names. None stands in `taken`.
void draw_names(Canvas& canvas, const Atlas& atlas, const MapView& view, const std::vector<Frame>& taken);

/// The corner of the map, of a width and height in mm, where the least of the units lies: the upper right one if all
/// are alike.
Frame free_corner(const Atlas& atlas, const MapView& view, double width, double height);

}  // namespace gapmap
