// SPDX-License-Identifier: MIT
#pragma once

#include "measure/reach_task.h"

namespace gapmap {

/// Demand that sits in points: each is measured to the nearest supply, in a straight line.
void reach_points(const ReachTask& task, Reading& reading);

}  // namespace gapmap
