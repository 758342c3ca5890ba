// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "output/result.h"

namespace gapmap {

/// The result as one JSON object: plan, standards, scores, issues, run. `result` is the file that was
/// written, or empty. With `by` ("task", "department" or "unit") the verdicts are added up too.
std::string to_json(const ResultView& view, const std::string& result, const std::string& by = {});

}  // namespace gapmap
