// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/engine.h"

namespace gapmap::cli {

/// The verdicts added up: `by` is "task", "department" or "unit".
std::string by_table(std::string_view by, const CheckResult& result, Language language);

}  // namespace gapmap::cli
