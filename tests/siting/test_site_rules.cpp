// SPDX-License-Identifier: MIT
// Sites under every rule, on random towns, against exhaustive search with rules and people counted here anew.
#include <catch2/catch.hpp>

#include "site_town.h"
#include "siting/ruled_case.h"
#include "siting/site_plan.h"
#include "siting/site_rules.h"

namespace gapmap {
namespace {

using tests::SiteTown;

constexpr double infinity = std::numeric_limits<double>::infinity();

struct RuledTown {
  SiteTown made;
  RuleSpec spec;
  std::vector<double> cost;
  Roles roles;
  double capacity = 0;  ///< of every school, old and new; 0 for unlimited
  int times = 1;

  static RuledTown random(std::uint64_t seed, std::size_t n) {
    RuledTown town{SiteTown::random(seed, n), {}, {}, {}, 0, 1};
    siting_random::Dice dice(seed + 1000);
    town.made.town.units({{"a", {{0, 0}, {500, 1000}}}, {"b", {{500, 0}, {1000, 1000}}}});
    if (dice.below(2)) town.spec.spacing = 100 + 50 * dice.whole(0, 4);
    if (dice.below(2)) town.spec.per_unit = dice.whole(0, 3);
    if (dice.below(3) == 0) town.spec.density_max = dice.whole(1, 8);
    for (std::size_t j = 0; j < n; ++j) town.cost.push_back(dice.whole(1, 9));
    if (dice.below(2)) town.spec.budget = dice.whole(4, 20);
    for (std::size_t j = 0; j < n; ++j) town.roles.push_back(dice.below(6) == 0 ? SiteRole::forbidden : SiteRole::free);
    if (seed % 3 == 1) town.capacity = dice.whole(20, 200);
    if (seed % 3 == 2) town.times = 2;
    return town;
  }

  SiteCase open(bool has_costs) {
    SiteCase site_case = made.open();
    for (std::size_t j = 0; j < site_case.candidates.size(); ++j)
      site_case.candidates.bucket[j] = site_case.scene.partitions[0].locate(site_case.candidates.point(j));
    if (has_costs || spec.budget) site_case.candidates.cost = cost;
    site_case.candidates.roles = roles;
    site_case.times = static_cast<std::uint8_t>(times);
    if (capacity > 0) {
      site_case.candidates.capacity.assign(site_case.candidates.size(), capacity);
      for (double& one : site_case.tasks[0].standing[0].capacity) one = capacity;
    }
    add_rules(site_case, spec);
    return site_case;
  }

  bool keeps(const std::vector<Index>& sites) const {
    const auto metres = [](Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); };
    double paid = 0, units[2] = {};
    for (const Index j : sites) {
      const Point at = made.candidates[j];
      paid += cost[j];
      ++units[at.x <= 500 ? 0 : 1];
      if (roles[j] == SiteRole::forbidden) return false;
      if (!spec.spacing) continue;
      for (const Index other : sites)
        if (other != j && metres(at, made.candidates[other]) < *spec.spacing) return false;
      for (const auto& school : made.schools)
        if (metres(at, school.at) < *spec.spacing) return false;
    }
    for (int unit = 0; unit < 2; ++unit) {
      double standing = 0;
      for (const auto& school : made.schools) standing += (school.at.x <= 500 ? 0 : 1) == unit;
      if (spec.per_unit && units[unit] > *spec.per_unit) return false;
      if (spec.density_max && units[unit] > 0 && units[unit] + standing > std::floor(*spec.density_max * 0.5 + 1e-9))
        return false;
    }
    return !spec.budget || paid <= *spec.budget;
  }

  /// People served under `times` and capacities, by the smallest cut over the schools that are full.
  double served(const std::vector<Index>& sites) const {
    std::vector<Point> schools;
    for (const auto& school : made.schools) schools.push_back(school.at);
    for (const Index j : sites) schools.push_back(made.candidates[j]);
    const auto near = [&](const tests::Town::Place& home, Point at) {
      return std::hypot(home.at.x - at.x, home.at.y - at.y) <= made.within;
    };
    if (capacity <= 0) {
      double people = 0;
      for (const auto& home : made.homes) {
        int count = 0;
        for (const Point at : schools) count += near(home, at);
        people += count >= times ? home.n : 0;
      }
      return people;
    }
    double least = infinity;
    for (std::size_t full = 0; full < (std::size_t{1} << schools.size()); ++full) {
      double cut = 0;
      for (std::size_t s = 0; s < schools.size(); ++s) cut += full >> s & 1 ? capacity : 0;
      for (const auto& home : made.homes) {
        bool reached = false;
        for (std::size_t s = 0; s < schools.size(); ++s)
          reached = reached || (!(full >> s & 1) && near(home, schools[s]));
        cut += reached ? home.n : 0;
      }
      least = std::min(least, cut);
    }
    return least;
  }
};

SiteChoice choose(const SiteCase& site_case, std::string_view model, std::optional<std::size_t> count,
                  std::optional<double> share = {}) {
  return find_site_model(model)->choose(site_case, {count, share, {}});
}

}  // namespace

