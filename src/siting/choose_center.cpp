// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "siting/center.h"
#include "siting/ruled_case.h"
#include "siting/site_model.h"

namespace gapmap {
namespace {

constexpr std::size_t most_pairs = 60'000'000;

/// Distances from every piece of demand to the nearest of what stands and of some candidates.
class NearestOpen {
 public:
  explicit NearestOpen(const SiteCase& site_case) : case_(site_case) {
    for (const SiteTask& task : case_.tasks) {
      metres_.push_back(task.demand.standing);
      everywhere_.emplace_back(task.demand.size(), 1e7);
    }
  }

  void open(Index candidate) {
    SiteCase one{case_.scene, {}, {}};
    one.candidates.places = Geometries(case_.candidates.places.shape());
    one.candidates.places.add_feature(case_.candidates.places, candidate);
    for (std::size_t t = 0; t < case_.tasks.size(); ++t) {
      const SiteTask& task = case_.tasks[t];
      const SitePairs pairs =
          task.serve->pairs(*task.requirement, case_.scene, task.demand, one.candidates.places, everywhere_[t]);
      for (std::size_t i = 0; i < task.demand.size(); ++i)
        for (std::size_t k = pairs.begin[i]; k < pairs.begin[i + 1]; ++k)
          metres_[t][i] = std::min(metres_[t][i], pairs.distance[k]);
    }
  }

  struct Farthest {
    double metres = 0;
    Point place;
  };
  Farthest farthest() const {
    Farthest found;
    for (std::size_t t = 0; t < metres_.size(); ++t)
      for (std::size_t i = 0; i < metres_[t].size(); ++i)
        if (metres_[t][i] > found.metres) found = {metres_[t][i], case_.tasks[t].demand.place[i]};
    return found;
  }

 private:
  const SiteCase& case_;
  std::vector<std::vector<double>> metres_, everywhere_;
};

/// A distance that some choice achieves: a site as near as can be to whoever is farthest, again and again.
/// T. F. Gonzalez (1985), Clustering to minimize the maximum intercluster distance, TCS 38, 293-306.
double achieved(const SiteCase& site_case, std::size_t count) {
  NearestOpen open(site_case);
  const Candidates& candidates = site_case.candidates;
  std::vector<char> is_open(candidates.size());
  std::size_t opened = 0;
  for (Index j = 0; j < candidates.size(); ++j)
    if (role_of(candidates.roles, j) == SiteRole::must) {
      open.open(j);
      is_open[j] = 1;
      ++opened;
    }
  for (; opened < count; ++opened) {
    const NearestOpen::Farthest worst = open.farthest();
    double best = std::numeric_limits<double>::infinity();
    Index next = gone;
    for (Index j = 0; j < candidates.size(); ++j) {
      if (is_open[j] || role_of(candidates.roles, j) == SiteRole::forbidden) continue;
      const Point at = candidates.point(j);
      const double metres = std::hypot(at.x - worst.place.x, at.y - worst.place.y);
      if (metres < best) best = metres, next = j;
    }
    if (next == gone) break;
    is_open[next] = 1;
    open.open(next);
  }
  return open.farthest().metres;
}

/// Under rules: the smallest distance within which a choice that keeps them serves everyone, found by halving the
/// list of distances that occur.
class SmallestReach {
 public:
  SmallestReach(const SiteCase& site_case, std::size_t count, const SiteRequest& request)
      : case_(site_case), count_(count), watch_(request.control) {}

  SiteChoice find(double guess) {
    SiteChoice choice;
    double low = 0;
    // The guess kept no rules, so it may be too small; it grows until some choice serves everyone.
    while (!try_reach(guess)) {
      if (watch_.over() || guess > 1e7)
        throw Error(Fault::usage, {"守规则的选址到不了全部需求", "no choice that keeps the rules reaches all demand"},
                    {"放宽规则，或增加新建个数", "relax the rules, or allow more sites"});
      if (is_refuted_) low = guess;
      guess *= 1.5;
    }
    std::vector<double> steps = distances(low, value_);
    std::size_t first = 0, last = steps.size();  // steps[last] suffices, steps before `first` do not
    bool is_sure = true;
    while (first < last && !watch_.over()) {
      const std::size_t middle = first + (last - first) / 2;
      if (try_reach(steps[middle])) {
        last = middle;
      } else {
        is_sure = is_sure && is_refuted_;
        if (is_refuted_) low = std::max(low, steps[middle]);
        first = middle + 1;
      }
    }
    choice.sites = sites_;
    choice.value = value_;
    choice.proven = is_sure && first >= last;
    choice.bound = choice.proven ? value_ : low;
    choice.seconds = watch_.seconds();
    return choice;
  }

 private:
  SiteStack stack_within(double metres) const {
    std::vector<std::vector<double>> reach;
    for (const SiteTask& task : case_.tasks) {
      std::vector<double>& own = reach.emplace_back();
      for (const double standing : task.demand.standing) own.push_back(standing > metres ? metres : -1);
    }
    return near_stack(case_, reach, true);
  }

