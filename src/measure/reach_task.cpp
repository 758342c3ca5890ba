// SPDX-License-Identifier: MIT
#include "measure/reach_task.h"

#include <algorithm>
#include <map>

namespace gapmap {

const std::vector<Selection>& reach_supplies(const Requirement& way) {
  return *way.find<std::vector<Selection>>("supply");
}

bool is_reach_walk(const Requirement& way) { return way.text("along", "straight") == "walk"; }

const std::string& reach_class_field(const Requirement& way) {
  const std::string& by = way.find<Limit>("within")->by;
  return by.empty() ? way.target.by : by;
}

ReachTask::ReachTask(const Requirement& asked, const Scene& looked_at)
    : way(asked),
      scene(looked_at),
      limit(*way.find<Limit>("within")),
      needs_every(way.text("need", "any") == "every"),
      demand(scene.features(way.selection("demand"))),
      weight(Weight::of_demand(way.selection("demand"), *demand.role)) {
  for (const Selection& supply : reach_supplies(way)) supplies.push_back(scene.features(supply));
  const std::string& by = reach_class_field(way);
  classes_ = by.empty() ? nullptr : demand.layer().find(by);
}

Reading ReachTask::start() const {
  Reading reading;
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    for (const auto& [name, metres] : limit.classes) tally.know(name);
  }
  reading.amount_unit = weight.unit(true);
  reading.value_unit = "share";
  reading.is_counted = reading.amount_unit == "people" || reading.amount_unit == "count";
  note_missing(demand, weight, reading.issues);
  note_unknown_classes(reading.issues);
  reading.gap.emplace();
  if (is_every_of_several()) reading.gap->texts("lacks");
  return reading;
}

bool ReachTask::is_in_places() const {
  return demand.geometries().shape() == Shape::point || demand.role->spec->at_point ||
         weight.amount.what == Amount::What::count;
}

double ReachTask::limit_of(const std::string& class_name) const {
  if (limit.by.empty()) return limit.value;
  const auto found = limit.classes.find(class_name);
  return found == limit.classes.end() ? -1 : found->second;
}

std::string ReachTask::supply_name(std::size_t supply) const {
  const std::vector<Selection>& all = reach_supplies(way);
  const Selection& named = all[supply];
  const auto of_role =
      std::count_if(all.begin(), all.end(), [&](const Selection& one) { return one.layer == named.layer; });
  return of_role > 1 && !named.where.empty() ? named.layer + " (" + named.where + ")" : named.layer;
}

std::string ReachTask::supply_names(std::uint32_t set) const {
  std::vector<std::string> names;
  for (std::size_t k = 0; k < supplies.size(); ++k)
    if (set >> k & 1u) names.push_back(supply_name(k));
  return join(names, "、");
}

void ReachTask::note_unknown_classes(Issues& issues) const {
  if (limit.by.empty()) return;
  std::map<std::string, std::size_t> unknown;
  for (const std::uint32_t row : demand.rows)
    if (limit_of(class_of(row)) < 0) ++unknown[class_of(row)];
  for (const auto& [name, count] : unknown) {
    const LayerSpec& spec = *demand.role->spec;
    issues.push_back({"V102",
                      Severity::warning,
                      spec.role,
                      spec.source,
                      "",
                      say("{} 个要素的“{}”为“{}”，方案没有给出限值，不参与计算",
                          "{} features have \"{}\" = \"{}\", for which the plan sets no limit; they do not count",
                          count, limit.by, printable(name)),
                      {}});
  }
}

void ReachTask::add_place(PlaceList& list, std::uint32_t row, std::size_t bucket, double amount,
                          double distance) const {
  list.add(demand.layer().ids[row], bucket, class_of(row), amount, distance);
}

}  // namespace gapmap
