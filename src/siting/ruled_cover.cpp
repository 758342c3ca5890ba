// SPDX-License-Identifier: MIT
#include "siting/ruled_cover.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "siting/capacity_flow.h"
#include "siting/ruled_bound.h"
#include "siting/ruled_swap.h"
#include "siting/tree_search.h"

namespace gapmap {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct RuledNode {
  double bound = 0;
  std::vector<Fate> fate;
  std::shared_ptr<const std::vector<double>> price;
};

/// The new sites that a fate leaves open.
std::vector<Index> open_sites(const RuledMatrix& matrix, const std::vector<Fate>& fate, bool with_existing) {
  std::vector<Index> sites;
  for (Index j = 0; j < fate.size(); ++j)
    if (fate[j] == Fate::open && (with_existing || matrix.is_new[j])) sites.push_back(j);
  return sites;
}

class RuledSolver {
 public:
  RuledSolver(const RuledCover& problem, const Control& control)
      : problem_(problem), watch_(control), matrix_(ruled_matrix(problem)) {
    std::vector<double> gains = matrix_.gain;
    for (const double capacity : matrix_.capacity)
      if (std::isfinite(capacity)) gains.push_back(capacity);
    closing_.grain = grain_of(gains);
  }

  Answer solve() {
    Answer answer;
    if (!settle(matrix_, matrix_.fate)) {
      answer.proven = true;
      answer.seconds = watch_.seconds();
      return answer;
    }
    first_choices();
    RuledNode root{-infinity, matrix_.fate, nullptr};
    RuledClimb climb = climb_from({}, 1500, 0.2);
    int picks = 0;
    climb.pick = [&](const std::vector<Index>& wish) {
      if (++picks % 4 != 1) return;
      keep(ruled_swap(matrix_, wish, false, 2, watch_));
      climb.lost = lost_;
      watch_.tell(gained(lost_), gained(std::max(least_lost_, 0.0)));
    };
    const double full_use = lost_at_full_use();
    RuledBound bound{full_use, {}, {}, matrix_.fate};
    if (!closing_.closes(full_use, lost_)) bound = ruled_bound(matrix_, matrix_.fate, climb, watch_);
    bound.lost = std::max(bound.lost, full_use);
    least_lost_ = std::min(bound.lost, lost_);
    watch_.tell(gained(lost_), gained(least_lost_));
    double open = bound.lost;
    if (!closing_.closes(bound.lost, lost_)) {
      root = {bound.lost, bound.fate, std::make_shared<const std::vector<double>>(bound.price)};
      open = search_tree(std::vector<RuledNode>{root}, lost_, best_, closing_, watch_,
                         [&](const RuledNode& node, double known) { return search(node, known); });
    }
    answer.feasible = true;
    answer.sites = best_;
    std::sort(answer.sites.begin(), answer.sites.end());
    answer.value = ruled_value(problem_, answer.sites);
    answer.proven = closing_.closes(open, lost_);
    answer.bound = answer.proven ? answer.value : std::max(answer.value, gained(open));
    answer.seconds = watch_.seconds();
    return answer;
  }

 private:
  double gained(double lost) const { return matrix_.total - lost; }

  RuledClimb climb_from(std::vector<double> price, int steps, double factor) const {
    RuledClimb climb;
    climb.price = std::move(price);
    climb.steps = steps;
    climb.lost = lost_;
    climb.closing = closing_;
    climb.factor = factor;
    return climb;
  }

  /// No choice serves more than what stands and the largest capacities, all used up.
  double lost_at_full_use() const {
    if (matrix_.capacity.empty()) return -infinity;
    std::vector<Index> standing;
    std::vector<double> rooms;
    for (Index j = 0; j < matrix_.candidates(); ++j)
      if (!matrix_.is_new[j])
        standing.push_back(j);
      else if (matrix_.fate[j] != Fate::closed)
        rooms.push_back(matrix_.capacity[j]);
    std::sort(rooms.begin(), rooms.end(), std::greater<>());
    double most = matrix_value(matrix_, standing);
    for (std::size_t k = 0; k < rooms.size() && k < matrix_.sites; ++k) most += rooms[k];
    return matrix_.total - most;
  }

  void keep(RuledFind found) {
    if (matrix_.total - found.value >= lost_) return;
    lost_ = matrix_.total - found.value;
    best_ = std::move(found.sites);
  }

  void first_choices() {
    best_ = open_sites(matrix_, matrix_.fate, false);
    lost_ = matrix_.total - matrix_value(matrix_, open_sites(matrix_, matrix_.fate, true));
    keep(ruled_swap(matrix_, {}, false, 4, watch_));
    if (!problem_.rules.limits.empty()) keep(ruled_swap(matrix_, {}, true, 4, watch_));
  }

