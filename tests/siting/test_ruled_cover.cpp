// SPDX-License-Identifier: MIT
// Covering under rules, against exhaustive search over every choice that keeps them.
#include <catch2/catch.hpp>

#include "siting/capacity_flow.h"
#include "siting/ruled_cover.h"
#include "siting_random.h"

namespace gapmap {
namespace {

using siting_random::Dice;

RuledCover random_problem(std::uint64_t seed) {
  Dice dice(seed);
  RuledCover problem;
  const std::size_t n = 3 + dice.below(8);
  problem.demands = 3 + dice.below(20);
  problem.serves = siting_random::pairs(dice, n, problem.demands, 2 + dice.below(4));
  std::vector<double> weight;
  for (std::size_t i = 0; i < problem.demands; ++i) weight.push_back(seed % 3 == 0 ? dice.real() : dice.whole(1, 20));
  const bool differs = seed % 4 == 3;  // gains that differ by site, as distances make them
  for (const Index i : problem.serves.item) problem.gain.push_back(differs ? dice.whole(0, 20) : weight[i]);
  if (seed % 4 == 1)
    for (std::size_t j = 0; j < n; ++j) problem.capacity.push_back(dice.below(5) ? dice.whole(3, 40) : 1e300);
  if (seed % 4 == 2)
    for (std::size_t i = 0; i < problem.demands; ++i)
      problem.need.push_back(static_cast<std::uint8_t>(1 + dice.below(2)));
  problem.sites = 1 + dice.below(5);
  if (seed % 2) problem.roles = siting_random::roles(dice, n);
  if (dice.below(2)) {  // a budget
    UseLimit budget;
    for (Index j = 0; j < n; ++j) {
      budget.site.push_back(j);
      budget.use.push_back(dice.whole(1, 9));
    }
    budget.most = dice.whole(5, 25);
    problem.rules.limits.push_back(budget);
  }
  if (dice.below(2)) {  // units of which each takes one
    for (Index unit = 0; unit < 3; ++unit) {
      UseLimit limit;
      for (Index j = unit; j < n; j += 3) {
        limit.site.push_back(j);
        limit.use.push_back(1);
      }
      limit.most = 1;
      problem.rules.limits.push_back(limit);
    }
  }
  if (dice.below(2)) {  // neighbours that are too near
    std::vector<std::vector<Index>> near(n);
    for (Index i = 0; i < n; ++i)
      for (Index j = i + 1; j < n; ++j)
        if (dice.below(4) == 0) near[i].push_back(j), near[j].push_back(i);
    for (auto& list : near) {
      std::sort(list.begin(), list.end());
      problem.rules.conflicts.item.insert(problem.rules.conflicts.item.end(), list.begin(), list.end());
      problem.rules.conflicts.close();
    }
  }
  return problem;
}

/// Existing sites are no part of the rules.
double best_of_all(const RuledCover& problem) {
  return -siting_random::least(problem.roles, problem.serves.size(), problem.sites, [&](const auto& sites) {
    return keeps_rules(problem.rules, sites) ? -ruled_value(problem, sites) : std::numeric_limits<double>::infinity();
  });
}

}  // namespace

TEST_CASE("covering under rules equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const RuledCover problem = random_problem(seed);
    const double best = best_of_all(problem);
    const Answer answer = solve_ruled(problem, {});
    CHECK(answer.proven);
    if (std::isinf(best)) {
      CHECK_FALSE(answer.feasible);
      continue;
    }
    REQUIRE(answer.feasible);
    CHECK(answer.value == Approx(best).epsilon(1e-9).margin(1e-9));
    CHECK(answer.bound >= answer.value);
    CHECK(keeps_rules(problem.rules, answer.sites));
    CHECK(siting_random::respects(answer.sites, problem.roles, problem.serves.size(), problem.sites));
    Control control;
    control.jobs = 4;
    CHECK(solve_ruled(problem, control).sites == answer.sites);
  }
}

TEST_CASE("capacities are never exceeded and a flow is as large as its smallest cut") {
  for (std::uint64_t seed = 1; seed < 200; seed += 4) {
    CAPTURE(seed);
    const RuledCover problem = random_problem(seed);
    std::vector<Index> sites;
    for (Index j = 0; j < problem.serves.size(); ++j) sites.push_back(j);
    std::vector<double> used(sites.size()), served(problem.demands), size(problem.demands);
    for (std::size_t k = 0; k < problem.gain.size(); ++k) size[problem.serves.item[k]] = problem.gain[k];
    RuledCover all = problem;
    all.roles.clear();
    double sum = 0;
    for (const Assigned& part : assigned(all, sites)) {
      used[part.site] += part.amount;
      served[part.demand] += part.amount;
      sum += part.amount;
    }
    for (std::size_t j = 0; j < used.size(); ++j) CHECK(used[j] <= problem.capacity[j] + 1e-6);
    for (std::size_t i = 0; i < served.size(); ++i) CHECK(served[i] <= size[i] + 1e-6);
    CHECK(sum == Approx(ruled_value(all, sites)));
    // Every cut: some sites are cut at their capacity, and the demand of the others at its size.
    double least = 1e300;
    for (std::size_t bits = 0; bits < (std::size_t{1} << sites.size()); ++bits) {
      double cut = 0;
      std::vector<char> reached(problem.demands);
      for (std::size_t j = 0; j < sites.size(); ++j) {
        if (bits >> j & 1)
          cut += problem.capacity[j];
        else
          for (const Index i : problem.serves[j]) reached[i] = 1;
      }
      for (std::size_t i = 0; i < reached.size(); ++i) cut += reached[i] ? size[i] : 0;
      least = std::min(least, cut);
    }
    CHECK(sum == Approx(least));
  }
}

TEST_CASE("a bound holds whenever the time runs out") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const RuledCover problem = random_problem(seed);
    Control control;
    control.seconds = 0;
    const Answer answer = solve_ruled(problem, control);
    if (!answer.feasible) continue;
    CHECK(keeps_rules(problem.rules, answer.sites));
    CHECK(answer.value == Approx(ruled_value(problem, answer.sites)));
    CHECK(answer.bound >= best_of_all(problem) - 1e-9);
  }
}

}  // namespace gapmap
