// SPDX-License-Identifier: MIT
// Sites for a standard: a town drawn by hand, and random towns against exhaustive search over every choice.
#include <catch2/catch.hpp>

#include "site_town.h"
#include "siting/site_plan.h"

namespace gapmap {
namespace {

using tests::SiteTown;

/// Homes every 100 m along a street, 10 people each, a school at its western end that serves up to 150 m.
///   x =   0    100   200   300   400   500   600   700
///         S,10  10    10    10    10    10    10    10      candidates at 250, 300, 450 and 650
SiteTown street() {
  SiteTown made;
  for (int i = 0; i < 8; ++i) made.homes.push_back({{100.0 * i, 0}, 10, {}});
  made.schools = {{{0, 0}, 1, {}}};
  made.candidates = {{250, 0}, {300, 0}, {450, 0}, {650, 0}};
  made.within = 150;
  return made;
}

SiteChoice choose(const SiteCase& site_case, std::string_view model, std::optional<std::size_t> count,
                  std::optional<double> share = {}) {
  SiteRequest request{count, share, {}};
  return find_site_model(model)->choose(site_case, request);
}

}  // namespace

TEST_CASE("a street with one school: every model by hand") {
  SiteTown made = street();
  const SiteCase site_case = made.open();
  CHECK(site_case.tasks[0].whole == 80);
  CHECK(site_case.tasks[0].served == 20);  // the homes at 0 and 100
  SECTION("cover: 450 serves 300 to 600, 40 people, more than 30 of any other") {
    const SiteChoice choice = choose(site_case, "cover", 1);
    CHECK(choice.sites == std::vector<Index>{2});
    CHECK(choice.value == 40);
    CHECK(choice.proven);
  }
  SECTION("set: 200 to 700 takes two, 250 or 300 and 650, with 400 and 500 left to them") {
    // 250 serves 100 to 400, 300 serves 200 to 400, 450 serves 300 to 600, 650 serves 500 to 700 (800 is not there).
    const SiteChoice choice = choose(site_case, "set", {});
    CHECK(choice.sites.size() == 2);
    CHECK(choice.proven);
    CHECK(made.served(choice.sites) == 80);
    CHECK(choose(site_case, "set", {}, 0.75).sites == std::vector<Index>{2});  // 60 of 80 with the one at 450
  }
  SECTION("center: 700 is 700 away today; 450 brings the worst to 250, 650 to 300, for 300") {
    const SiteChoice choice = choose(site_case, "center", 1);
    CHECK(choice.sites == std::vector<Index>{2});
    CHECK(choice.value == Approx(250));  // of 700; 200 is 200 from the school
  }
  SECTION("median: 450 leaves 0+100+200+150+50+50+150+250 metres a home") {
    const SiteChoice choice = choose(site_case, "median", 1);
    CHECK(choice.sites == std::vector<Index>{2});
    CHECK(choice.value == Approx(9500));
  }
  SECTION("the order of building, and the curve that goes on to the target") {
    const SitePlan plan = plan_sites(site_case, {0, 3});
    // 250 and 650 add 30 each (200, 300, 400 and 500, 600, 700): the lower number first.
    REQUIRE(plan.sites.size() == 2);
    CHECK(plan.sites[0].candidate == 0);
    CHECK(plan.sites[0].gains[0].amount == 30);
    CHECK(plan.sites[0].gains[0].farthest == Approx(150));
    CHECK(plan.sites[1].gains[0].share_after == 1);
    CHECK(plan.curve.size() == 3);
    const SitePlan short_plan = plan_sites(site_case, {2});
    CHECK(short_plan.curve.size() == 4);  // today, 450, and the next two beyond
    CHECK(short_plan.curve.back().share[0] == 1);
    CHECK_FALSE(short_plan.curve.back().is_chosen);
  }
}

TEST_CASE("sites of random towns equal exhaustive search") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const std::size_t n = 3 + seed % 8, count = 1 + seed % 3;
    SiteTown made = SiteTown::random(seed, n);
    const SiteCase site_case = made.open();
    const double before = made.served({});
    CHECK(site_case.tasks[0].served == before);

    const SiteChoice cover = choose(site_case, "cover", count);
    CHECK(cover.proven);
    CHECK(before + cover.value == -siting_random::least({}, n, count, [&](const auto& s) { return -made.served(s); }));
    CHECK(before + cover.value == made.served(cover.sites));

    for (const double share : {0.5, 0.8, 1.0}) {
      const SiteChoice set = choose(site_case, "set", {}, share);
      std::vector<Index> all(n);
      for (std::size_t j = 0; j < n; ++j) all[j] = static_cast<Index>(j);
      const double wanted = std::min(share * site_case.tasks[0].whole, made.served(all));
      const double fewest = siting_random::least({}, n, n, [&](const auto& s) {
        return made.served(s) >= wanted - 1e-9 ? static_cast<double>(s.size()) : 1e9;
      });
      CHECK(set.proven);
      CHECK(set.value == fewest);
      CHECK(made.served(set.sites) >= wanted - 1e-9);
    }

    const SiteChoice median = choose(site_case, "median", count);
    const double least = siting_random::least({}, n, count, [&](const auto& s) { return made.walking(s); });
    CHECK(median.proven);
    CHECK(median.value == Approx(least).epsilon(1e-9));
    CHECK(made.walking(median.sites) == Approx(least).epsilon(1e-9));

    const SiteChoice center = choose(site_case, "center", count);
    CHECK(center.proven);
    CHECK(center.value == Approx(siting_random::least({}, n, count, [&](const auto& s) { return made.farthest(s); })));
  }
}

TEST_CASE("a share that candidates cannot reach is lowered to what they can, and said so") {
  SiteTown made = street();
  made.candidates = {{250, 0}};
  const SiteChoice choice = choose(made.open(), "set", {});
  CHECK(choice.sites.size() == 1);
  REQUIRE(choice.reach);
  CHECK(*choice.reach == Approx(50.0 / 80));
}

TEST_CASE("words of a proof round against the maker") {
  SiteChoice choice;
  choice.value = 1000;
  choice.bound = 1008;
  choice.is_most = true;
  CHECK(proof_words(choice).en == "within 0.80 % of optimal");
  choice.bound = 1000.0001;
  CHECK(proof_words(choice).en == "within 0.001 % of optimal");
  choice.proven = true;
  CHECK(proof_words(choice).en == "optimal");
}

TEST_CASE("standards that cannot be sited say so") {
  tests::Town town;
  town.points("homes", {{{0, 0}}});
  town.read("measure = 'total'\nlayer = 'homes'\ntarget = {min = 1}\n");
  CHECK_THROWS_AS(site_task(town.plan(), 0, town.scene()), Error);
}

}  // namespace gapmap
