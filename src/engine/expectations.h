// SPDX-License-Identifier: MIT
#pragma once

#include "input/read.h"
#include "inspect/survey.h"

namespace gapmap {

/// What the standards of a plan expect of a layer: the fields that must hold amounts, the class values that they
/// know, whether it is a layer of units.
SurveyedLayer expect_of_plan(const Plan& plan, const LayerSpec& spec, const ReadLayer& read);

/// What can be expected of a file that no plan speaks of: columns named like people hold people, a few polygons
/// are taken for units.
SurveyedLayer expect_of_file(const LayerSpec& spec, const ReadLayer& read);

}  // namespace gapmap
