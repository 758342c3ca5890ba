// SPDX-License-Identifier: MIT
#include "measure/catchment_walk.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
namespace {

constexpr std::size_t first_count = 16;  // of nearest facilities that are looked for; then four times as many

/// No walk that ends is longer: all streets, the harder way, and the straight pieces at both ends.
double longest_walk(const StreetNetwork& network, Ground ground) {
  double metres = 2 * std::max(network.spec().snap, network.spec().entry);
  const Graph& graph = network.graph(ground);
  for (std::size_t edge = 0; edge < graph.edge_count(); ++edge) {
    const Micrometres end = graph.edge(edge).length;
    metres += to_metres(std::max(graph.walk(edge, 0, end), graph.walk(edge, end, 0)));
  }
  return metres;
}

}  // namespace

WalkWays::WalkWays(const CatchmentPlaces& places, const Features& supply, const StreetNetwork& network, Ground ground,
                   double limit)
    : places_(places),
      network_(network),
      ground_(ground),
      supply_(network.walks_to(supply, ground)),
      bound_(inclusive(Metres{limit})),
      farthest_(std::min(limit, longest_walk(network, ground))),
      facility_of_row_(supply.layer().size(), 0) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < places.facilities.size(); ++i) {
    rows.push_back(places.facilities[i].row);
    facility_of_row_[rows.back()] = i;
  }
  starts_ = network.starts_of(supply.geometries(), rows);
  for (WalkStart& start : starts_) start.label = facility_of_row_[start.label];
  std::vector<Point> points;
  points.reserve(places.demands.size());
  for (const CatchmentPlaces::Demand& demand : places.demands) points.push_back(demand.place);
  joined_ = network.snap(points);
  walks_ = std::make_unique<WalkMap>(network.graph(ground), starts_);
}

const NearestWalks& WalkWays::at_least(std::size_t count) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [size, walks] : nearest_)
    if (size >= count || walks->is_complete()) return *walks;
  std::size_t size = first_count;
  while (size < count) size *= 4;
  return *(nearest_[size] = std::make_unique<NearestWalks>(network_.graph(ground_), starts_, size, bound_));
}

std::vector<Way> WalkWays::nearest(std::size_t demand, std::size_t count) const {
  const Point place = places_.demands[demand].place;
  std::vector<WalkMap::Reached> reached;
  if (count == 1) {
    if (const WalkMap::Reached nearest = walks_->at(joined_[demand]); nearest.distance <= bound_)
      reached.push_back(nearest);
  } else {
    reached = at_least(count).at(joined_[demand]);
  }
  if (supply_.inside)
    if (const std::int32_t area = supply_.inside->find(place); area != AreaLocator::nowhere) {
      const std::uint32_t facility = facility_of_row_[supply_.inside_row[static_cast<std::size_t>(area)]];
      std::erase_if(reached, [&](const WalkMap::Reached& one) { return one.label == facility; });
      reached.insert(reached.begin(), {0, facility});
    }
  if (reached.size() > count) reached.resize(count);
  std::vector<Way> ways;
  for (const WalkMap::Reached& one : reached) ways.push_back({one.label, walked_metres(one.distance)});
  return ways;
}

CatchmentWays::Fate WalkWays::fate(std::size_t demand) const {
  if (!joined_[demand].found()) return {"off_streets", NAN};
  const WalkMap::Reached nearest = walks_->at(joined_[demand]);
  if (nearest.label == WalkMap::nobody) return {"no_way", NAN};
  return {"too_far", walked_metres(nearest.distance)};
}

}  // namespace gapmap
