// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/area_locator.h"
#include "geo/layer.h"
#include "sample/land_use.h"
#include "sample/units.h"

namespace gapmap::sample {

struct Homes {
  Layer layer;                          ///< points: kind, population and children by age
  std::vector<std::int64_t> of_parcel;  ///< people by parcel
};

/// Homes in rows on their blocks, clear of streets and water; fills in the people of the units.
Homes make_homes(const Terrain& terrain, const std::vector<Parcel>& parcels, const AreaLocator& locator, Units& units);

}  // namespace gapmap::sample
