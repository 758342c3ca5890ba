// SPDX-License-Identifier: MIT
#include "measure/walk_task.h"

#include <algorithm>
#include <set>

namespace gapmap {
namespace {

/// Sorted, those that touch made one.
std::vector<EdgeStretch> united(std::vector<EdgeStretch> all) {
  std::sort(all.begin(), all.end(), [](EdgeStretch a, EdgeStretch b) { return a.from < b.from; });
  std::vector<EdgeStretch> apart;
  for (const EdgeStretch& one : all) {
    if (!apart.empty() && one.from <= apart.back().to)
      apart.back().to = std::max(apart.back().to, one.to);
    else
      apart.push_back(one);
  }
  return apart;
}

std::vector<EdgeStretch> common(const std::vector<EdgeStretch>& a, const std::vector<EdgeStretch>& b) {
  std::vector<EdgeStretch> both;
  for (const EdgeStretch& x : a)
    for (const EdgeStretch& y : b)
      if (const EdgeStretch z{std::max(x.from, y.from), std::min(x.to, y.to)}; z.from < z.to) both.push_back(z);
  return both;
}

}  // namespace

WalkTask::WalkTask(const ReachTask& task)
    : reach(task), network(task.scene.streets()), ground(ground_of(network.spec(), &task.limit)) {
  for (const Features& supply : task.supplies) supplies_.push_back(&network.walks_to(supply, ground));
}

template <typename Ask>
WalkTask::Decision WalkTask::decide_by(Ask&& ask) const {
  Decision decided{reach.needs_every ? -1 : unreachable, -1};
  for (std::size_t i = 0; i < supplies_.size(); ++i) {
    const WalkMap::Reached reached = ask(*supplies_[i]);
    const bool is_better = reach.needs_every ? reached.distance > decided.walk : reached.distance < decided.walk;
    if (!is_better) continue;
    decided = {reached.distance, reached.label == WalkMap::nobody ? -1 : id_of(i, reached.label)};
  }
  return decided;
}

WalkTask::Decision WalkTask::decide(Point place, const Snapped& snapped) const {
  return decide_by([&](const WalkSupply& supply) { return supply.from(place, snapped); });
}

std::uint32_t WalkTask::lacking(Point place, const Snapped& snapped, Micrometres limit) const {
  std::uint32_t set = 0;
  for (std::size_t k = 0; k < supplies_.size(); ++k)
    if (supplies_[k]->from(place, snapped).distance > limit) set |= 1u << k;
  return set;
}

WalkTask::Decision WalkTask::decide_on(std::uint32_t edge, Micrometres along) const {
  return decide_by([&](const WalkSupply& supply) { return supply.walks->at(edge, along); });
}

double WalkTask::limit_of(const std::string& class_name) const {
  const double limit = reach.limit_of(class_name);
  return limit < 0 ? limit : network.metres_of(reach.limit, limit);
}

std::vector<double> WalkTask::limits() const {
  std::set<double> all;
  if (reach.limit.by.empty()) all.insert(network.metres_of(reach.limit, reach.limit.value));
  for (const auto& [name, value] : reach.limit.classes) all.insert(network.metres_of(reach.limit, value));
  return {all.begin(), all.end()};
}

std::vector<EdgeStretch> WalkTask::within(std::uint32_t edge, Micrometres limit) const {
  std::vector<EdgeStretch> all;
  for (std::size_t i = 0; i < supplies_.size(); ++i) {
    std::vector<EdgeStretch> one = within(edge, limit, i);
    if (i == 0)
      all = std::move(one);
    else if (reach.needs_every)
      all = common(all, one);
    else
      all.insert(all.end(), one.begin(), one.end());
  }
  return united(std::move(all));
}

std::vector<EdgeStretch> WalkTask::within(std::uint32_t edge, Micrometres limit, std::size_t supply) const {
  std::vector<EdgeStretch> all;
  for (const WalkMap::Stretch& stretch : supplies_[supply]->walks->within(edge, limit))
    all.push_back({stretch.from, stretch.to});
  return united(std::move(all));
}

void WalkTask::note_supplies(Issues& issues) const {
  network.note(ground, issues);
  for (const WalkSupply* supply : supplies_) issues.insert(issues.end(), supply->issues.begin(), supply->issues.end());
}

}  // namespace gapmap
