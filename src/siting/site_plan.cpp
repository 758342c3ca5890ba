// SPDX-License-Identifier: MIT
#include "siting/site_plan.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "siting/ruled_case.h"

namespace gapmap {
namespace {

constexpr std::size_t longest_curve = 2000;

/// Adds candidates one at a time, the one that gains most first. Gains only shrink, so that one computed
/// earlier is asked again only when it comes up.
class Order {
 public:
  explicit Order(const SiteCase& site_case)
      : case_(site_case),
        stack_(unserved_stack(site_case)),
        covers_(transpose(stack_.near, site_case.candidates.size())),
        is_served_(stack_.size()) {
    for (const SiteTask& task : case_.tasks) served_.push_back(task.served);
  }

  const SiteStack& stack() const { return stack_; }

  double gain(Index candidate) const {
    double gain = 0;
    for (const Index i : covers_[candidate]) gain += is_served_[i] ? 0 : stack_.amount[i];
    return gain;
  }

  RankedSite add(Index candidate, const std::function<void(Index)>& newly) {
    RankedSite site{candidate, std::vector<SiteGain>(case_.tasks.size())};
    for (const Index i : covers_[candidate]) {
      if (is_served_[i]) continue;
      is_served_[i] = 1;
      SiteGain& gain = site.gains[stack_.task[i]];
      gain.amount += stack_.amount[i];
      ++gain.pieces;
      if (newly) newly(i);
    }
    for (std::size_t t = 0; t < case_.tasks.size(); ++t) {
      served_[t] += site.gains[t].amount;
      site.gains[t].share_after = share(t);
    }
    return site;
  }

  /// Of the candidates offered, in the order of what they add (equal: the lower number first), calls
  /// `take(candidate)` until it says no.
  void greedy(const std::vector<Index>& offered, const std::function<bool(Index)>& take) const {
    using Entry = std::pair<double, std::int64_t>;
    std::priority_queue<Entry> queue;
    for (const Index j : offered) queue.push({gain(j), -static_cast<std::int64_t>(j)});
    while (!queue.empty()) {
      const auto [old_gain, name] = queue.top();
      queue.pop();
      const Index j = static_cast<Index>(-name);
      const double now = gain(j);
      if (now < old_gain) {
        queue.push({now, name});
        continue;
      }
      if (!take(j)) return;
    }
  }

  double share(std::size_t task) const {
    return case_.tasks[task].whole > 0 ? served_[task] / case_.tasks[task].whole : 1;
  }
  bool is_reached() const {
    for (std::size_t t = 0; t < case_.tasks.size(); ++t)
      if (share(t) < case_.tasks[t].target) return false;
    return true;
  }
  CurvePoint point(std::size_t sites, bool is_chosen) const {
    CurvePoint point{sites, is_chosen, {}};
    for (std::size_t t = 0; t < case_.tasks.size(); ++t) point.share.push_back(share(t));
    return point;
  }

