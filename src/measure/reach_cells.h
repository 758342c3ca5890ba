// SPDX-License-Identifier: MIT
#pragma once

#include "measure/reach_task.h"

namespace gapmap {

/// Demand that is a stream of cells: what `reach_points` finds for the cells' centres, but in bounded memory. Each
/// tile of cells asks once what can be nearest to any of them; most tiles lie within the limit, or in one unit, as a
/// whole. Gaps that are too many to be looked at one by one come together by squares of cells, and an issue says so.
void reach_cells(const ReachTask& task, Reading& reading);

}  // namespace gapmap
