// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/area_locator.h"
#include "geo/geometry.h"
#include "sample/terrain.h"

namespace gapmap::sample {

inline constexpr double river_half_band = 62;   ///< metres from the middle of a river to its walks
inline constexpr double river_half_width = 21;  ///< metres of water on either side of the middle
inline constexpr double river_park_edge = 112;  ///< metres from the middle to the outer edge of its parks

/// Rivers as lines, and their water and the parks along them as areas, all within the plan area.
struct Rivers {
  Geometries lines{Shape::line};  ///< in stretches that share their ends
  std::vector<bool> is_urban;     ///< by stretch
  Geometries water{Shape::area};
  Geometries parks{Shape::area};
};

Rivers make_rivers(const Terrain& terrain, const AreaLocator& units);

}  // namespace gapmap::sample
