// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "plan/parameter.h"

namespace gapmap {

// The keys of the plan file outside the measures' own, in the order in which people write them.
std::span<const Parameter> plan_keys();
std::span<const Parameter> units_keys();
std::span<const Parameter> network_keys();
std::span<const Parameter> layer_keys();
std::span<const Parameter> task_keys();
std::span<const Parameter> consistency_keys();
std::span<const Parameter> standard_keys();
std::span<const Parameter> site_keys();
std::span<const Parameter> selection_keys();

}  // namespace gapmap
