// SPDX-License-Identifier: MIT
#include "measure/list.h"
#include "measure/measure.h"

namespace gapmap {

std::span<const Measure> measures() {
  static const std::vector<Measure> all{
      reach_measure(),     density_measure(),   ratio_measure(),     share_measure(),
      total_measure(),     presence_measure(),  grade_measure(),     milestone_measure(),
      catchment_measure(), dead_ends_measure(), connected_measure(), spacing_measure(),
  };
  return all;
}

const Measure* find_measure(std::string_view name) {
  for (const Measure& measure : measures())
    if (measure.name == name) return &measure;
  return nullptr;
}

std::vector<std::string> unbound_roles(const Requirement& way, const Plan& plan) {
  std::set<std::string> roles;
  for (const Need& need : find_measure(way.measure)->needs(way, plan))
    if (const auto layer = plan.layers.find(need.role); layer != plan.layers.end() && !layer->second.is_bound())
      roles.insert(need.role);
  return {roles.begin(), roles.end()};
}

std::vector<MeasureSyntax> measure_syntax() {
  std::vector<MeasureSyntax> syntax;
  for (const Measure& measure : measures()) syntax.push_back({measure.name, measure.parameters});
  return syntax;
}

}  // namespace gapmap
