// SPDX-License-Identifier: MIT
#pragma once

#include "input/read.h"

namespace gapmap {

/// Sets the system of a plan that leaves it open (crs = "auto"): the one that fits the middle of the units,
/// or of the first layer that is bound. Notes the choice as an issue. Throws Error{Fault::usage} where no
/// layer is bound.
void choose_crs(Plan& plan, bool allow_network, Issues& issues);

}  // namespace gapmap
