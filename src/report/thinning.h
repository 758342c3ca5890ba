// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// Points added up in squares of a round size.
struct Cells {
  double side = 0;  ///< metres
  Geometries squares{Shape::area};
  std::vector<std::vector<std::uint32_t>> members;  ///< of each square, ascending
};

/// The smallest squares (100 m, 200 m, 500 m, 1 km, …) that are no more than `most`; in rows from the south-west.
Cells cells_of(const Geometries& points, std::size_t most);

/// Without the vertices that lie within `tolerance` metres of the line through those that are kept (Douglas and
/// Peucker 1973). Parts that lose their shape are left as they are: for drawing, never for counting.
Geometries simplified(const Geometries& geometries, double tolerance);

}  // namespace gapmap
