// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/layer.h"
#include "sample/land_use.h"
#include "sample/units.h"

namespace gapmap::sample {

/// What stands on blocks and is meant for their people: schools, clinics, parking, water points, projects.
/// Units that are poorly equipped get less than their share.
std::vector<Layer> make_facilities(const Terrain& terrain, const std::vector<Parcel>& parcels,
                                   const std::vector<std::int64_t>& people, const Units& units);

}  // namespace gapmap::sample
