// SPDX-License-Identifier: MIT
#pragma once

#include "measure/serve.h"

namespace gapmap {

/// The candidates whose walk from piece `i` of the demand is no longer than `reach[i]` metres, on slopes of level
/// ground.
SitePairs walk_pairs(const Requirement& way, const Scene& scene, const SiteDemand& demand, const Geometries& candidates,
                     std::span<const double> reach);

}  // namespace gapmap
