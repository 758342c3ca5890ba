// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "output/map_view.h"

namespace gapmap {

/// A name on the map: where its box stands, and where a thin line leads from it when it found no room in
/// its own area.
struct PlacedLabel {
  std::size_t feature = 0;
  double size = 0;  ///< of the type in mm
  Frame box;
  bool has_leader = false;
  Point anchor;  ///< on paper: inside the area
};

/// Width and height in mm of a feature's name in type of a size.
using MeasureLabel = std::function<Frame(std::size_t feature, double size)>;

/// Places the names of areas so that none runs over another or out of the frame: inside their areas where
/// they fit, in smaller type where that helps, else beside them with a leader. Up to 80 names in view are
/// all placed, unless the frame itself is full; of more, those that find no room are left out.
/// What stands in `taken` is not written over.
std::vector<PlacedLabel> place_labels(const Geometries& areas, const MapView& view, const MeasureLabel& measure,
                                      const std::vector<Frame>& taken);

}  // namespace gapmap
