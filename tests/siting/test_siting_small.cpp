// SPDX-License-Identifier: MIT
// Every model and option on tiny random problems, against exhaustive search.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "siting/center.h"
#include "siting/max_cover.h"
#include "siting/median.h"
#include "siting/set_cover.h"
#include "siting_random.h"

using namespace gapmap;
using siting_random::Dice;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void check(const Answer& answer, double best, bool smaller_is_better, const Roles& roles, std::size_t candidates,
           std::size_t most) {
  CHECK(answer.proven);
  if (std::isinf(best)) {
    CHECK_FALSE(answer.feasible);
    return;
  }
  REQUIRE(answer.feasible);
  CHECK(answer.value == Approx(best).epsilon(1e-8));
  CHECK(answer.bound == Approx(best).epsilon(1e-8));
  CHECK((smaller_is_better ? answer.bound <= answer.value + 1e-9 : answer.bound >= answer.value - 1e-9));
  CHECK(siting_random::respects(answer.sites, roles, candidates, most));
}

}  // namespace

TEST_CASE("set cover equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::size_t n = 3 + dice.below(9);
    SetCover problem;
    problem.rows = 2 + dice.below(12);
    problem.covers = siting_random::pairs(dice, n, problem.rows, 2 + dice.below(4));
    if (seed % 3 != 0)
      for (std::size_t j = 0; j < n; ++j) problem.cost.push_back(seed % 3 == 1 ? dice.whole(0, 9) : dice.real());
    if (seed % 2 == 1) problem.roles = siting_random::roles(dice, n);
    const double best =
        siting_random::least(problem.roles, n, n, [&](const auto& sites) { return set_cover_value(problem, sites); });
    check(solve_set_cover(problem, {}), best, true, problem.roles, n, n);
  }
}

TEST_CASE("maximal cover equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::size_t n = 3 + dice.below(9);
    MaxCover problem;
    problem.demands = 2 + dice.below(25);
    problem.sites = dice.below(5);
    problem.covers = siting_random::pairs(dice, n, problem.demands, 1 + dice.below(4));
    if (seed % 3 != 0)
      for (std::size_t i = 0; i < problem.demands; ++i)
        problem.weight.push_back(seed % 3 == 1 ? dice.whole(0, 9) : dice.real());
    if (seed % 2 == 1) problem.roles = siting_random::roles(dice, n);
    const double best = siting_random::least(problem.roles, n, problem.sites,
                                             [&](const auto& sites) { return -max_cover_value(problem, sites); });
    check(solve_max_cover(problem, {}), std::isinf(best) ? infinity : -best, false, problem.roles, n, problem.sites);
  }
}

TEST_CASE("median equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::size_t n = 3 + dice.below(9), demands = 2 + dice.below(15);
    Median problem;
    problem.candidates = n;
    problem.sites = 1 + dice.below(4);
    problem.near = siting_random::pairs(dice, demands, n, seed % 5 == 0 ? 4 : 10);
    for (std::size_t k = 0; k < problem.near.item.size(); ++k)
      problem.distance.push_back(seed % 3 == 1 ? dice.whole(0, 30) : dice.real());
    if (seed % 4 > 1)
      for (std::size_t i = 0; i < demands; ++i) problem.weight.push_back(dice.whole(0, 5));
    if (seed % 7 == 3)
      for (std::size_t i = 0; i < demands; ++i) problem.beyond.push_back(dice.whole(0, 20));
    if (seed % 2 == 1) problem.roles = siting_random::roles(dice, n);
    const double best = siting_random::least(problem.roles, n, problem.sites,
                                             [&](const auto& sites) { return median_value(problem, sites); });
    check(solve_median(problem, {}), best, true, problem.roles, n, problem.sites);
  }
}

TEST_CASE("center equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::size_t n = 3 + dice.below(9), demands = 2 + dice.below(15);
    Center problem;
    problem.candidates = n;
    problem.sites = 1 + dice.below(4);
    problem.near = siting_random::pairs(dice, demands, n, seed % 5 == 0 ? 5 : 10);
    for (std::size_t k = 0; k < problem.near.item.size(); ++k)
      problem.distance.push_back(seed % 3 == 1 ? dice.whole(0, 30) : dice.real());
    if (seed % 2 == 1) problem.roles = siting_random::roles(dice, n);
    const double best = siting_random::least(problem.roles, n, problem.sites,
                                             [&](const auto& sites) { return center_value(problem, sites); });
    check(solve_center(problem, {}), best, true, problem.roles, n, problem.sites);
  }
}

TEST_CASE("the same seed gives the same sites on any number of threads") {
  Dice dice(5);
  SetCover cover;
  cover.rows = 80;
  cover.covers = siting_random::pairs(dice, 150, cover.rows, 1);
  for (int j = 0; j < 150; ++j) cover.cost.push_back(dice.whole(1, 9));
  MaxCover reach{cover.rows, cover.covers, {}, 6, {}};
  for (int i = 0; i < 80; ++i) reach.weight.push_back(dice.whole(1, 99));
  Median median;
  median.candidates = 60;
  median.sites = 7;
  median.near = siting_random::pairs(dice, 120, 60, 10);
  for (std::size_t k = 0; k < median.near.item.size(); ++k) median.distance.push_back(dice.real());
  Control one, many;
  many.jobs = 4;
  const auto same = [](const Answer& a, const Answer& b) {
    CHECK(a.proven);
    CHECK(a.value == b.value);
    CHECK(a.sites == b.sites);
  };
  same(solve_set_cover(cover, one), solve_set_cover(cover, many));
  same(solve_max_cover(reach, one), solve_max_cover(reach, many));
  same(solve_median(median, one), solve_median(median, many));
}

TEST_CASE("a listener that says no ends the work with the best so far") {
  Dice dice(9);
  SetCover cover;
  cover.rows = 200;
  cover.covers = siting_random::pairs(dice, 400, cover.rows, 1);
  for (int j = 0; j < 400; ++j) cover.cost.push_back(dice.whole(1, 99));
  Control control;
  control.listen = [](double value, double bound) {
    CHECK(bound <= value);
    return false;
  };
  const Answer answer = solve_set_cover(cover, control);
  CHECK(answer.feasible);
  CHECK(answer.bound <= answer.value);
  CHECK(set_cover_value(cover, answer.sites) == answer.value);
}

TEST_CASE("more musts than sites, and arrays of different length") {
  Median median;
  median.candidates = 2;
  median.sites = 1;
  median.near.item = {0, 1};
  median.near.close();
  median.distance = {1, 2};
  median.roles = {SiteRole::must, SiteRole::must};
  CHECK_FALSE(solve_median(median, {}).feasible);
  median.distance.pop_back();
  CHECK_THROWS_AS(solve_median(median, {}), std::invalid_argument);
}
