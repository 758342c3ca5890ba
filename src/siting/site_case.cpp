// SPDX-License-Identifier: MIT
#include "siting/site_case.h"

#include <limits>

#include "base/error.h"

namespace gapmap {

SitePairs SiteCase::pairs(std::size_t task, std::span<const double> reach) const {
  const SiteTask& asked = tasks[task];
  return asked.serve->pairs(*asked.requirement, scene, asked.demand, candidates.places, reach);
}

SitePairs SiteCase::unserved_pairs(std::size_t task) const {
  const SiteDemand& demand = tasks[task].demand;
  std::vector<double> reach(demand.size(), -1);
  for (std::size_t i = 0; i < demand.size(); ++i)
    if (!demand.is_served(i)) reach[i] = demand.limit[i];
  return pairs(task, reach);
}

SiteTask site_task(const Plan& plan, std::size_t standard, const Scene& scene) {
  const Standard& rule = plan.standards[standard];
  for (std::size_t way = 0; way < rule.ways.size(); ++way) {
    const Measure* measure = find_measure(rule.ways[way].measure);
    if (!measure->serve) continue;
    SiteTask task;
    task.standard = standard;
    task.way = way;
    task.requirement = &rule.ways[way];
    task.serve = measure->serve;
    task.demand = task.serve->demand(*task.requirement, scene);
    for (std::size_t i = 0; i < task.demand.size(); ++i) {
      task.whole += task.demand.amount[i];
      if (task.demand.is_served(i)) task.served += task.demand.amount[i];
    }
    for (const Selection& supply : task.serve->supply(*task.requirement)) {
      const Features features = scene.features(supply);
      Standing standing{Geometries(features.geometries().shape()), {}};
      for (const std::uint32_t row : features.rows) standing.places.add_feature(features.geometries(), row);
      standing.capacity.assign(standing.places.size(), std::numeric_limits<double>::infinity());
      task.standing.push_back(std::move(standing));
    }
    const Target& target = rule.ways[way].target;
    if (target.range.min) task.target = *target.range.min;
    return task;
  }
  std::vector<std::string> sitable;
  for (const Measure& measure : measures())
    if (measure.serve) sitable.emplace_back(measure.name);
  throw Error(Fault::usage,
              say("标准 {}（{}）不能选址：新增设施补不上它的缺口",
                  "the standard {} ({}) cannot be sited: its gaps are not closed by new facilities", rule.id,
                  rule.ways.front().measure),
              say("可以选址的方法：{}", "measures that can be sited: {}", join(sitable, ", ")));
}

}  // namespace gapmap
