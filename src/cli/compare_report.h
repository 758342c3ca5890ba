// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/compare.h"

namespace gapmap::cli {

/// A line a standard: value and verdict before and after, gaps closed and opened; then a line a department.
std::string compare_report(const CompareResult& result, Language language);

/// The same as one JSON object, with every unit.
std::string compare_json(const CompareResult& result, const std::string& output);

}  // namespace gapmap::cli