TEST_CASE("cover under rules, capacities and backup equals exhaustive search") {
  for (std::uint64_t seed = 0; seed < 90; ++seed) {
    CAPTURE(seed);
    const std::size_t n = 3 + seed % 6, count = 1 + seed % 4;
    RuledTown town = RuledTown::random(seed, n);
    const SiteCase site_case = town.open(false);
    const SiteChoice choice = choose(site_case, "cover", count);
    const double best = siting_random::least(
        {}, n, count, [&](const auto& sites) { return town.keeps(sites) ? -town.served(sites) : infinity; });
    CHECK(choice.proven);
    CHECK(town.keeps(choice.sites));
    CHECK(choice.sites.size() <= count);
    CHECK(town.served(choice.sites) == Approx(-best));
    CHECK(choice.value == Approx(-best - town.served({})).margin(1e-6));
    CHECK_NOTHROW(verify_sites(site_case, town.spec, choice.sites));
    // The order of building adds up to the same, and nobody is credited twice.
    const SitePlan plan = plan_sites(site_case, choice.sites);
    double gained = 0;
    for (const RankedSite& site : plan.sites) gained += site.gains[0].amount;
    CHECK(gained == Approx(choice.value).margin(1e-6));
    if (town.capacity > 0) {
      std::vector<double> load(choice.sites.size());
      for (std::size_t i = 0; i < plan.server[0].size(); ++i)
        CHECK(plan.amount[0][i] <= site_case.tasks[0].demand.amount[i] + 1e-6);
    }
  }
}

TEST_CASE("set under rules, capacities and backup equals exhaustive search, by number and by cost") {
  for (std::uint64_t seed = 0; seed < 90; ++seed) {
    for (const bool has_costs : {false, true}) {
      CAPTURE(seed, has_costs);
      const std::size_t n = 3 + seed % 6;
      RuledTown town = RuledTown::random(seed, n);
      if (!has_costs) town.spec.budget.reset();
      const SiteCase site_case = town.open(has_costs);
      const SiteChoice choice = choose(site_case, "set", {}, 0.7);
      const double most = -siting_random::least(
          {}, n, n, [&](const auto& sites) { return town.keeps(sites) ? -town.served(sites) : infinity; });
      const double wanted = std::min(most, 0.7 * site_case.tasks[0].whole);
      const double least = siting_random::least({}, n, n, [&](const auto& sites) {
        if (!town.keeps(sites) || town.served(sites) < wanted - 1e-6) return infinity;
        double total = 0;
        for (const Index j : sites) total += has_costs ? town.cost[j] : 1;
        return total;
      });
      CHECK(choice.proven);
      CHECK(town.keeps(choice.sites));
      CHECK(town.served(choice.sites) >= wanted - 1e-6);
      CHECK(choice.value == least);
    }
  }
}

TEST_CASE("median and center under rules equal exhaustive search") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; seed < 90; ++seed) {
    CAPTURE(seed);
    const std::size_t n = 3 + seed % 6, count = 1 + seed % 4;
    RuledTown town = RuledTown::random(seed, n);
    town.capacity = 0;
    town.times = 1;
    const SiteCase site_case = town.open(false);
    for (const std::string model : {"median", "center"}) {
      CAPTURE(model);
      const double best = siting_random::least({}, n, count, [&](const auto& sites) {
        if (!town.keeps(sites)) return infinity;
        return model == "median" ? town.made.walking(sites) : town.made.farthest(sites);
      });
      if (std::isinf(best)) continue;  // no school, and none allowed: an error, tested elsewhere
      const SiteChoice choice = choose(site_case, model, count);
      CHECK(choice.proven);
      CHECK(town.keeps(choice.sites));
      CHECK(choice.value == Approx(best).epsilon(1e-9));
      ++compared;
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("a must-have too near to what stands, and capacities where a model knows none, are refused") {
  RuledTown town = RuledTown::random(2, 4);
  town.spec = {};
  town.spec.spacing = 5000;
  town.roles.assign(4, SiteRole::free);
  town.roles[1] = SiteRole::must;
  CHECK_THROWS_AS(town.open(false), Error);
  town.spec = {};
  town.capacity = 10;
  const SiteCase site_case = town.open(false);
  CHECK_THROWS_AS(choose(site_case, "median", 2), Error);
  CHECK_THROWS_AS(verify_sites(site_case, {}, {0}), std::logic_error);  // without the must-have
}

}  // namespace gapmap
