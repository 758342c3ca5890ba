// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "base/units.h"
#include "geo/geometry.h"

namespace gapmap {

/// Heights of the ground, such as a raster holds them. Shared by threads.
class HeightField {
 public:
  HeightField() = default;
  virtual ~HeightField() = default;
  HeightField(const HeightField&) = delete;
  HeightField& operator=(const HeightField&) = delete;

  /// The heights of places in the plan's coordinates, in metres; NaN where nothing is known. Both spans are equally
  /// long. Throws Error{Fault::input} where what is stored cannot be read.
  virtual void read(std::span<const Point> places, std::span<double> heights) const = 0;
  /// How far apart the heights around a place are known.
  virtual Metres spacing(Point around) const = 0;
};

}  // namespace gapmap
