// SPDX-License-Identifier: MIT
#pragma once

#include "measure/reach_task.h"

namespace gapmap {

/// Demand over areas: the exact area within reach, cut at unit borders.
void reach_areas(const ReachTask& task, Reading& reading);

}  // namespace gapmap
