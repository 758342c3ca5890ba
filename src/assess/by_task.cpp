// SPDX-License-Identifier: MIT
#include "assess/by_task.h"

#include <algorithm>

namespace gapmap {

std::vector<TaskRow> by_task(const Plan& plan, const Assessment& assessment) {
  std::vector<TaskRow> rows;
  for (const Task& task : plan.tasks) rows.push_back({task.number, task.title, {}});
  for (const StandardResult& result : assessment.results) {
    const std::string& number = plan.standards[result.standard].task;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const TaskRow& one) { return one.number == number; });
    if (row == rows.end()) row = rows.insert(rows.end(), {number, {}, {}});
    row->counts.add(result, result.whole());
  }
  if (assessment.results.size() < plan.standards.size())
    std::erase_if(rows, [](const TaskRow& row) { return row.counts.total() == 0; });
  return rows;
}

}  // namespace gapmap
