// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/area_locator.h"
#include "geo/geometry.h"
#include "sample/honeycomb.h"
#include "sample/terrain.h"

namespace gapmap::sample {

/// A subdistrict or town of one of the districts.
struct Unit {
  std::string code;      ///< nine digits; unique over all districts
  std::string name;      ///< 淮河路街道
  std::string district;  ///< 二七区, or with a number where there are several
  double area = 0;       ///< m2
  std::int64_t population = 0;
  std::int64_t vehicles = 0;
  double equipment = 1;  ///< how well off with schools and the like: 0.4 poor .. 1.3 good
};

/// The units, which tile the plan area exactly, and the built-up land.
struct Units {
  std::vector<Unit> list;
  Geometries outlines{Shape::area};
  Geometries built_up{Shape::area};
  std::shared_ptr<const Honeycomb> cells;  ///< labelled by the index of the unit
};

Units make_units(const Terrain& terrain);

}  // namespace gapmap::sample
