// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "report/format.h"

namespace gapmap {

/// Geometries as exactly as a screen or a printer shows them: for drawing, never for counting.
nlohmann::ordered_json drawn(const Geometries& geometries);

/// The layers `gap_…` or `served_…` with what a click tells, by the standard's place in the list. What a browser could
/// not draw at once is thinned, and says so.
nlohmann::ordered_json drawn_places(const ReportView& view, const std::string& prefix);

}  // namespace gapmap
