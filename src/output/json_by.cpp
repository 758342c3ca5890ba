// SPDX-License-Identifier: MIT
#include "output/json_by.h"

#include <algorithm>
#include <cassert>

#include "assess/by_department.h"
#include "assess/by_task.h"
#include "assess/by_unit.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

void add_counts(Json& row, const VerdictCounts& counts, const Plan& plan) {
  row["met"] = counts.met;
  row["unmet"] = counts.unmet;
  row["no_data"] = counts.no_data;
  row["open"] = counts.open;
  row["people_affected"] = counts.people;
  row["widest_standard"] = counts.widest ? Json(plan.standards[*counts.widest].id) : Json();
}

Json tasks(const ResultView& view) {
  Json all = Json::array();
  for (const TaskRow& task : by_task(view.plan, view.assessment)) {
    const auto verdict = task.counts.verdict();
    Json row{{"task", task.number},
             {"title", {{"zh", task.title.zh}, {"en", task.title.en}}},
             {"verdict", verdict ? Json(verdict_name(*verdict)) : Json()}};
    add_counts(row, task.counts, view.plan);
    all.push_back(std::move(row));
  }
  return all;
}

Json departments(const ResultView& view) {
  Json all = Json::array();
  for (const DepartmentRow& department : by_department(view.plan, view.assessment)) {
    Json row{{"department", department.department}, {"duty", duty_name(department.duty)}}, unmet = Json::array();
    add_counts(row, department.counts, view.plan);
    for (const std::size_t standard : department.unmet) unmet.push_back(view.plan.standards[standard].id);
    row["unmet_standards"] = unmet;
    all.push_back(std::move(row));
  }
  return all;
}

Json units(const ResultView& view) {
  Json all = Json::array();
  for (const UnitRow& unit : by_unit(view.assessment, view.partitions)) {
    Json row{{"partition", unit.partition},
             {"standing", unit.standing ? Json(*unit.standing) : Json()},
             {"unit_code", unit.code},
             {"unit_name", unit.name}};
    add_counts(row, unit.counts, view.plan);
    Json worst = Json::array();
    for (std::size_t i = 0; i < std::min(worst_gaps, unit.worst.size()); ++i) {
      const UnitGap& gap = unit.worst[i];
      worst.push_back({{"standard_id", view.plan.standards[gap.result->standard].id},
                       {"class", gap.score->class_name},
                       {"value", gap.score->value ? Json(*gap.score->value) : Json()},
                       {"shortfall", gap.shortfall}});
    }
    row["worst"] = worst;
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace

nlohmann::ordered_json verdicts_by(std::string_view by, const ResultView& view) {
  if (by == "task") return tasks(view);
  if (by == "department") return departments(view);
  assert(by == "unit");
  return units(view);
}

}  // namespace gapmap
