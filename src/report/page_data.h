// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/format.h"

namespace gapmap {

/// All that the page shows, as JSON: the plan, the run, the standards, the scores, the units, the gaps, the served
/// places, the facilities, and what "what if" needs. Layers that a browser could not draw at once are thinned:
/// points are added up in squares, of lines and areas the largest are kept; each such layer says so.
/// The same bytes for the same result file.
std::string page_data(const ReportView& view);

}  // namespace gapmap
