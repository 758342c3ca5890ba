// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/assessment.h"

namespace gapmap {

/// What one row of `scores` says, apart from the plan that it was made with.
struct ScoreState {
  std::optional<double> value;
  std::string verdict;  ///< empty where the row is not judged
  double demand = 0, served = 0, missing = 0;
};

/// One row of `scores` before and after.
struct ScoreChange {
  std::string standard_id, task, partition, unit_code, unit_name, class_name;
  std::string value_unit, amount_unit, lead;
  std::optional<ScoreState> before, after;  ///< nothing where that side has no such row

  /// Of the value; nothing where a side has none.
  std::optional<double> change() const;
  /// "better", "worse", "same", "new" or "gone", by the verdict and then by what is missing.
  std::string_view direction() const;
};

/// The rows of an assessment as `after` of changes from nothing.
std::vector<ScoreChange> score_rows(const Plan& plan, const Assessment& assessment);

/// Rows with the same standard, partition, unit and class side by side: those of `before` in their order, then those
/// that only `after` has.
std::vector<ScoreChange> score_changes(const std::vector<ScoreChange>& before, const std::vector<ScoreChange>& after);

}  // namespace gapmap
