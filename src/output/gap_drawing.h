// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "output/map_frame.h"

namespace gapmap {

struct DrawnGap {
  std::vector<LegendRow> legend;  ///< the worst first
  std::vector<Frame> taken;       ///< small gaps that no name may hide
};

/// Draws the gap of a standard that has one: points by size, lines and hatched areas, graded by colour with the worst
/// on top.
DrawnGap draw_gap(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view,
                  const MapOptions& options);

/// Whether a place belongs to the unit that the sheet is about, if it is about one. What lies in no unit is not counted
/// in any headline, and is not drawn either.
bool is_of_unit(const Atlas& atlas, const Atlas::Places& places, std::size_t place, const MapOptions& options);

}  // namespace gapmap
