// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "output/result.h"

namespace gapmap {

/// The result as one JSON object: plan, standards, scores, issues, run. `result` is the file that was
/// written, or empty.
std::string to_json(const ResultView& view, const std::string& result);

}  // namespace gapmap
