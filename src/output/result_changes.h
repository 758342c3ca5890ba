// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/changes.h"
#include "assess/gap_changes.h"
#include "output/geopackage.h"

namespace gapmap {

/// Adds the table `score_changes`: each row of scores before and after.
void add_score_changes(GeoPackage& file, const std::vector<ScoreChange>& changes, Language language);

/// Adds the layer `change_<standard>`: the gaps that closed, opened, moved, grew or shrank. Those that stayed as they
/// were are left out.
void add_gap_changes(GeoPackage& file, const std::string& standard_id, const Text& title, const GapChanges& changes,
                     Language language);

/// The counts of one standard's gaps, by unit.
struct GapChangeRow {
  std::string standard_id;
  const std::map<std::string, GapCount>* counts = nullptr;
};

/// Adds the table `gap_changes`: how many gaps of each unit met which fate.
void add_gap_counts(GeoPackage& file, const std::vector<GapChangeRow>& rows, Language language);

}  // namespace gapmap
