// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// Reached streets: each piece once, cut where a limit falls and where the nearest supply changes.
struct ReachedStreets {
  static constexpr std::int64_t nobody = -1;
  Geometries lines{Shape::line};
  std::vector<std::int64_t> feature;  ///< id of the street
  std::vector<std::int64_t> nearest;  ///< id of the nearest supply feature; `nobody` where several kinds serve
  std::vector<double> least, most;    ///< walking distances along the piece, metres; NaN where several kinds serve
  std::vector<double> within;         ///< the limit that the piece keeps, metres; the smallest of several
};

/// How much longer the walks of a unit are than a straight line, over the demand that has a way.
struct Detour {
  double amount = 0;              ///< of the demand that has a way
  double straight = 0, walk = 0;  ///< amount times metres
  double covered_straight = 0;    ///< amount within the limit as the crow flies, whether or not it has a way
  double covered_walk = 0;        ///< amount within the limit on foot
};

/// The demand of one square that has a way; there is some. Corners lie at multiples of the side.
struct DetourSquare {
  Point low;        ///< south-west corner
  double side = 0;  ///< metres
  Detour detour;

  std::vector<Point> ring() const {
    const Point high{low.x + side, low.y + side};
    return {low, {high.x, low.y}, high, {low.x, high.y}, low};
  }
};

}  // namespace gapmap
