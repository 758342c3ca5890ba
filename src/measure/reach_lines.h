// SPDX-License-Identifier: MIT
#pragma once

#include "measure/reach_task.h"

namespace gapmap {

/// Demand along lines: the exact length within reach, cut at unit borders.
void reach_lines(const ReachTask& task, Reading& reading);

}  // namespace gapmap
