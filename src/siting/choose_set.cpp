// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "siting/max_cover.h"
#include "siting/ruled_case.h"
#include "siting/set_cover.h"
#include "siting/site_model.h"

namespace gapmap {
namespace {

/// The least total cost (or number) of sites that gain a given amount: the smallest allowance whose best gain reaches
/// it. A smaller allowance is ruled out where the bound of its best gain stays below.
class LeastCost {
 public:
  LeastCost(const SiteCase& site_case, const RuledCase& ruled, double amount, const SiteRequest& request)
      : case_(site_case), ruled_(ruled), amount_(amount), control_(request.control), watch_(request.control) {
    cost_ = site_case.candidates.cost;
    if (cost_.empty()) cost_.assign(site_case.candidates.size(), 1);
    grain_ = grain_of(cost_);
    for (std::size_t j = 0; j < cost_.size(); ++j) {
      const SiteRole role = role_of(site_case.candidates.roles, j);
      if (role == SiteRole::must) musts_ += cost_[j];
      if (role != SiteRole::forbidden) all_ += cost_[j];
    }
  }

  SiteChoice find() {
    SiteChoice choice;
    ruled_out_ = musts_;  // every total below this
    const double dearest = *std::max_element(cost_.begin(), cost_.end());
    double allowance = std::max(musts_, dearest);
    // Doubling finds an allowance that suffices.
    while (!found_ && allowance < all_ && !watch_.over()) {
      ask(allowance, 0.1);
      if (!found_) allowance = std::min(allowance * 2, all_);
    }
    if (!found_) ask(all_, 0.5);
    if (!found_) {
      if (!largest_.feasible) refuse_musts();
      // Rules stand in the way: what can be gained at all is asked for instead.
      amount_ = largest_.value * (1 - 1e-12);
      choice.reach = 0;
      found_ = largest_;
      ruled_out_ = musts_;
    }
    double low = ruled_out_, high = cost(found_->sites);
    while (low < high && high - low > 1e-6 * high && !watch_.over()) {
      double middle = low + (high - low) / 2;
      if (grain_ > 0) middle = std::floor(middle);
      ask(middle, 0.5);
      const double best = cost(found_->sites);
      if (best <= middle)
        high = best;
      else
        low = grain_ > 0 ? middle + 1 : middle;
      low = std::max(low, ruled_out_);
    }
    choice.sites = found_->sites;
    choice.value = cost(found_->sites);
    choice.bound = std::min(ruled_out_, choice.value);
    choice.proven = choice.bound >= choice.value * (1 - 1e-9);
    choice.seconds = watch_.seconds();
    return choice;
  }

  double gained() const { return found_->value; }

 private:
  double cost(const std::vector<Index>& sites) const {
    double total = 0;
    for (const Index site : sites) total += cost_[site];
    return total;
  }

  /// Tries to gain the amount within an allowance, in a part of the time left.
  void ask(double allowance, double part) {
    Control control = control_;
    control.seconds = std::max(0.05, watch_.left() * part);
    control.listen = [&](double value, double bound) {
      watch_.tell(found_ ? cost(found_->sites) : allowance, ruled_out_);
      return value < amount_ && bound >= amount_ && !watch_.over();
    };
    const Answer answer =
        case_.is_plain() && case_.candidates.cost.empty() ? plain(allowance, control) : ruled(allowance, control);
    if (!answer.feasible) {
      ruled_out_ = std::max(ruled_out_, allowance + grain_);
      return;
    }
    if (answer.value >= largest_.value || !largest_.feasible) largest_ = answer;
    if (answer.value >= amount_ && (!found_ || cost(answer.sites) < cost(found_->sites))) found_ = answer;
    if (answer.bound < amount_) ruled_out_ = std::max(ruled_out_, allowance + grain_);
  }

  Answer plain(double allowance, const Control& control) const {
    return solve_max_cover({ruled_.problem.demands, ruled_.problem.serves, ruled_.stack.amount,
                            static_cast<std::size_t>(allowance), case_.candidates.roles},
                           control);
  }

  Answer ruled(double allowance, const Control& control) const {
    RuledCover problem = ruled_.problem;
    problem.sites = case_.candidates.size();
    if (case_.candidates.cost.empty()) {
      problem.sites = static_cast<std::size_t>(allowance);
    } else {
      UseLimit limit{{}, cost_, allowance};
      for (Index j = 0; j < cost_.size(); ++j) limit.site.push_back(j);
      problem.rules.limits.push_back(std::move(limit));
    }
    return solve_ruled(problem, control);
  }

  const SiteCase& case_;
  const RuledCase& ruled_;
  double amount_;
  Control control_;
  Watch watch_;
  std::vector<double> cost_;
  double grain_ = 1, musts_ = 0, all_ = 0, ruled_out_ = 0;
  std::optional<Answer> found_;
  Answer largest_;
};

/// The cheapest sites that cover everything that candidates can cover.
SiteChoice cover_all(const SiteCase& site_case, const RuledCase& ruled, const SiteRequest& request) {
  const Answer answer = solve_set_cover(
      {ruled.problem.demands, ruled.problem.serves, site_case.candidates.cost, site_case.candidates.roles},
      request.control);
  return {answer.sites, answer.value, answer.bound, answer.proven, false, {}, answer.seconds};
}

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  const RuledCase ruled = ruled_case(site_case, site_case.candidates.size());
  // All candidates together, the rules of their number left aside: more cannot be reached.
  std::vector<Index> all;
  for (Index j = 0; j < site_case.candidates.size(); ++j)
    if (role_of(site_case.candidates.roles, j) != SiteRole::forbidden) all.push_back(j);
  const std::vector<double> most = served_by_task(site_case, ruled, all);
  bool is_all = true, is_lowered = false;
  double share = 1, amount = 0, whole = 0, before = 0;
  for (std::size_t t = 0; t < site_case.tasks.size(); ++t) {
    const SiteTask& task = site_case.tasks[t];
    const double wanted = request.share.value_or(task.target) * task.whole;
    share = std::min({share, wanted / task.whole, most[t] / task.whole});
    is_all = is_all && wanted >= most[t] * (1 - 1e-12);
    is_lowered = is_lowered || most[t] < wanted * (1 - 1e-12);
    amount += std::min(wanted, most[t]) - (site_case.has_capacities() ? 0 : ruled.before[t]);
    whole += task.whole;
    before += ruled.before[t];
  }
  if (!is_all && site_case.tasks.size() > 1)
    throw Error(
        Fault::usage,
        {"多项标准一起时，set 须覆盖全部可达需求", "with several standards, set covers all that can be reached"},
        {"加 --share 1", "add --share 1"});
  if (is_all && site_case.is_plain()) {
    SiteChoice choice = cover_all(site_case, ruled, request);
    if (is_lowered) choice.reach = share;
    return choice;
  }
  LeastCost search(site_case, ruled, amount - 1e-12 * whole, request);
  SiteChoice choice = search.find();
  if (choice.reach)
    choice.reach = (search.gained() + (site_case.has_capacities() ? 0 : before)) / whole;
  else if (is_lowered)
    choice.reach = share;
  return choice;
}

}  // namespace

SiteModel set_model() {
  return {
      "set",
      {"用最少（或最省）的新增设施达到目标比例", "the fewest (or cheapest) new sites that reach the share asked for"},
      {"个", "sites"},
      false,
      choose};
}

}  // namespace gapmap
