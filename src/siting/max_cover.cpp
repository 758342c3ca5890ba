// SPDX-License-Identifier: MIT
#include "siting/max_cover.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "siting/reach_anneal.h"
#include "siting/reach_bound.h"
#include "siting/reach_swap.h"
#include "siting/reach_tree.h"

namespace gapmap {
namespace {

class MaxCoverRun {
 public:
  MaxCoverRun(const MaxCover& problem, Watch& watch)
      : watch_(watch),
        demands_(problem.demands),
        matrix_(reduced(reach_matrix(problem), 2'000'000'000)),
        closing_{problem.weight.empty() ? 1.0 : grain_of(problem.weight)} {}

  void run() {
    all_ = matrix_.gained + matrix_.total;
    bound_ = all_;
    if (settled()) return;
    std::vector<Index> first;
    offer(first, reach_swap(matrix_, first, large() ? 2 : 20, watch_));
    watch_.tell(value_, bound_);
    guess_prices(first);
    climb();
    if (closed_ || watch_.over() || settled()) return;
    anneal();
    climb();
    if (!closed_ && !watch_.over() && !settled()) finish();
  }

  bool closed() const { return closed_; }
  double bound() const { return bound_; }
  std::vector<Index> sites() const { return sites_; }
  Closing closing() const { return closing_; }

 private:
  bool large() const { return matrix_.column.item.size() > 3'000'000; }

  /// Nothing left to decide: all candidates may be used.
  bool settled() {
    if (matrix_.sites > 0 && matrix_.candidates() > matrix_.sites) return false;
    std::vector<Index> rest;
    if (matrix_.sites > 0) {
      rest.resize(matrix_.candidates());
      std::iota(rest.begin(), rest.end(), Index{0});
    }
    offer(rest, reach_weight(matrix_, rest));
    bound_ = value_;
    closed_ = true;
    return true;
  }

  void offer(const std::vector<Index>& sites, double weight) {
    if (found_ && matrix_.gained + weight <= value_) return;
    found_ = true;
    value_ = matrix_.gained + weight;
    sites_ = matrix_.chosen;
    for (const Index j : sites) sites_.push_back(matrix_.origin[j]);
  }

  void anneal() {
    std::vector<Index> known(sites_), start;
    std::sort(known.begin(), known.end());
    for (std::size_t j = 0; j < matrix_.candidates(); ++j)
      if (std::binary_search(known.begin(), known.end(), matrix_.origin[j])) start.push_back(static_cast<Index>(j));
    reach_greedy(matrix_, start);
    const std::vector<Index> end = reach_anneal(matrix_, start, 5e8, watch_.control().seed, watch_);
    offer(end, reach_weight(matrix_, end));
    watch_.tell(value_, bound_);
  }

  /// The weight that the best choice loses of what the matrix can still cover.
  double lost() const { return matrix_.gained + matrix_.total - value_; }

  /// What a choice covers is worth less than what it leaves: one more site there gains nothing.
  void guess_prices(const std::vector<Index>& sites) {
    part_.assign(demands_, 1.0);
    for (const Index j : sites) {
      for (const Index g : matrix_.column[j]) part_[matrix_.group_origin[g]] = 0.6;
    }
  }

  void climb() {
    for (int round = 0; round < 12 && !watch_.over(); ++round) {
      ReachClimb climb;
      climb.price = prices_here(matrix_, part_);
      climb.steps = 400;
      climb.lost = lost();
      climb.closing = closing_;
      climb.factor = round == 0 ? 0.02 : 0.1;
      climb.every = large() ? 25 : 15;
      climb.pick = [&](const std::vector<Index>& picked) {
        std::vector<Index> tried = picked;
        tried.resize(std::min(tried.size(), matrix_.sites));
        offer(tried, reach_swap(matrix_, tried, large() ? 1 : 20, watch_));
        climb.lost = lost();
      };
      const ReachBound relaxed = reach_bound(matrix_, climb, watch_);
      bound_ = std::min(bound_, matrix_.gained + matrix_.total - relaxed.lost);
      closed_ = closing_.closes(relaxed.lost, lost());
      watch_.tell(value_, std::max(value_, bound_));
      if (closed_) return;
      const std::size_t before = matrix_.candidates();
      remember(matrix_, relaxed.price, part_);
      matrix_ = decided(matrix_, relaxed.fate);
      if (matrix_.candidates() * 10 < before * 9) {
        matrix_ = reduced(std::move(matrix_), 2'000'000'000);
      }
      if (settled() || (relaxed.tired && matrix_.candidates() * 10 > before * 9)) return;
    }
  }

  void finish() {
    ReachTree tree{matrix_, part_, all_, all_ - bound_, closing_};
    double least = all_ - value_;
    // The search speaks of what is lost; the listener hears of what is covered.
    Control control = watch_.control();
    control.seconds = watch_.left();
    control.listen = [this](double lost, double bound) {
      watch_.tell(all_ - lost, all_ - bound);
      return !watch_.over();
    };
    Watch inner(control);
    tree.rounds = 20;
    double left = search_reach(tree, least, sites_, inner);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (left < infinity) {
      improve_reach(tree, 40, least, sites_, inner);
      tree.rounds = std::numeric_limits<std::size_t>::max();
      left = search_reach(tree, least, sites_, inner);
    }
    value_ = all_ - least;
    closed_ = left == infinity;
    bound_ = closed_ ? value_ : std::min(bound_, all_ - left);
  }

  Watch& watch_;
  std::size_t demands_;
  ReachMatrix matrix_;
  Closing closing_;
  std::vector<double> part_;
  std::vector<Index> sites_;
  double value_ = 0, bound_ = 0, all_ = 0;
  bool found_ = false, closed_ = false;
};

}  // namespace

double max_cover_value(const MaxCover& problem, const std::vector<Index>& sites) {
  std::vector<char> covered(problem.demands);
  const auto cover = [&](std::size_t j) {
    for (const Index i : problem.covers[j]) covered[i] = 1;
  };
  for (const Index j : sites) cover(j);
  for (std::size_t j = 0; j < problem.covers.size(); ++j) {
    if (role_of(problem.roles, j) == SiteRole::existing) cover(j);
  }
  double value = 0;
  for (std::size_t i = 0; i < problem.demands; ++i) {
    if (covered[i]) value += problem.weight.empty() ? 1 : problem.weight[i];
  }
  return value;
}

Answer solve_max_cover(const MaxCover& problem, const Control& control) {
  Watch watch(control);
  Answer answer;
  const auto musts = static_cast<std::size_t>(std::count(problem.roles.begin(), problem.roles.end(), SiteRole::must));
  if (musts > problem.sites) {
    answer.proven = true;
    return answer;
  }
  MaxCoverRun run(problem, watch);
  run.run();
  answer.feasible = true;
  answer.sites = run.sites();
  std::sort(answer.sites.begin(), answer.sites.end());
  answer.value = max_cover_value(problem, answer.sites);
  answer.proven = run.closed();
  answer.bound = run.closing().grain > 0 ? std::floor(run.bound() + 1e-6) : run.bound();
  if (answer.proven || answer.bound < answer.value) answer.bound = answer.value;
  answer.seconds = watch.seconds();
  return answer;
}

}  // namespace gapmap
