// SPDX-License-Identifier: MIT
// Places made up: a town by hand, and random towns where no place of a fine raster beats them.
#include <catch2/catch.hpp>

#include "site_town.h"
#include "siting/generate.h"

namespace gapmap {
namespace {

using tests::SiteTown;

void offer(SiteCase& site_case, const GeneratedPlaces& generated) {
  site_case.candidates = {};
  site_case.candidates.places = Geometries(Shape::point);
  for (const Point at : generated.places) {
    site_case.candidates.places.add_point(at);
    site_case.candidates.id.push_back(static_cast<std::int64_t>(site_case.candidates.id.size()) + 1);
    site_case.candidates.bucket.push_back(0);
  }
}

Geometries rectangle(double left, double low, double right, double high) {
  Geometries areas(Shape::area);
  areas.add_feature(tests::Town::rectangle({{left, low}, {right, high}}));
  return areas;
}

}  // namespace

TEST_CASE("two homes 500 m apart are both served only where their circles of 300 m meet") {
  SiteTown made;
  made.homes = {{{0, 0}, 10, {}}, {{500, 0}, 7, {}}};
  made.within = 300;
  SiteCase site_case = made.open();
  // The circles meet at (250, ±√(300² - 250²)) = (250, ±165.83…).
  const auto everywhere = exact_places(site_case, AllowedLand(), 100);
  REQUIRE(everywhere);
  CHECK(everywhere->is_exact);
  offer(site_case, *everywhere);
  CHECK(find_site_model("cover")->choose(site_case, {1, {}, {}}).value == 17);
  // North of 200 nobody can serve both; a place at the border serves one.
  const Geometries north = rectangle(-1000, 200, 1000, 1000);
  const AllowedLand land(&north, nullptr);
  offer(site_case, *exact_places(site_case, land, 100));
  CHECK(find_site_model("cover")->choose(site_case, {1, {}, {}}).value == 10);
  // With the lens between y = -170 and 100 forbidden, and then the whole lens.
  const Geometries most_of_it = rectangle(100, -170, 400, 100), all_of_it = rectangle(100, -170, 400, 170);
  offer(site_case, *exact_places(site_case, AllowedLand(nullptr, &most_of_it), 100));
  CHECK(find_site_model("cover")->choose(site_case, {1, {}, {}}).value == 17);
  offer(site_case, *exact_places(site_case, AllowedLand(nullptr, &all_of_it), 100));
  CHECK(find_site_model("cover")->choose(site_case, {1, {}, {}}).value == 10);
  CHECK_FALSE(exact_places(site_case, AllowedLand(), 3));
}

TEST_CASE("no place of a fine raster serves more than the places that suffice") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    SiteTown made = SiteTown::random(seed, 1);
    SiteCase site_case = made.open();
    siting_random::Dice dice(seed);
    const double left = dice.whole(0, 500), low = dice.whole(0, 500), right = left + dice.whole(100, 500);
    const double high = low + 200;
    const Geometries inside = rectangle(left, low, right, high),
                     outside = rectangle(left - 50, low + 50, left + 90, high);
    const AllowedLand land(seed % 3 ? &inside : nullptr, seed % 3 == 2 || seed % 5 == 0 ? &outside : nullptr);
    const auto exact = exact_places(site_case, land, 1'000'000);
    REQUIRE(exact);
    double best = 0, best_exact = 0, best_grid = 0;
    const auto served = [&](Point p) {
      made.candidates = {p};
      return made.served({0});
    };
    for (const Point p : exact->places) {
      CHECK(land.allows(p));
      // A hair more than the limit, as the measure itself allows.
      made.within += 1e-6;
      best_exact = std::max(best_exact, served(p));
      made.within -= 1e-6;
    }
    if (exact->places.empty()) best_exact = made.served({});
    for (double x = -350; x < 1350; x += 9)
      for (double y = -350; y < 1350; y += 9)
        if (land.allows({x, y})) best = std::max(best, served({x, y}));
    CHECK(best_exact >= best);
    // The grid loses no more than it says: it is as good as all places for limits shorter by the loss.
    const GeneratedPlaces grid = grid_places(site_case, land, 40, 100000);
    best_grid = made.served({});
    for (const Point p : grid.places) {
      CHECK(land.allows(p));
      best_grid = std::max(best_grid, served(p));
    }
    made.within -= grid.loss;
    double best_short = 0;
    for (double x = -350; x < 1350; x += 9)
      for (double y = -350; y < 1350; y += 9)
        if (land.allows({x, y})) best_short = std::max(best_short, served({x, y}));
    CHECK(best_grid >= best_short);
  }
}

}  // namespace gapmap
