// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "assess/changes.h"
#include "output/geopackage.h"

namespace gapmap {

/// Adds the table `score_changes`: each row of scores before and after.
void add_score_changes(GeoPackage& file, const std::vector<ScoreChange>& changes, Language language);

}  // namespace gapmap