  std::vector<double> distances(double low, double high) const {
    std::vector<double> all;
    std::vector<std::vector<double>> reach;
    for (const SiteTask& task : case_.tasks) reach.emplace_back(task.demand.size(), high);
    for (const double metres : near_stack(case_, reach, false).distance) all.push_back(metres);
    for (const SiteTask& task : case_.tasks)
      all.insert(all.end(), task.demand.standing.begin(), task.demand.standing.end());
    std::erase_if(all, [&](double metres) { return metres <= low || metres > high; });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  /// Whether some choice serves everyone within so many metres; keeps it, with what it achieves.
  bool try_reach(double metres) {
    const SiteStack stack = stack_within(metres);
    RuledCover problem;
    problem.sites = count_;
    problem.roles = case_.candidates.roles;
    problem.rules = case_.rules;
    Sparse near;
    double all = 0;
    is_refuted_ = false;
    for (std::size_t i = 0; i < stack.size(); ++i) {
      if (stack.standing[i] <= metres) continue;
      for (const Index j : stack.near[i]) near.item.push_back(j);
      near.close();
      all += 1;
      if (stack.near.length(i) > 0) continue;
      is_refuted_ = true;  // nobody can serve this one
      return false;
    }
    problem.demands = near.size();
    problem.serves = transpose(near, case_.candidates.size());
    problem.gain.assign(problem.serves.item.size(), 1);
    Control control = watch_.control();
    control.seconds = std::max(0.05, watch_.left());
    control.listen = [&](double value, double bound) {
      watch_.tell(value_, metres);
      return value < all && bound >= all && !watch_.over();
    };
    const Answer answer = solve_ruled(problem, control);
    if (!answer.feasible) refuse_musts();
    is_refuted_ = answer.bound < all - 0.5;
    if (answer.value < all - 0.5) return false;
    sites_ = answer.sites;
    value_ = 0;
    std::vector<char> is_open(case_.candidates.size());
    for (const Index site : sites_) is_open[site] = 1;
    for (std::size_t i = 0; i < stack.size(); ++i) {
      double nearest = stack.standing[i];
      for (std::size_t k = stack.near.start[i]; k < stack.near.start[i + 1]; ++k)
        if (is_open[stack.near.item[k]]) nearest = std::min(nearest, stack.distance[k]);
      value_ = std::max(value_, nearest);
    }
    return true;
  }

  const SiteCase& case_;
  std::size_t count_;
  Watch watch_;
  std::vector<Index> sites_;
  double value_ = std::numeric_limits<double>::infinity();
  bool is_refuted_ = false;
};

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  refuse_capacities(site_case, "center");
  const Watch watch(request.control);
  const std::size_t count = required_count(site_case, request.count);
  const double enough = achieved(site_case, count);
  if (std::isinf(enough))
    throw Error(Fault::usage, {"有需求无论建在哪个候选点都到不了", "some demand cannot be reached from any candidate"},
                {"用 where 排除这些需求", "leave that demand out by where"});
  if (!site_case.rules.empty()) return SmallestReach(site_case, count, request).find(std::max(enough, 1.0));
  std::vector<std::vector<double>> reach;
  for (const SiteTask& task : site_case.tasks) {
    std::vector<double>& metres = reach.emplace_back();
    for (const double standing : task.demand.standing) metres.push_back(std::min(standing, enough));
  }
  const SiteStack stack = near_stack(site_case, reach, true);
  if (stack.near.item.size() > most_pairs)
    throw Error(Fault::usage, {"需求与候选点的组合太多", "there are too many pairs of demand and candidates"},
                {"减少候选点，或增加新建个数", "use fewer candidates, or more new sites"});
  // What stands is one more candidate, existing, with every piece's distance to it.
  const Index standing = static_cast<Index>(site_case.candidates.size());
  Center problem;
  problem.candidates = site_case.candidates.size() + 1;
  problem.sites = count;
  problem.roles = site_case.candidates.roles;
  problem.roles.resize(problem.candidates, SiteRole::free);
  problem.roles[standing] = SiteRole::existing;
  for (std::size_t i = 0; i < stack.size(); ++i) {
    for (std::size_t k = stack.near.start[i]; k < stack.near.start[i + 1]; ++k) {
      problem.near.item.push_back(stack.near.item[k]);
      problem.distance.push_back(stack.distance[k]);
    }
    if (stack.standing[i] <= enough) {
      problem.near.item.push_back(standing);
      problem.distance.push_back(stack.standing[i]);
    }
    problem.near.close();
  }
  Control control = request.control;
  control.seconds = std::max(0.1, watch.left());
  const Answer answer = solve_center(problem, control);
  return {answer.sites, answer.value, answer.bound, answer.proven, false, {}, watch.seconds()};
}

}  // namespace

SiteModel center_model() {
  return {"center",
          {"新增 P 个设施，使最远的人离设施最近", "the smallest worst distance with P new sites"},
          {"米", "m"},
          true,
          choose};
}

}  // namespace gapmap
