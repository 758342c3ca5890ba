// SPDX-License-Identifier: MIT
#pragma once

#include "measure/measure.h"

namespace gapmap {

// One measure a file, under its name.
Measure reach_measure();
Measure density_measure();
Measure ratio_measure();
Measure share_measure();
Measure total_measure();
Measure presence_measure();
Measure grade_measure();
Measure milestone_measure();
Measure catchment_measure();
Measure dead_ends_measure();
Measure connected_measure();
Measure spacing_measure();

}  // namespace gapmap
