// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <functional>

#include "siting/site_model.h"
#include "siting_random.h"
#include "town.h"

namespace gapmap::tests {

/// A town with homes, schools and places for more of them, and the case that siting sees.
struct SiteTown {
  Town town;
  std::vector<Town::Place> homes, schools;
  std::vector<Point> candidates;
  double within = 0;

  SiteCase open() {
    town.points("homes", homes).points("schools", schools).weight("homes", "n");
    town.read("measure = 'reach'\ndemand = 'homes'\nsupply = 'schools'\nwithin = " + std::to_string(within) +
              "\ntarget = {min = 1.0}\n");
    SiteCase made{town.scene(), {}, {}};
    made.candidates.places = Geometries(Shape::point);
    for (const Point at : candidates) {
      made.candidates.places.add_point(at);
      made.candidates.id.push_back(static_cast<std::int64_t>(made.candidates.id.size()) + 1);
      made.candidates.bucket.push_back(0);
    }
    made.tasks.push_back(site_task(town.plan(), 0, town.scene()));
    return made;
  }

  double nearest(const Town::Place& home, const std::vector<Index>& sites) const {
    double metres = std::numeric_limits<double>::infinity();
    const auto see = [&](Point at) { metres = std::min(metres, std::hypot(at.x - home.at.x, at.y - home.at.y)); };
    for (const Town::Place& school : schools) see(school.at);
    for (const Index site : sites) see(candidates[site]);
    return metres;
  }
  /// People within the limit where these sites are built.
  double served(const std::vector<Index>& sites) const {
    double people = 0;
    for (const Town::Place& home : homes) people += nearest(home, sites) <= within ? home.n : 0;
    return people;
  }
  double walking(const std::vector<Index>& sites) const {
    double total = 0;
    for (const Town::Place& home : homes)
      if (home.n > 0) total += home.n * nearest(home, sites);
    return total;
  }
  double farthest(const std::vector<Index>& sites) const {
    double metres = 0;
    for (const Town::Place& home : homes)
      if (home.n > 0) metres = std::max(metres, nearest(home, sites));
    return metres;
  }

  static SiteTown random(std::uint64_t seed, std::size_t candidate_count) {
    std::mt19937 dice(static_cast<unsigned>(seed) * 7919 + 1);
    SiteTown made;
    made.homes = random_places(dice, 5 + seed % 30, 1000);
    made.schools = random_places(dice, seed % 4, 1000);
    for (const Town::Place& place : random_places(dice, candidate_count, 1000)) made.candidates.push_back(place.at);
    made.within = 100 + static_cast<double>(seed % 5) * 60;
    return made;
  }
};

}  // namespace gapmap::tests
