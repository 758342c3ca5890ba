// SPDX-License-Identifier: MIT
#pragma once

#include "inspect/survey.h"

namespace gapmap {

// One check a file, under its name.
InspectCheck unit_overlaps_check();
InspectCheck unit_gaps_check();
InspectCheck unit_codes_check();
InspectCheck outside_check();
InspectCheck duplicates_check();
InspectCheck near_duplicates_check();
InspectCheck amounts_check();
InspectCheck repeated_totals_check();
InspectCheck classes_check();
InspectCheck isolated_streets_check();
InspectCheck tiny_shapes_check();
InspectCheck datum_check();

}  // namespace gapmap
