// SPDX-License-Identifier: MIT
#include "assess/by_department.h"

#include <algorithm>
#include <set>

namespace gapmap {

std::string_view duty_name(Duty duty) { return duty == Duty::lead ? "lead" : "responsible"; }

std::vector<DepartmentRow> by_department(const Plan& plan, const Assessment& assessment) {
  std::vector<DepartmentRow> rows;
  const auto add = [&](const std::vector<std::string>& departments, Duty duty, const StandardResult& result) {
    // A name that is written twice answers once.
    for (const std::string& department : std::set<std::string>(departments.begin(), departments.end())) {
      auto row = std::find_if(rows.begin(), rows.end(), [&](const DepartmentRow& one) {
        return one.duty == duty && one.department == department;
      });
      if (row == rows.end()) row = rows.insert(rows.end(), {department, duty, {}, {}});
      row->counts.add(result, result.whole());
      if (result.whole().verdict == Verdict::unmet) row->unmet.push_back(result.standard);
    }
  };
  for (const StandardResult& result : assessment.results) {
    add(plan.standards[result.standard].lead, Duty::lead, result);
    add(plan.standards[result.standard].responsible, Duty::responsible, result);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const DepartmentRow& a, const DepartmentRow& b) {
    return a.duty != b.duty ? a.duty < b.duty : a.counts.unmet > b.counts.unmet;
  });
  return rows;
}

}  // namespace gapmap
