// SPDX-License-Identifier: MIT
#pragma once

#include "geo/partition.h"
#include "measure/reading.h"
#include "plan/standard.h"

namespace gapmap {

/// The units whose value lies outside the target, with what is missing (positive) or too much (negative).
PlaceList unit_gaps(const Reading& reading, const Target& target, const Partition& partition);

/// What must be added to the part so that the value reaches the range's lower end (positive), or taken
/// away so that it falls to the upper end (negative); 0 inside the range. Whole pieces are rounded up.
double missing_amount(const Reading& reading, const PartWhole& amount, const Range& range);

}  // namespace gapmap
