// SPDX-License-Identifier: MIT
#pragma once

#include "assess/by_unit.h"
#include "output/result.h"

namespace gapmap {

class GeoPackage;

/// Adds the table `league`: the units by the standards that they meet, with the worst gaps of each.
void add_league_table(GeoPackage& file, const ResultView& view, Language language);

/// "Kindergarten within 300 m", and the class where the gap is one of a class.
std::string gap_title(const Plan& plan, const UnitGap& gap, Language language);
/// "61.0 % (≥ 100 %)".
std::string gap_figures(const UnitGap& gap, Language language);

}  // namespace gapmap
