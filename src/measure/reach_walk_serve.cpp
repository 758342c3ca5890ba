// SPDX-License-Identifier: MIT
#include "measure/reach_walk_serve.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "measure/street_network.h"
#include "network/matrix.h"

namespace gapmap {

SitePairs walk_pairs(const Requirement& way, const Scene& scene, const SiteDemand& demand, const Geometries& candidates,
                     std::span<const double> reach) {
  const StreetNetwork& network = scene.streets();
  const Ground ground = ground_of(network.spec(), way.find<Limit>("within"));
  std::vector<std::uint32_t> rows(candidates.size());
  std::iota(rows.begin(), rows.end(), 0U);
  // A candidate may be entered at several places; a stretch inside it, at both of its ends.
  std::vector<Snapped> doors;
  std::vector<std::uint32_t> candidate_of;
  for (const WalkStart& start : network.starts_of(candidates, rows))
    for (const Micrometres along : std::set<Micrometres>{start.from, start.to}) {
      doors.push_back({start.edge, along, start.straight});
      candidate_of.push_back(start.label);
    }
  const double farthest = reach.empty() ? 0 : *std::max_element(reach.begin(), reach.end());
  const std::vector<Snapped> homes = network.snap(demand.place);
  const WalkMatrix matrix =
      walk_matrix(network.graph(ground), homes, doors, inclusive(Metres{std::max(farthest, 0.0)}), scene.jobs);
  SitePairs pairs;
  pairs.begin.reserve(demand.size() + 1);
  std::map<std::uint32_t, double> nearest;
  for (std::size_t home = 0; home < homes.size(); ++home) {
    nearest.clear();
    for (const WalkMatrix::Walk& walk : matrix.row(home)) {
      const double metres = walked_metres(walk.distance);
      if (metres > reach[home] + 1e-6) continue;
      const auto [place, is_new] = nearest.try_emplace(candidate_of[walk.to], metres);
      if (!is_new) place->second = std::min(place->second, metres);
    }
    for (const auto& [candidate, metres] : nearest) {
      pairs.candidate.push_back(candidate);
      pairs.distance.push_back(metres);
    }
    pairs.begin.push_back(pairs.candidate.size());
  }
  return pairs;
}

}  // namespace gapmap
