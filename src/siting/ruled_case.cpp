// SPDX-License-Identifier: MIT
#include "siting/ruled_case.h"

#include <algorithm>

#include "base/error.h"

namespace gapmap {
namespace {

/// Standing facilities within the limit of each piece, as candidates with the numbers `first`, `first` + 1, …
std::vector<std::vector<Index>> standing_near(const SiteCase& site_case, const SiteTask& task, Index first) {
  std::vector<std::vector<Index>> near(task.demand.size());
  for (const Standing& standing : task.standing) {
    const SitePairs pairs =
        task.serve->pairs(*task.requirement, site_case.scene, task.demand, standing.places, task.demand.limit);
    for (std::size_t i = 0; i < near.size(); ++i)
      for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k) near[i].push_back(first + pairs.candidate[k]);
    first += static_cast<Index>(standing.places.size());
  }
  return near;
}

}  // namespace

RuledCase ruled_case(const SiteCase& site_case, std::size_t count) {
  RuledCase made;
  RuledCover& problem = made.problem;
  problem.sites = count;
  problem.roles = site_case.candidates.roles;
  problem.rules = site_case.rules;
  std::size_t columns = site_case.candidates.size();
  if (!site_case.has_capacities() && site_case.times == 1) {
    made.stack = unserved_stack(site_case);
    for (const SiteTask& task : site_case.tasks) made.before.push_back(task.served);
  } else {
    problem.capacity = site_case.candidates.capacity;
    for (std::size_t t = 0; t < site_case.tasks.size(); ++t) {
      const SiteTask& task = site_case.tasks[t];
      const SitePairs pairs = site_case.pairs(t, task.demand.limit);
      const std::vector<std::vector<Index>> standing = standing_near(site_case, task, static_cast<Index>(columns));
      double served = 0;
      for (std::size_t i = 0; i < task.demand.size(); ++i) {
        const std::size_t stands = standing[i].size();
        if (!site_case.has_capacities() && stands >= site_case.times) {
          served += task.demand.amount[i];
          continue;
        }
        for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k) {
          made.stack.near.item.push_back(pairs.candidate[k]);
          made.stack.distance.push_back(pairs.distance[k]);
        }
        if (site_case.has_capacities())
          for (const Index site : standing[i]) {
            made.stack.near.item.push_back(site);
            made.stack.distance.push_back(task.demand.standing[i]);
          }
        made.stack.near.close();
        made.stack.amount.push_back(task.demand.amount[i]);
        made.stack.standing.push_back(task.demand.standing[i]);
        made.stack.task.push_back(t);
        made.stack.piece.push_back(static_cast<Index>(i));
        if (!site_case.has_capacities()) problem.need.push_back(static_cast<std::uint8_t>(site_case.times - stands));
      }
      if (!site_case.has_capacities()) made.before.push_back(served);
      if (site_case.has_capacities())
        for (const Standing& places : task.standing) {
          problem.capacity.insert(problem.capacity.end(), places.capacity.begin(), places.capacity.end());
          columns += places.places.size();
        }
    }
  }
  if (columns > site_case.candidates.size()) {
    if (problem.roles.empty()) problem.roles.assign(site_case.candidates.size(), SiteRole::free);
    problem.roles.resize(columns, SiteRole::existing);
    if (problem.rules.conflicts.size() > 0)
      while (problem.rules.conflicts.size() < columns) problem.rules.conflicts.close();
  }
  problem.demands = made.stack.size();
  problem.serves = transpose(made.stack.near, columns);
  for (const Index i : problem.serves.item) problem.gain.push_back(made.stack.amount[i]);
  if (site_case.has_capacities()) {
    made.before.assign(site_case.tasks.size(), 0);
    made.before = served_by_task(site_case, made, {});
  }
  return made;
}

std::vector<double> served_by_task(const SiteCase& site_case, const RuledCase& ruled, const std::vector<Index>& sites) {
  std::vector<double> served = ruled.before;
  if (site_case.has_capacities()) {
    served.assign(site_case.tasks.size(), 0);
    for (const Assigned& part : assigned(ruled.problem, sites)) served[ruled.stack.task[part.demand]] += part.amount;
    return served;
  }
  std::vector<int> count(ruled.problem.demands);
  for (const Index site : sites)
    for (const Index i : ruled.problem.serves[site])
      if (++count[i] == (ruled.problem.need.empty() ? 1 : ruled.problem.need[i]))
        served[ruled.stack.task[i]] += ruled.stack.amount[i];
  return served;
}

void refuse_capacities(const SiteCase& site_case, std::string_view model) {
  if (!site_case.has_capacities() && site_case.times == 1) return;
  throw Error(Fault::usage,
              say("模型 {} 不考虑容量和多重覆盖", "the model {} knows no capacities and no backup", model),
              {"用 cover 或 set", "use cover or set"});
}

}  // namespace gapmap
