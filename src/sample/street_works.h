// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/area_locator.h"
#include "geo/layer.h"
#include "sample/streets.h"

namespace gapmap::sample {

/// Lists of streets, each a feature of several pieces: roads under construction and streets under improvement;
/// and the list of dead ends and bottlenecks.
std::vector<Layer> make_street_works(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator);

}  // namespace gapmap::sample
