// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "siting/fate.h"
#include "siting/sparse.h"

namespace gapmap {

/// The choice inside a Lagrangian bound, once the demand's multipliers have told what each site earns: the open
/// sites and the `count` free ones that earn most; of equals, the first. Linear in the number of sites.
struct SitePick {
  std::vector<char> picked;  ///< by site
  std::vector<Index> free;   ///< the free sites, in no order of meaning
  double earned = 0;         ///< by all that are picked
  double least_picked = 0;   ///< of the free ones that are picked; infinite where none is
  double most_left = 0;      ///< of the free ones that are not, and nothing at least
  bool has_picked_free = false;

  void choose(std::span<const double> earned_by_site, std::span<const Fate> fate, std::size_t count);
};

}  // namespace gapmap
