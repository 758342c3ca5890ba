// SPDX-License-Identifier: MIT
#pragma once

#include "output/result.h"

namespace gapmap {

class GeoPackage;

/// Adds the input features that a result is shown with, so that it needs its inputs no more: for each standard
/// `supply_<standard>`, the facilities that it counts on, and `demand_<standard>`, the lines that they are to
/// serve; `…__2` and so on for further selections of a standard.
void add_shown_tables(GeoPackage& file, const ResultView& view, Language language);

}  // namespace gapmap
