// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/spread.h"

namespace gapmap::sample {

/// Ground with a purpose of its own: public places, key areas of design, old quarters, land that meets the
/// sponge-city standard, tree cover, walking and cycling paths.
std::vector<Layer> make_quarters(const Spread& spread, const StreetPieces& pieces);

}  // namespace gapmap::sample
