// SPDX-License-Identifier: MIT
#include "siting/site_pick.h"

#include <algorithm>
#include <limits>

namespace gapmap {

void SitePick::choose(std::span<const double> earned_by_site, std::span<const Fate> fate, std::size_t count) {
  picked.assign(fate.size(), char{0});
  free.clear();
  earned = 0;
  for (std::size_t j = 0; j < fate.size(); ++j) {
    if (fate[j] == Fate::free) free.push_back(static_cast<Index>(j));
    if (fate[j] == Fate::open) picked[j] = 1, earned += earned_by_site[j];
  }
  const std::size_t take = std::min(count, free.size());
  const auto more = [&](Index a, Index b) {
    return earned_by_site[a] != earned_by_site[b] ? earned_by_site[a] > earned_by_site[b] : a < b;
  };
  if (take < free.size())
    std::nth_element(free.begin(), free.begin() + static_cast<std::ptrdiff_t>(take), free.end(), more);
  has_picked_free = take > 0;
  least_picked = std::numeric_limits<double>::infinity();
  most_left = 0;
  for (std::size_t k = 0; k < free.size(); ++k) {
    const Index j = free[k];
    if (k < take) {
      picked[j] = 1;
      earned += earned_by_site[j];
      least_picked = std::min(least_picked, earned_by_site[j]);
    } else {
      most_left = std::max(most_left, earned_by_site[j]);
    }
  }
}

}  // namespace gapmap