 private:
  const SiteCase& case_;
  SiteStack stack_;
  Sparse covers_;
  std::vector<char> is_served_;
  std::vector<double> served_;
};

void start(SitePlan& plan, const SiteCase& site_case) {
  for (const SiteTask& task : site_case.tasks) {
    plan.server.emplace_back(task.demand.size(), gone);
    plan.amount.emplace_back(task.demand.size(), 0.0);
    plan.distance.emplace_back(task.demand.size(), NAN);
  }
}

CurvePoint point_of(const SiteCase& site_case, std::size_t sites, const std::vector<double>& served) {
  CurvePoint point{sites, true, {}};
  for (std::size_t t = 0; t < served.size(); ++t) point.share.push_back(served[t] / site_case.tasks[t].whole);
  return point;
}

/// Who is served by which of the new sites: with capacities by the largest part, else by the nearest.
void find_servers(SitePlan& plan, const SiteCase& site_case, const RuledCase& ruled, const std::vector<Index>& built) {
  const SiteStack& stack = ruled.stack;
  std::vector<Index> rank_of(ruled.problem.serves.size(), gone);
  for (std::size_t rank = 0; rank < built.size(); ++rank) rank_of[built[rank]] = static_cast<Index>(rank);
  std::vector<std::vector<std::pair<Index, double>>> parts(stack.size());
  if (site_case.has_capacities())
    for (const Assigned& part : assigned(ruled.problem, built))
      if (rank_of[part.site] != gone) parts[part.demand].push_back({part.site, part.amount});
  for (std::size_t i = 0; i < stack.size(); ++i) {
    std::size_t count = 0;
    double best = -1, metres = NAN;
    Index server = gone;
    for (std::size_t k = stack.near.start[i]; k < stack.near.start[i + 1]; ++k) {
      const Index rank = rank_of[stack.near.item[k]];
      if (rank == gone) continue;
      ++count;
      double worth = 1 / (1 + stack.distance[k]);
      if (site_case.has_capacities()) {
        worth = 0;
        for (const auto& [site, amount] : parts[i]) worth += site == stack.near.item[k] ? amount : 0;
        if (worth <= 0) continue;
      }
      if (worth > best) best = worth, server = rank, metres = stack.distance[k];
    }
    if (server == gone || (!site_case.has_capacities() && count < ruled.problem.need[i])) continue;
    double amount = site_case.has_capacities() ? 0 : stack.amount[i];
    for (const auto& [site, part] : parts[i]) amount += part;
    const std::size_t task = stack.task[i];
    plan.server[task][stack.piece[i]] = server;
    plan.distance[task][stack.piece[i]] = metres;
    plan.amount[task][stack.piece[i]] = amount;
    SiteGain& gain = plan.sites[server].gains[task];
    gain.farthest = std::max(gain.farthest, metres);
    ++gain.pieces;
  }
}

/// With capacities or `times`, where what a site adds depends on all the others: every order is counted anew.
SitePlan plan_ruled(const SiteCase& site_case, std::vector<Index> left) {
  constexpr std::size_t most_compared = 60;
  const RuledCase ruled = ruled_case(site_case, left.size());
  const auto sum = [](const std::vector<double>& all) {
    double total = 0;
    for (const double one : all) total += one;
    return total;
  };
  SitePlan plan;
  start(plan, site_case);
  std::vector<double> served = ruled.before;
  plan.curve.push_back(point_of(site_case, 0, served));
  std::vector<Index> built;
  while (!left.empty()) {
    std::size_t best = 0;
    std::vector<double> best_served;
    for (std::size_t k = 0; k < left.size() && (k == 0 || left.size() <= most_compared); ++k) {
      built.push_back(left[k]);
      std::vector<double> now = served_by_task(site_case, ruled, built);
      built.pop_back();
      if (best_served.empty() || sum(now) > sum(best_served)) best = k, best_served = std::move(now);
    }
    RankedSite site{left[best], {}};
    for (std::size_t t = 0; t < served.size(); ++t)
      site.gains.push_back({best_served[t] - served[t], 0, best_served[t] / site_case.tasks[t].whole, 0});
    plan.sites.push_back(std::move(site));
    built.push_back(left[best]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
    served = std::move(best_served);
    plan.curve.push_back(point_of(site_case, built.size(), served));
  }
  find_servers(plan, site_case, ruled, built);
  return plan;
}

}  // namespace

SitePlan plan_sites(const SiteCase& site_case, const std::vector<Index>& chosen) {
  if (site_case.has_capacities() || site_case.times > 1) return plan_ruled(site_case, chosen);
  Order order(site_case);
  const SiteStack& stack = order.stack();
  SitePlan plan;
  start(plan, site_case);
  plan.curve.push_back(order.point(0, true));
  std::vector<Index> built;
  order.greedy(chosen, [&](Index j) {
    const Index rank = static_cast<Index>(plan.sites.size());
    plan.sites.push_back(order.add(j, [&](Index i) { plan.server[stack.task[i]][stack.piece[i]] = rank; }));
    built.push_back(j);
    plan.curve.push_back(order.point(plan.sites.size(), true));
    return true;
  });
  // Whoever is newly served goes to the nearest of the sites, not to the one that was ranked first.
  std::vector<Index> rank_of(site_case.candidates.size(), gone);
  for (std::size_t rank = 0; rank < built.size(); ++rank) rank_of[built[rank]] = static_cast<Index>(rank);
  for (std::size_t i = 0; i < stack.size(); ++i) {
    Index& server = plan.server[stack.task[i]][stack.piece[i]];
    double& metres = plan.distance[stack.task[i]][stack.piece[i]];
    if (server == gone) continue;
    plan.amount[stack.task[i]][stack.piece[i]] = stack.amount[i];
    SiteGain& gain = plan.sites[server].gains[stack.task[i]];
    const Index first = server;
    for (std::size_t k = stack.near.start[i]; k < stack.near.start[i + 1]; ++k) {
      const Index rank = rank_of[stack.near.item[k]];
      if (rank == gone) continue;
      if (rank == first) gain.farthest = std::max(gain.farthest, stack.distance[k]);
      if (!(stack.distance[k] >= metres)) {
        metres = stack.distance[k];
        server = rank;
      }
    }
  }
  std::vector<Index> others;
  for (Index j = 0; j < site_case.candidates.size(); ++j)
    if (rank_of[j] == gone && role_of(site_case.candidates.roles, j) != SiteRole::forbidden) others.push_back(j);
  if (!order.is_reached())
    order.greedy(others, [&](Index j) {
      if (order.gain(j) <= 0 || plan.curve.size() > longest_curve) return false;
      built.push_back(j);
      const bool is_allowed = keeps_rules(site_case.rules, built);
      built.pop_back();
      if (!is_allowed) return true;
      order.add(j, {});
      built.push_back(j);
      plan.curve.push_back(order.point(built.size(), false));
      return !order.is_reached();
    });
  return plan;
}

}  // namespace gapmap
