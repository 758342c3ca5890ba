// SPDX-License-Identifier: MIT
#pragma once

#include "measure/walk_reading.h"
#include "measure/walk_task.h"

namespace gapmap {

/// The streets from which supply is within the task's limits, by limit and by the nearest supply feature.
ReachedStreets reached_streets(const WalkTask& task);

}  // namespace gapmap
