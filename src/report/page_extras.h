// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include "report/shape_pool.h"
#include "report/view.h"

namespace gapmap {

// What only some results hold, by the index of the standard, as the page shows it.

/// The streets within walking reach, of the standards that are measured along streets.
nlohmann::ordered_json walked_streets(const ReportView& view, ShapePool& pool);

/// How much farther people walk than the straight line is, over the whole plan area: mean metres `straight` and `walk`,
/// and `onlyStraight`, the demand that a circle covers and a walk does not.
nlohmann::ordered_json detours(const ReportView& view);

/// The sites that `gapmap site` recommends, with what each gains.
nlohmann::ordered_json recommended_sites(const ReportView& view, ShapePool& pool);

}  // namespace gapmap
