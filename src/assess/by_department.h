// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "assess/verdict_counts.h"

namespace gapmap {

/// A department's part in the plan: leading, or responsible beside the lead.
enum class Duty { lead, responsible };

std::string_view duty_name(Duty duty);

/// What a department answers for, over the whole plan area. One that leads some standards and is responsible for
/// others has a row each.
struct DepartmentRow {
  std::string department;
  Duty duty = Duty::lead;
  VerdictCounts counts;
  std::vector<std::size_t> unmet;  ///< the plan's indexes of its unmet standards
};

/// Leads first; within a duty those with the most unmet standards first, then in the order that the plan names them.
std::vector<DepartmentRow> by_department(const Plan& plan, const Assessment& assessment);

}  // namespace gapmap
