// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "base/issue.h"
#include "plan/plan.h"

namespace gapmap {

/// Everything that a plan says about itself, kept or broken: its [[consistency]] figures, and whether a
/// density can cover the ground within a radius asked of the same facilities. Circles of radius r cover a
/// plane with no fewer than 2 / (3 √3 r²) centres per unit of area (Kershner, 1939, "The number of circles
/// covering a set"): a density below that leaves places out of reach wherever the facilities stand.
std::vector<Finding> findings_of(const Plan& plan);

/// The findings that do not hold, as issues of the plan file, so that every output shows them.
Issues contradictions_of(const Plan& plan);

/// The lowest density that can cover a plane within a radius in metres: facilities per km2.
double lowest_density(double radius);

}  // namespace gapmap
