// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "siting/max_cover.h"
#include "siting/set_cover.h"
#include "siting/site_model.h"
#include "siting/site_stack.h"

namespace gapmap {
namespace {

/// The fewest sites that cover everything that candidates can cover.
SiteChoice cover_all(const SiteCase& site_case, const SiteStack& stack, const SiteRequest& request) {
  const SetCover problem{stack.size(), transpose(stack.near, site_case.candidates.size()), site_case.candidates.cost,
                         site_case.candidates.roles};
  const Answer answer = solve_set_cover(problem, request.control);
  return {answer.sites, answer.value, answer.bound, answer.proven, false, {}, answer.seconds};
}

/// The fewest sites that cover a given amount: the smallest number whose maximal cover reaches it. A smaller
/// number is ruled out where the bound of its maximal cover stays below.
class FewestSites {
 public:
  FewestSites(MaxCover problem, double amount, const SiteRequest& request)
      : problem_(std::move(problem)), amount_(amount), request_(request), watch_(request.control) {}

  SiteChoice find() {
    std::size_t musts = 0, open = 0;
    for (std::size_t j = 0; j < problem_.covers.size(); ++j) {
      musts += role_of(problem_.roles, j) == Role::must;
      open += role_of(problem_.roles, j) != Role::forbidden;
    }
    // Doubling finds a number that suffices; from there on downwards until one is ruled out.
    std::size_t ruled_out = musts;  // every number below this one
    std::size_t count = std::max<std::size_t>(musts, 1);
    while (!best_ && count < open) {
      ask(count, ruled_out, 0.1);
      if (!best_) count = std::min(count * 2, open);
    }
    if (!best_) ask(open, ruled_out, 1);
    std::size_t low = ruled_out, high = best_ ? best_->sites.size() : open;
    while (low < high && !watch_.over()) {
      const std::size_t middle = low + (high - low) / 2;
      ask(middle, ruled_out, 0.5);
      if (best_ && best_->sites.size() <= middle)
        high = best_->sites.size();
      else
        low = middle + 1;
      low = std::max(low, ruled_out);
    }
    SiteChoice choice;
    choice.sites = best_ ? best_->sites : std::vector<Index>();
    choice.value = static_cast<double>(choice.sites.size());
    choice.bound = static_cast<double>(std::min(ruled_out, choice.sites.size()));
    choice.proven = best_ && ruled_out >= choice.sites.size();
    choice.seconds = watch_.seconds();
    return choice;
  }

 private:
  /// Tries to cover the amount by `count` sites, within a part of the time left.
  void ask(std::size_t count, std::size_t& ruled_out, double part) {
    problem_.sites = count;
    Control control = request_.control;
    control.seconds = watch_.left() * part;
    control.listen = [&](double value, double bound) {
      watch_.tell(best_ ? static_cast<double>(best_->sites.size()) : static_cast<double>(count),
                  static_cast<double>(ruled_out));
      return value < amount_ && bound >= amount_ && !watch_.over();
    };
    const Answer answer = solve_max_cover(problem_, control);
    if (answer.feasible && answer.value >= amount_ && (!best_ || answer.sites.size() < best_->sites.size()))
      best_ = answer;
    if (answer.bound < amount_) ruled_out = std::max(ruled_out, count + 1);
  }

  MaxCover problem_;
  double amount_;
  const SiteRequest& request_;
  Watch watch_;
  std::optional<Answer> best_;
};

SiteChoice choose(const SiteCase& site_case, const SiteRequest& request) {
  const SiteStack stack = unserved_stack(site_case);
  std::vector<double> reachable(site_case.tasks.size(), 0);
  for (std::size_t i = 0; i < stack.size(); ++i) reachable[stack.task[i]] += stack.amount[i];
  bool is_all = true, is_lowered = false;
  double share = 1, amount = 0;
  for (std::size_t t = 0; t < site_case.tasks.size(); ++t) {
    const SiteTask& task = site_case.tasks[t];
    const double wanted = request.share.value_or(task.target), most = (task.served + reachable[t]) / task.whole;
    share = std::min({share, wanted, most});
    amount = wanted * task.whole - task.served;
    if (amount < reachable[t] * (1 - 1e-12)) is_all = false;
    if (most < wanted) is_lowered = true;
  }
  SiteChoice choice;
  if (is_all) {
    choice = cover_all(site_case, stack, request);
  } else {
    if (site_case.tasks.size() > 1)
      throw Error(
          Fault::usage,
          {"多项标准一起时，set 须覆盖全部可达需求", "with several standards, set covers all that can be reached"},
          {"加 --share 1", "add --share 1"});
    MaxCover problem{stack.size(), transpose(stack.near, site_case.candidates.size()), stack.amount, 0,
                     site_case.candidates.roles};
    choice = FewestSites(std::move(problem), amount - 1e-12 * site_case.tasks[0].whole, request).find();
  }
  if (is_lowered) choice.reach = share;
  return choice;
}

}  // namespace

SiteModel set_model() {
  return {"set",
          {"用最少的新增设施达到目标比例", "the fewest new sites that reach the share asked for"},
          {"个", "sites"},
          false,
          choose};
}

}  // namespace gapmap
