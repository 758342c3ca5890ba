// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "measure/walk_reading.h"
#include "measure/walk_task.h"

namespace gapmap {

/// The streets from which supply is within the task's limits, by limit and by the nearest supply feature.
ReachedStreets reached_streets(const WalkTask& task);

/// The id of the supply feature that a label of a walk stands for.
using SupplyId = std::function<std::int64_t(std::uint32_t label)>;

/// The streets from which walks are within limits (metres, ascending, at least one), by limit and by the nearest
/// supply feature.
ReachedStreets nearest_streets(const StreetNetwork& network, const WalkMap& walks, std::vector<double> limits,
                               const SupplyId& id_of);

}  // namespace gapmap