  Branching<RuledNode> search(const RuledNode& node, double known) const {
    Branching<RuledNode> result;
    RuledClimb climb = climb_from(*node.price, 60, 0.05);
    climb.lost = known;
    RuledBound bound = ruled_bound(matrix_, node.fate, climb, watch_);
    result.bound = std::max(bound.lost, node.bound);
    if (closing_.closes(result.bound, known)) return result;
    const auto offer = [&](RuledFind found) {
      const double lost = matrix_.total - found.value;
      if (lost < known && (!result.found || lost < result.value)) {
        result.found = true;
        result.value = lost;
        result.sites = std::move(found.sites);
      }
    };
    // The free candidate whose share is least clear, the one with more to gain first.
    Index next = gone;
    double best = -1;
    for (Index j = 0; j < bound.fate.size(); ++j) {
      if (bound.fate[j] != Fate::free) continue;
      const double unclear =
          0.5 - std::abs(bound.share[j] - 0.5) + 1e-6 * static_cast<double>(matrix_.column.length(j));
      if (unclear > best) best = unclear, next = j;
    }
    if (next == gone) {
      offer({matrix_value(matrix_, open_sites(matrix_, bound.fate, true)), open_sites(matrix_, bound.fate, false)});
      return result;
    }
    std::vector<Index> wish;
    for (Index j = 0; j < bound.fate.size(); ++j)
      if (matrix_.is_new[j] && bound.share[j] > 0.3) wish.push_back(j);
    std::stable_sort(wish.begin(), wish.end(), [&](Index a, Index b) { return bound.share[a] > bound.share[b]; });
    offer(ruled_swap(matrix_, wish, false, 1, watch_));
    const auto price = std::make_shared<const std::vector<double>>(std::move(bound.price));
    const bool opens_last = bound.share[next] >= 0.5;  // the likelier child is searched first
    for (const bool opens : {!opens_last, opens_last}) {
      RuledNode child{result.bound, bound.fate, price};
      child.fate[next] = opens ? Fate::open : Fate::closed;
      if (settle(matrix_, child.fate)) result.children.push_back(std::move(child));
    }
    return result;
  }

  const RuledCover& problem_;
  mutable Watch watch_;
  RuledMatrix matrix_;
  Closing closing_;
  double lost_ = infinity, least_lost_ = 0;
  std::vector<Index> best_;
};

std::vector<double> sizes(const RuledCover& problem) {
  std::vector<double> size(problem.demands);
  for (std::size_t k = 0; k < problem.serves.item.size(); ++k) {
    double& own = size[problem.serves.item[k]];
    own = std::max(own, problem.gain[k]);
  }
  return size;
}

std::vector<Index> with_existing(const RuledCover& problem, const std::vector<Index>& sites) {
  std::vector<Index> all = sites;
  for (Index j = 0; j < problem.serves.size(); ++j)
    if (role_of(problem.roles, j) == SiteRole::existing) all.push_back(j);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

bool keeps_rules(const SiteRules& rules, std::span<const Index> sites) {
  std::vector<Index> sorted(sites.begin(), sites.end());
  std::sort(sorted.begin(), sorted.end());
  const auto holds = [&](Index site) { return std::binary_search(sorted.begin(), sorted.end(), site); };
  for (const UseLimit& limit : rules.limits) {
    double used = 0;
    for (std::size_t k = 0; k < limit.site.size(); ++k) used += holds(limit.site[k]) ? limit.use[k] : 0;
    if (used > limit.most + 1e-9 * (1 + std::abs(limit.most))) return false;
  }
  if (rules.conflicts.size() > 0)
    for (const Index site : sorted)
      for (const Index other : rules.conflicts[site])
        if (holds(other)) return false;
  return true;
}

double ruled_value(const RuledCover& problem, const std::vector<Index>& sites) {
  const std::vector<Index> all = with_existing(problem, sites);
  if (!problem.capacity.empty()) return CapacityFlow(problem.serves, sizes(problem), problem.capacity).run(all);
  std::vector<double> best(problem.demands);
  std::vector<int> count(problem.demands);
  for (const Index j : all)
    for (std::size_t k = problem.serves.start[j]; k < problem.serves.start[j + 1]; ++k) {
      const Index i = problem.serves.item[k];
      best[i] = std::max(best[i], problem.gain[k]);
      ++count[i];
    }
  double value = 0;
  for (std::size_t i = 0; i < problem.demands; ++i)
    value += count[i] >= (problem.need.empty() ? 1 : problem.need[i]) ? best[i] : 0;
  return value;
}

std::vector<Assigned> assigned(const RuledCover& problem, const std::vector<Index>& sites) {
  const std::vector<Index> all = with_existing(problem, sites);
  const std::vector<double> size = sizes(problem);
  CapacityFlow flow(problem.serves, size, problem.capacity);
  flow.run(all);
  std::vector<Assigned> parts;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto list = problem.serves[all[k]];
    for (std::size_t n = 0; n < list.size(); ++n)
      if (flow.flow(k, n) > 0) parts.push_back({all[k], list[n], flow.flow(k, n)});
  }
  return parts;
}

Answer solve_ruled(const RuledCover& problem, const Control& control) { return RuledSolver(problem, control).solve(); }

}  // namespace gapmap
