// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gapmap {

/// The sample's plan, word for word as in data/plans/sample.toml.
std::string_view sample_plan_text();

}  // namespace gapmap
