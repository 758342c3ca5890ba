// SPDX-License-Identifier: MIT
#pragma once

#include "measure/reach_points.h"

namespace gapmap {

/// Demand against supply along the plan's streets: places by the walk to the nearest supply, straight pieces at both
/// ends counted; streets by the exact length from which supply is within the limit. Demand too far from any street
/// cannot be judged: it counts as unserved, and an issue and the gap's column `reason` name it. Throws
/// Error{Fault::plan} for lines that are not the network's own, and for areas whose amount spreads over them.
void reach_walk(const ReachTask& task, Reading& reading);

/// All demand that has a limit, with its walk to the supply; infinite where there is no way.
std::vector<ReachPlace> walk_places(const ReachTask& task);

}  // namespace gapmap
