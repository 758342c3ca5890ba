// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "report/format.h"
#include "report/shape_pool.h"

namespace gapmap {

/// The layers `gap_…` or `served_…` with what a click tells, by the standard's place in the list. What a browser could
/// not draw at once is thinned, and says so.
nlohmann::ordered_json drawn_places(const ReportView& view, const std::string& prefix, ShapePool& pool);

}  // namespace gapmap
