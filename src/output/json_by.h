// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "output/result.h"

namespace gapmap {

/// The verdicts added up as an array of objects: `by` is "task", "department" or "unit".
nlohmann::ordered_json verdicts_by(std::string_view by, const ResultView& view);

}  // namespace gapmap
