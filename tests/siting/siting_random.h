// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <vector>

#include "siting/problem.h"

namespace siting_random {

using gapmap::Index;
using gapmap::SiteRole;

/// Numbers from a seed, the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t count) { return random_() % count; }
  double whole(std::size_t low, std::size_t high) { return static_cast<double>(low + below(high - low + 1)); }
  double real() { return static_cast<double>(random_() >> 11) / 9007199254740992.0; }

 private:
  std::mt19937_64 random_;
};

inline gapmap::Roles roles(Dice& dice, std::size_t candidates) {
  gapmap::Roles roles;
  for (std::size_t j = 0; j < candidates; ++j) {
    const std::size_t face = dice.below(10);
    roles.push_back(face == 0   ? SiteRole::existing
                    : face == 1 ? SiteRole::must
                    : face == 2 ? SiteRole::forbidden
                                : SiteRole::free);
  }
  return roles;
}

/// Random pairs: each of `lists` holds each of `items` with the given chance in ten.
inline gapmap::Sparse pairs(Dice& dice, std::size_t lists, std::size_t items, std::size_t tenths) {
  gapmap::Sparse result;
  for (std::size_t i = 0; i < lists; ++i) {
    for (std::size_t j = 0; j < items; ++j) {
      if (dice.below(10) < tenths) result.item.push_back(static_cast<Index>(j));
    }
    result.close();
  }
  return result;
}

/// The least value over every choice of at most `most` new sites that the roles allow.
inline double least(const gapmap::Roles& roles, std::size_t candidates, std::size_t most,
                    const std::function<double(const std::vector<Index>&)>& value) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t bits = 0; bits < (std::size_t{1} << candidates); ++bits) {
    std::vector<Index> sites;
    bool allowed = true;
    for (std::size_t j = 0; j < candidates; ++j) {
      const bool chosen = (bits >> j & 1) != 0;
      const SiteRole role = gapmap::role_of(roles, j);
      if (chosen && (role == SiteRole::existing || role == SiteRole::forbidden)) allowed = false;
      if (!chosen && role == SiteRole::must) allowed = false;
      if (chosen) sites.push_back(static_cast<Index>(j));
    }
    if (allowed && sites.size() <= most) best = std::min(best, value(sites));
  }
  return best;
}

/// Whether an answer's sites respect the roles and the number allowed.
inline bool respects(const std::vector<Index>& sites, const gapmap::Roles& roles, std::size_t candidates,
                     std::size_t most) {
  std::vector<int> chosen(candidates);
  for (const Index j : sites) ++chosen[j];
  for (std::size_t j = 0; j < candidates; ++j) {
    const SiteRole role = gapmap::role_of(roles, j);
    if (chosen[j] > 1 || (chosen[j] == 1 && (role == SiteRole::existing || role == SiteRole::forbidden))) return false;
    if (chosen[j] == 0 && role == SiteRole::must) return false;
  }
  return sites.size() <= most;
}

}  // namespace siting_random
