// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "siting/sparse.h"

namespace gapmap {

/// What is already decided about a candidate site.
enum class SiteRole : std::uint8_t {
  free,       ///< may be chosen
  existing,   ///< stands already: serves, costs nothing, does not count as a new site
  must,       ///< is chosen, costs and counts like any new site
  forbidden,  ///< is never chosen
};

/// One role a candidate; empty means all free.
using Roles = std::vector<SiteRole>;

inline SiteRole role_of(const Roles& roles, std::size_t candidate) {
  return roles.empty() ? SiteRole::free : roles[candidate];
}

/// Cover every row by columns (candidates) of least total cost.
struct SetCover {
  std::size_t rows = 0;
  Sparse covers;             ///< candidate -> rows it covers
  std::vector<double> cost;  ///< one a candidate, not negative; empty means 1 each
  Roles roles;
};

/// Cover the most weight with a given number of new sites.
struct MaxCover {
  std::size_t demands = 0;
  Sparse covers;               ///< candidate -> demands it covers
  std::vector<double> weight;  ///< one a demand, not negative; empty means 1 each
  std::size_t sites = 0;       ///< new sites, the musts among them; fewer are used where more gain nothing
  Roles roles;
};

/// Serve every demand from its nearest open site with the least weighted distance in total.
struct Median {
  std::size_t candidates = 0;
  Sparse near;                   ///< demand -> candidates that may serve it
  std::vector<double> distance;  ///< beside every item of `near`, not negative
  std::vector<double> weight;    ///< one a demand, not negative; empty means 1 each
  std::vector<double> beyond;    ///< distance counted for a demand that no open site of its list serves;
                                 ///< empty means that every demand must be served
  std::size_t sites = 0;         ///< new sites, the musts among them
  Roles roles;
};

/// Serve every demand from its nearest open site so that the largest distance is least.
struct Center {
  std::size_t candidates = 0;
  Sparse near;                   ///< demand -> candidates that may serve it
  std::vector<double> distance;  ///< beside every item of `near`, not negative
  std::size_t sites = 0;         ///< new sites, the musts among them
  Roles roles;
};

}  // namespace gapmap
