// SPDX-License-Identifier: MIT
#include "measure/list.h"
#include "measure/reach_areas.h"
#include "measure/reach_cells.h"
#include "measure/reach_lines.h"
#include "measure/reach_points.h"
#include "measure/reach_serve.h"
#include "measure/reach_walk.h"
#include "measure/street_network.h"

namespace gapmap {
namespace {

std::vector<Need> needs(const Requirement& way, const Plan& plan) {
  const Selection& demand = way.selection("demand");
  Need wanted{demand.layer, demand.where, {}, {}, {}};
  need_demand_weight(wanted, demand, plan);
  if (!reach_class_field(way).empty()) wanted.columns.insert(reach_class_field(way));
  wanted.takes_cells = demand.where.empty() && reach_class_field(way).empty() && !is_reach_walk(way);
  std::vector<Need> all{wanted};
  for (const Selection& supply : reach_supplies(way)) all.push_back({supply.layer, supply.where, {}, {}, {}});
  if (is_reach_walk(way))
    for (Need& need : network_needs(way, plan)) all.push_back(std::move(need));
  return all;
}

std::vector<Problem> check(const Requirement& way, const Plan& plan) {
  std::vector<Problem> problems;
  const auto* limit = way.find<Limit>("within");
  if (!limit || !way.find<std::vector<Selection>>("supply")) return problems;
  if (is_reach_walk(way))
    problems = check_network(way, plan);
  else if (limit->unit == Limit::Unit::minutes)
    problems.push_back({way.position,
                        {"分钟只能与 along = \"walk\" 一起用", "minutes go with along = \"walk\" only"},
                        {"直线距离请写米数", "write metres for a straight line"}});
  if (!limit->by.empty() && !way.target.by.empty() && limit->by != way.target.by)
    problems.push_back(
        {way.position,
         say("within 按“{}”分级，target 按“{}”分级", "within is by \"{}\", target by \"{}\"", limit->by, way.target.by),
         {"两者须按同一字段", "both must be by the same field"}});
  return problems;
}

Reading read(const Requirement& way, const Scene& scene) {
  const ReachTask task(way, scene);
  Reading reading = task.start();
  if (is_reach_walk(way))
    reach_walk(task, reading);
  else if (task.demand.role->cells)
    reach_cells(task, reading);
  else if (task.is_in_places())
    reach_points(task, reading);
  else if (task.demand.geometries().shape() == Shape::line)
    reach_lines(task, reading);
  else
    reach_areas(task, reading);
  return reading;
}

}  // namespace

Measure reach_measure() {
  return {
      "reach",
      {"服务半径：需求在限定距离内有设施的比例", "service radius: share of the demand that has supply within a limit"},
      {"距设施不超过限值的需求所占比例（人、米、平方米或个数）；缺口为未被服务的点、线段或面",
       "share of the demand (people, metres, m2, features) no farther than the limit from a supply feature; gaps are "
       "the unserved points, pieces of lines and parts of areas"},
      {
          {"demand", ValueKind::selection, true, "需求：谁要被服务", "who or what must be served", "", {}},
          {"supply",
           ValueKind::selections,
           true,
           "供给：由什么服务",
           "what serves it; a list means several kinds",
           "",
           {}},
          {"within",
           ValueKind::limit,
           true,
           "限值：米，或按字段分级；步行可写 \"15 min\"",
           "metres, or by a field of the demand layer; \"15 min\" along walk",
           "",
           {}},
          {"along",
           ValueKind::choice,
           false,
           "直线或步行",
           "straight line or along the streets",
           "straight",
           {"straight", "walk"}},
          {"need",
           ValueKind::choice,
           false,
           "任一种或每一种供给",
           "any or every one of several supplies",
           "any",
           {"any", "every"}},
      },
      R"TOML([[standard]]
id       = "kindergarten-reach"
task     = 5
title    = {zh = "幼儿园服务半径 300 米", en = "Kindergarten within 300 m"}
measure  = "reach"
demand   = {layer = "residents"}
supply   = {layer = "schools", where = "kind = 'kindergarten'"}
within   = 300
target   = {min = 1.0}
)TOML",
      needs,
      read,
      check,
      &reach_serve};
}

}  // namespace gapmap
