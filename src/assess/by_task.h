// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "assess/verdict_counts.h"

namespace gapmap {

/// A task of the document, and how its standards came out over the whole plan area.
struct TaskRow {
  std::string number;
  Text title;  ///< empty where the plan does not list its tasks
  VerdictCounts counts;
};

/// In the order of the document; tasks that the plan does not list follow in the order of their standards. Tasks
/// without any standard are listed where every standard of the plan was assessed.
std::vector<TaskRow> by_task(const Plan& plan, const Assessment& assessment);

}  // namespace gapmap
