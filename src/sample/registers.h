// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/layer.h"
#include "sample/spread.h"

namespace gapmap::sample {

/// Lists that offices keep: projects with the days on which they reached their stages, project entries, offices
/// of units, supervised tasks, rivers and reservoirs. All but the first are tables without geometry.
std::vector<Layer> make_registers(const Spread& spread);

}  // namespace gapmap::sample
