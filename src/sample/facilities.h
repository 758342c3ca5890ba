// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/spread.h"

namespace gapmap::sample {

/// What stands on blocks and is meant for their people: schools, clinics, parking, water points.
std::vector<Layer> make_facilities(const Spread& spread);

}  // namespace gapmap::sample
