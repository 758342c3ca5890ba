// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/changes.h"
#include "assess/gap_changes.h"
#include "base/progress.h"

// What changed between two results, as programs ask it.

namespace gapmap {

struct CompareOptions {
  std::string before;  ///< a result file; required
  std::string after;   ///< another; empty to compare a result of `site` with the state once its sites are built
  std::string output;  ///< GeoPackage of the differences; empty to write none
  Language language = Language::en;
  bool overwrite = false;
  std::string command_line;
  Progress progress;
};

/// The gaps of one standard.
struct StandardGaps {
  std::string standard_id;
  GapChanges changes;
  std::map<std::string, GapCount> counts;  ///< by unit, "*" for all
};

struct CompareResult {
  std::vector<ScoreChange> scores;
  std::vector<StandardGaps> gaps;                    ///< of the standards that have gap layers on both sides
  std::map<std::string, Text> titles;                ///< of the standards
  std::vector<std::string> only_before, only_after;  ///< standards that one side does not check
  std::string before_date, after_date;               ///< when the results were made
};

/// Reads one or two result files, which are not changed, and writes what differs. Throws Error{Fault::input} where
/// they are not results, or not in the same coordinates.
CompareResult compare(const CompareOptions& options);

}  // namespace gapmap
