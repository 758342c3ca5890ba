// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/spread.h"

namespace gapmap::sample {

/// What a neighbourhood shares: care for the elderly, culture, sports.
std::vector<Layer> make_neighbourhood(const Spread& spread);

}  // namespace gapmap::sample
