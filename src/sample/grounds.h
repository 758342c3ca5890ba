// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/layer.h"
#include "sample/land_use.h"
#include "sample/rivers.h"

namespace gapmap::sample {

/// What covers ground: parks, all green land, water, rivers, residential compounds and those of them that have
/// district heating.
std::vector<Layer> make_grounds(const Terrain& terrain, const std::vector<Parcel>& parcels, Rivers rivers);

}  // namespace gapmap::sample
