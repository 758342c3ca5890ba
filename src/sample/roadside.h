// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/area_locator.h"
#include "geo/layer.h"
#include "sample/streets.h"
#include "sample/units.h"

namespace gapmap::sample {

/// The streets with their fields, and what stands beside them: toilets and lamps.
std::vector<Layer> make_roadside(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator,
                                 const Units& units);

}  // namespace gapmap::sample
