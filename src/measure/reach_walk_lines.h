// SPDX-License-Identifier: MIT
#pragma once

#include "measure/walk_task.h"

namespace gapmap {

/// Streets of the network itself as demand: the exact length from which supply is within the limit, cut where the
/// limit falls and at unit borders. Throws Error{Fault::plan} for lines of another layer.
void reach_walk_lines(const WalkTask& task, Reading& reading);

}  // namespace gapmap
