// SPDX-License-Identifier: MIT
#include "siting/site_plan.h"

#include <algorithm>
#include <cmath>
#include <queue>

#include "siting/site_stack.h"

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

}  // namespace

SitePlan plan_sites(const SiteCase& site_case, const std::vector<Index>& chosen,
                    const std::function<bool(const std::vector<Index>&, Index)>& allowed) {
  Order order(site_case);
  const SiteStack& stack = order.stack();
  SitePlan plan;
  for (const SiteTask& task : site_case.tasks) {
    plan.server.emplace_back(task.demand.size(), gone);
    plan.distance.emplace_back(task.demand.size(), NAN);
  }
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
    if (rank_of[j] == gone && role_of(site_case.candidates.roles, j) != Role::forbidden) others.push_back(j);
  if (!order.is_reached())
    order.greedy(others, [&](Index j) {
      if (order.gain(j) <= 0 || plan.curve.size() > longest_curve) return false;
      if (allowed && !allowed(built, j)) return true;
      order.add(j, {});
      built.push_back(j);
      plan.curve.push_back(order.point(built.size(), false));
      return !order.is_reached();
    });
  return plan;
}

}  // namespace gapmap
