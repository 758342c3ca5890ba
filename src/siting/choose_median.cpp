// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "siting/median.h"
#include "siting/ruled_case.h"
#include "siting/site_model.h"

namespace gapmap {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t most_pairs = 60'000'000;

/// Least total walking, with lists of candidates that are cut where something stands nearer. Where nothing
/// stands, a list is cut at a guess: the problem then counts the cut where the truth is farther, so its bound
/// holds, and the lists that were too short are doubled until the chosen sites lie on all of them.
class NearestSites {
 public:
  NearestSites(const SiteCase& site_case, const SiteRequest& request)
      : case_(site_case), request_(request), watch_(request.control), count_(required_count(site_case, request.count)) {
    Box box;
    for (std::size_t j = 0; j < case_.candidates.size(); ++j) box.add(case_.candidates.point(j));
    // About thirty candidates in a circle, were they spread evenly.
    const double area = std::max(1.0, (box.high.x - box.low.x) * (box.high.y - box.low.y));
    const double guess = std::sqrt(30 * area / static_cast<double>(case_.candidates.size()) / 3.14);
    for (const SiteTask& task : case_.tasks) {
      std::vector<double>& reach = reach_.emplace_back();
      for (const double standing : task.demand.standing) reach.push_back(std::min(standing, guess));
    }
  }

  SiteChoice find() {
    SiteChoice best;
    best.value = infinity;
    while (true) {
      const SiteStack stack = near_stack(case_, reach_, true);
      if (stack.near.item.size() > most_pairs)
        throw Error(Fault::usage, {"需求与候选点的组合太多", "there are too many pairs of demand and candidates"},
                    {"减少候选点，或先用 cover", "use fewer candidates, or the model cover"});
      const Answer answer = solve(stack);
      if (!answer.feasible) break;
      best.bound = std::max(best.bound, answer.bound);
      const bool is_exact = extend(stack, answer.sites);
      const double value = is_exact ? answer.value : infinity;
      if (value <= best.value) {
        best.sites = answer.sites;
        best.value = value;
        best.proven = is_exact && answer.proven;
      }
      if (is_exact || watch_.over()) break;
    }
    if (std::isinf(best.value)) best.value = true_value(best.sites);
    best.seconds = watch_.seconds();
    return best;
  }

 private:
  Answer solve(const SiteStack& stack) {
    Control control = request_.control;
    control.seconds = std::max(0.1, watch_.left());
    if (!case_.rules.empty()) return solve_with_rules(stack, control);
    Median problem;
    problem.candidates = case_.candidates.size();
    problem.near = stack.near;
    problem.distance = stack.distance;
    problem.weight = stack.amount;
    problem.sites = count_;
    problem.roles = case_.candidates.roles;
    for (std::size_t i = 0; i < stack.size(); ++i) problem.beyond.push_back(reach_[stack.task[i]][stack.piece[i]]);
    return solve_median(problem, control);
  }

  /// Under rules the metres that sites save are what is to be most.
  Answer solve_with_rules(const SiteStack& stack, const Control& control) const {
    RuledCover problem;
    problem.demands = stack.size();
    problem.sites = count_;
    problem.roles = case_.candidates.roles;
    problem.rules = case_.rules;
    problem.serves = transpose(stack.near, case_.candidates.size());
    problem.gain.resize(stack.near.item.size());
    std::vector<std::size_t> next(problem.serves.start.begin(), problem.serves.start.end() - 1);
    double today = 0;
    for (std::size_t i = 0; i < stack.size(); ++i) {
      const double beyond = reach_[stack.task[i]][stack.piece[i]];
      today += stack.amount[i] * beyond;
      for (std::size_t k = stack.near.start[i]; k < stack.near.start[i + 1]; ++k)
        problem.gain[next[stack.near.item[k]]++] = stack.amount[i] * std::max(0.0, beyond - stack.distance[k]);
    }
    Answer answer = solve_ruled(problem, control);
    if (!answer.feasible) refuse_musts();
    answer.value = today - answer.value;
    answer.bound = today - answer.bound;
    return answer;
  }

  /// Doubles the lists that hold none of the sites and were cut by the guess; false where there are any.
  bool extend(const SiteStack& stack, const std::vector<Index>& sites) {
    std::vector<char> is_open(case_.candidates.size());
    for (const Index site : sites) is_open[site] = 1;
    bool is_exact = true;
    for (std::size_t i = 0; i < stack.size(); ++i) {
      double& reach = reach_[stack.task[i]][stack.piece[i]];
      if (reach >= stack.standing[i]) continue;
      const auto near = stack.near[i];
      if (std::any_of(near.begin(), near.end(), [&](Index j) { return is_open[j] != 0; })) continue;
      reach = std::min(stack.standing[i], reach * 2);
      is_exact = false;
    }
    return is_exact;
  }

  double true_value(const std::vector<Index>& sites) const {
    SiteCase chosen{case_.scene, {}, case_.tasks};
    chosen.candidates.places = Geometries(case_.candidates.places.shape());
    for (const Index site : sites) {
      chosen.candidates.places.add_feature(case_.candidates.places, site);
      chosen.candidates.id.push_back(case_.candidates.id[site]);
    }
    double total = 0;
    for (std::size_t t = 0; t < chosen.tasks.size(); ++t) {
      const SiteDemand& demand = chosen.tasks[t].demand;
      std::vector<double> reach(demand.standing);
      for (double& metres : reach) metres = std::min(metres, 1e7);
      const SitePairs pairs = chosen.pairs(t, reach);
      for (std::size_t i = 0; i < demand.size(); ++i) {
        double nearest = demand.standing[i];
        for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k)
          nearest = std::min(nearest, pairs.distance[k]);
        total += demand.amount[i] * nearest;
      }
    }
    return total;
  }

  const SiteCase& case_;
  const SiteRequest& request_;
  Watch watch_;
  std::size_t count_;
  std::vector<std::vector<double>> reach_;
};

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  refuse_capacities(site_case, "median");
  return NearestSites(site_case, request).find();
}

}  // namespace

SiteModel median_model() {
  return {"median",
          {"新增 P 个设施，使所有人走的总路程最短", "the least total distance with P new sites"},
          {"人·米", "person-metres"},
          true,
          choose};
}

}  // namespace gapmap
