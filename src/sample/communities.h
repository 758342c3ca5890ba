// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/units.h"

namespace gapmap::sample {

/// Two more ways to divide the land: communities, which tile it, and the management committees, which govern
/// parts of it across the borders of subdistricts.
std::vector<Layer> make_communities(const Terrain& terrain, const Units& units);

}  // namespace gapmap::sample
