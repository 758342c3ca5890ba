// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/spread.h"

namespace gapmap::sample {

/// Points that inspectors keep lists of: samples of water, boilers, illegal buildings, roofs, building sites,
/// firms, flood-prone points, transfer stations, offices and toilets of units.
std::vector<Layer> make_inspections(const Spread& spread);

}  // namespace gapmap::sample
