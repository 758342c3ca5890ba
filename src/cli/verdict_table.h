// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/engine.h"

namespace gapmap::cli {

/// The table that a planner reads at a glance: a line a standard, for the whole plan area.
std::string verdict_table(const CheckResult& result, Language language);

/// Counts of verdicts in one line.
std::string verdict_summary(const CheckResult& result, Language language);

/// The issues of the input, the gravest first, at most `most` of them.
std::string issue_list(const CheckResult& result, Language language, std::size_t most);

}  // namespace gapmap::cli
