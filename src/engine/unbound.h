// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "base/issue.h"
#include "plan/plan.h"

namespace gapmap {

/// Roles without a source, each with the standards that get no data for want of it, as issues. Throws
/// Error{Fault::usage} where no chosen standard can be computed at all, naming what to bind.
Issues unbound_layers(const Plan& plan, const std::vector<std::size_t>& standards);

}  // namespace gapmap
