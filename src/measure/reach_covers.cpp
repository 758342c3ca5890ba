// SPDX-License-Identifier: MIT
#include "measure/reach_covers.h"

#include <algorithm>
#include <vector>

namespace gapmap {

const Cover& ReachCovers::within(double metres, std::uint32_t supplies) {
  std::unique_ptr<Cover>& cover = covers_[{metres, supplies}];
  if (cover) return *cover;
  std::size_t most = 0;
  for (const Features& supply : task_.supplies) most = std::max(most, supply.rows.size());
  const std::vector<double> reach(most, metres);
  std::vector<CoverSupply> chosen;
  for (std::size_t k = 0; k < task_.supplies.size(); ++k) {
    const Features& supply = task_.supplies[k];
    if ((supplies >> k & 1u) && supply.layer().has_geometry())
      chosen.push_back({supply.geometries(), supply.rows, {reach.data(), supply.rows.size()}});
  }
  cover = std::make_unique<Cover>(chosen, task_.scene.jobs);
  return *cover;
}

}  // namespace gapmap
