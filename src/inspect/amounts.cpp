// SPDX-License-Identifier: MIT
#include <cmath>

#include "inspect/list.h"

namespace gapmap {
namespace {

void check_text(const SurveyedLayer& surveyed, const Column& column, bool is_amount, Findings& findings) {
  std::vector<std::size_t> odd;
  std::size_t numbers = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.is_missing(row) || trimmed(column.text(row)).empty()) continue;
    if (std::isfinite(column.number(row)))
      ++numbers;
    else
      odd.push_back(row);
  }
  // A few words among numbers are slips; a column of words is a column of words.
  const bool is_numeric = is_amount || (numbers >= 10 && odd.size() * 20 <= numbers);
  if (!is_numeric) return;
  for (const std::size_t row : odd)
    findings.add(std::to_string(surveyed.layer->ids[row]),
                 say("字段“{}”应为数值，实为“{}”", "the field \"{}\" should be a number, not \"{}\"",
                     printable(column.name), printable(shorten(column.text(row), 40))),
                 {}, is_amount ? Severity::error : Severity::warning);
}

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  for (const Column& column : surveyed.layer->columns) {
    const bool is_amount = surveyed.people.contains(column.name);
    if (column.is_text()) {
      check_text(surveyed, column, is_amount, findings);
      continue;
    }
    if (!is_amount) continue;
    std::size_t missing = 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
      const double value = column.number(row);
      missing += column.is_missing(row);
      if (value < 0)
        findings.add(std::to_string(surveyed.layer->ids[row]),
                     say("字段“{}”为负数 {}", "the field \"{}\" is negative: {}", printable(column.name), value),
                     surveyed.layer->geometries.size() > row && !surveyed.layer->geometries.is_null(row)
                         ? std::optional(label_point(surveyed.layer->geometries, row))
                         : std::nullopt);
    }
    if (missing > 0)
      findings.add("",
                   say("字段“{}”有 {} 个空值，不计数", "the field \"{}\" is empty in {} features, which count as none",
                       printable(column.name), missing),
                   {}, Severity::warning);
  }
}

}  // namespace

InspectCheck amounts_check() {
  return {
      "N201", Severity::error, {"人数等数量为负、为空或不是数", "amounts that are negative, empty or no numbers"}, run};
}

}  // namespace gapmap
