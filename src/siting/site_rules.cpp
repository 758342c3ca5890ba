// SPDX-License-Identifier: MIT
#include "siting/site_rules.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "base/error.h"
#include "geo/nearest.h"

namespace gapmap {
namespace {

double metres_between(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

void forbid(SiteCase& site_case, Index candidate, const Text& why) {
  Candidates& candidates = site_case.candidates;
  if (candidates.roles.empty()) candidates.roles.assign(candidates.size(), SiteRole::free);
  if (candidates.roles[candidate] == SiteRole::must)
    throw Error(Fault::usage, say("必选的候选点 {} {}", "the must-have candidate {} {}", candidates.id[candidate], why),
                {"改候选点或放宽规则", "change the candidate or relax the rule"});
  candidates.roles[candidate] = SiteRole::forbidden;
}

std::vector<Nearest> standing_indexes(const SiteCase& site_case) {
  std::vector<Nearest> indexes;
  for (const SiteTask& task : site_case.tasks)
    for (const Standing& standing : task.standing) {
      std::vector<std::uint32_t> rows(standing.places.size());
      std::iota(rows.begin(), rows.end(), 0u);
      indexes.emplace_back(standing.places, rows);
    }
  return indexes;
}

void add_spacing(SiteCase& site_case, double spacing) {
  const Candidates& candidates = site_case.candidates;
  const std::vector<Nearest> standing = standing_indexes(site_case);
  std::vector<Point> places;
  for (Index j = 0; j < candidates.size(); ++j) {
    places.push_back(candidates.point(j));
    for (const Nearest& index : standing)
      if (index.find(places.back()).distance < spacing) {
        forbid(site_case, j, say("距现有设施不到 {} 米", "is nearer than {} m to what stands", exact(spacing)));
        break;
      }
  }
  // Along x, so that only neighbours in a strip are looked at.
  std::vector<Index> order(candidates.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return places[a].x < places[b].x; });
  std::vector<std::vector<Index>> near(candidates.size());
  for (std::size_t a = 0; a < order.size(); ++a)
    for (std::size_t b = a + 1; b < order.size() && places[order[b]].x - places[order[a]].x < spacing; ++b)
      if (metres_between(places[order[a]], places[order[b]]) < spacing) {
        near[order[a]].push_back(order[b]);
        near[order[b]].push_back(order[a]);
      }
  for (std::vector<Index>& list : near) {
    std::sort(list.begin(), list.end());
    site_case.rules.conflicts.item.insert(site_case.rules.conflicts.item.end(), list.begin(), list.end());
    site_case.rules.conflicts.close();
  }
}

/// At most `most(unit)` new sites in each unit; a limit for every unit that has more candidates than that.
template <typename Most>
void add_unit_limits(SiteCase& site_case, Most&& most) {
  const Partition& partition = site_case.scene.partitions.front();
  std::vector<UseLimit> limits(partition.units().size());
  for (Index j = 0; j < site_case.candidates.size(); ++j)
    if (const std::size_t unit = site_case.candidates.bucket[j]; unit < limits.size()) {
      limits[unit].site.push_back(j);
      limits[unit].use.push_back(1);
    }
  for (std::size_t unit = 0; unit < limits.size(); ++unit) {
    limits[unit].most = std::max(0.0, std::floor(most(unit)));
    if (static_cast<double>(limits[unit].site.size()) > limits[unit].most)
      site_case.rules.limits.push_back(std::move(limits[unit]));
  }
}

double most_by_density(const SiteCase& site_case, double density, std::size_t unit, std::size_t standing) {
  const double square_km = area_of(site_case.scene.partitions.front().areas(), unit) / 1e6;
  return std::floor(density * square_km + 1e-9) - static_cast<double>(standing);
}

void require_units(const SiteCase& site_case) {
  if (site_case.scene.partitions.front().is_whole())
    throw Error(Fault::usage, {"每个单元的上限需要方案有 units", "a limit for each unit needs units in the plan"},
                {"在方案里写 units", "write units in the plan"});
}

}  // namespace

std::vector<std::size_t> standing_by_unit(const SiteCase& site_case) {
  const Partition& partition = site_case.scene.partitions.front();
  std::vector<std::size_t> counts(partition.bucket_count());
  for (const SiteTask& task : site_case.tasks)
    for (const Standing& standing : task.standing)
      for (std::size_t i = 0; i < standing.places.size(); ++i)
        if (!standing.places.is_null(i)) ++counts[partition.locate(label_point(standing.places, i))];
  return counts;
}

void add_rules(SiteCase& site_case, const RuleSpec& spec) {
  if (spec.spacing) add_spacing(site_case, *spec.spacing);
  if (spec.per_unit) {
    require_units(site_case);
    add_unit_limits(site_case, [&](std::size_t) { return *spec.per_unit; });
  }
  if (spec.density_max) {
    require_units(site_case);
    const std::vector<std::size_t> standing = standing_by_unit(site_case);
    add_unit_limits(site_case, [&](std::size_t unit) {
      return most_by_density(site_case, *spec.density_max, unit, standing[unit]);
    });
  }
  if (spec.budget) {
    if (site_case.candidates.cost.empty())
      throw Error(Fault::usage, {"限制总价需要候选点的造价字段", "a budget needs the cost of the candidates"},
                  {"加 --cost 字段", "add --cost FIELD"});
    UseLimit budget{{}, site_case.candidates.cost, *spec.budget};
    for (Index j = 0; j < site_case.candidates.size(); ++j) budget.site.push_back(j);
    site_case.rules.limits.push_back(std::move(budget));
  }
}

void verify_sites(const SiteCase& site_case, const RuleSpec& spec, const std::vector<Index>& sites) {
  const auto require = [](bool holds, const char* rule) {
    if (!holds) throw std::logic_error(std::string("chosen sites break a rule: ") + rule);
  };
  const Candidates& candidates = site_case.candidates;
  std::vector<char> is_chosen(candidates.size());
  double cost = 0;
  std::vector<double> by_unit(site_case.scene.partitions.front().bucket_count());
  const std::vector<Nearest> standing = standing_indexes(site_case);
  for (const Index site : sites) {
    require(site < candidates.size() && !is_chosen[site], "once");
    is_chosen[site] = 1;
    require(role_of(candidates.roles, site) != SiteRole::forbidden, "forbidden");
    if (!candidates.cost.empty()) cost += candidates.cost[site];
    ++by_unit[candidates.bucket[site]];
    if (!spec.spacing) continue;
    for (const Index other : sites)
      require(other == site || metres_between(candidates.point(site), candidates.point(other)) >= *spec.spacing,
              "spacing");
    for (const Nearest& index : standing)
      require(index.find(candidates.point(site)).distance >= *spec.spacing, "spacing to what stands");
  }
  for (Index j = 0; j < candidates.size(); ++j)
    require(is_chosen[j] || role_of(candidates.roles, j) != SiteRole::must, "must");
  if (spec.budget) require(cost <= *spec.budget * (1 + 1e-9), "budget");
  const std::vector<std::size_t> counts = spec.density_max ? standing_by_unit(site_case) : std::vector<std::size_t>();
  for (std::size_t unit = 0; unit + 1 < by_unit.size(); ++unit) {
    if (spec.per_unit) require(by_unit[unit] <= *spec.per_unit, "per unit");
    if (spec.density_max && by_unit[unit] > 0)
      require(by_unit[unit] <= most_by_density(site_case, *spec.density_max, unit, counts[unit]), "density");
  }
}

}  // namespace gapmap
