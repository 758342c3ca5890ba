// SPDX-License-Identifier: MIT
#include "measure/reach_serve.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"
#include "geo/cell_grid.h"
#include "geo/nearest.h"
#include "measure/reach_points.h"
#include "measure/reach_walk.h"
#include "measure/reach_walk_serve.h"
#include "measure/street_network.h"

namespace gapmap {
namespace {

SiteDemand demand(const Requirement& way, const Scene& scene) {
  const ReachTask task(way, scene);
  if (!task.is_in_places())
    throw Error(
        Fault::usage,
        {"只有点状需求可以选址；这项标准的需求是线或面",
         "sites serve demand in points; the demand of this standard is lines or areas"},
        {"给需求图层写 at = \"point\"，或换成居民点", "write at = \"point\" for the demand layer, or use homes"});
  if (task.needs_every && task.supplies.size() > 1)
    throw Error(Fault::usage,
                {"这项标准要求多种设施都到位，一次只能为一种设施选址",
                 "this standard needs every one of several supplies; sites are for one kind"},
                {"为要新建的那一种设施单写一项标准", "write a standard of its own for the kind to be built"});
  SiteDemand all;
  all.amount_unit = task.weight.unit(true);
  const Partition& partition = scene.partitions.front();
  for (const ReachPlace& place : is_reach_walk(way) ? walk_places(task) : reach_places(task)) {
    const std::size_t bucket = partition.locate(place.point);
    if (place.amount <= 0 || (bucket == partition.outside() && !partition.is_whole())) continue;
    all.place.push_back(place.point);
    all.feature.push_back(task.demand.layer().ids[place.row]);
    all.bucket.push_back(bucket);
    all.amount.push_back(place.amount);
    const double limit = task.limit_of(task.class_of(place.row));
    all.limit.push_back(is_reach_walk(way) ? scene.streets().metres_of(task.limit, limit) : limit);
    all.standing.push_back(place.distance);
  }
  return all;
}

/// Candidates near a point: their edges by grid cell, and for areas what contains the point.
class NearCandidates {
 public:
  explicit NearCandidates(const Geometries& candidates) : candidates_(candidates) {
    Box box;
    for (std::size_t row = 0; row < candidates.size(); ++row) {
      boxes_.push_back(candidates.box(row));
      box.add(boxes_.back());
    }
    if (box.empty()) return;
    for_each_edge([&](Point a, Point b, std::uint32_t row) { edges_.push_back({a, b, row}); });
    grid_ = CellGrid(box, edges_.size());
    grid_.fill([&](auto&& emit) {
      for (std::size_t i = 0; i < edges_.size(); ++i) emit(edges_[i].a, edges_[i].b, static_cast<std::uint32_t>(i));
    });
  }

  /// Appends (candidate, metres) of all that are no farther than `reach`, ascending.
  void find(Point p, double reach, std::vector<std::pair<std::uint32_t, double>>& found) const {
    found.clear();
    if (edges_.empty() || !(reach >= 0)) return;
    const std::int64_t left = grid_.column_of(p.x - reach), right = grid_.column_of(p.x + reach);
    const std::int64_t high = grid_.row_of(p.y + reach);
    for (std::int64_t y = grid_.row_of(p.y - reach); y <= high; ++y)
      for (std::int64_t x = left; x <= right; ++x)
        for (const std::uint32_t item : grid_.items(grid_.index(x, y))) {
          const double metres = distance(p, edges_[item].a, edges_[item].b);
          if (metres <= reach) found.push_back({edges_[item].row, metres});
        }
    if (candidates_.shape() == Shape::area)
      for (std::uint32_t row = 0; row < boxes_.size(); ++row)
        if (boxes_[row].contains(p) && contains(row, p)) found.push_back({row, 0});
    std::sort(found.begin(), found.end());
    const auto same_row = [](const auto& a, const auto& b) { return a.first == b.first; };
    found.erase(std::unique(found.begin(), found.end(), same_row), found.end());
  }

 private:
  struct Edge {
    Point a, b;
    std::uint32_t row;
  };

  template <typename Visit>
  void for_each_edge(Visit&& visit) const {
    for (std::size_t row = 0; row < candidates_.size(); ++row)
      for (std::size_t i = 0; i < candidates_.parts_of(row); ++i) {
        const Path part = candidates_.part(row, i);
        if (part.size() == 1) visit(part[0], part[0], static_cast<std::uint32_t>(row));
        for (std::size_t k = 1; k < part.size(); ++k) visit(part[k - 1], part[k], static_cast<std::uint32_t>(row));
      }
  }

  /// Even-odd rule over all rings of a polygon.
  bool contains(std::uint32_t row, Point p) const {
    bool is_inside = false;
    for (std::size_t i = 0; i < candidates_.parts_of(row); ++i) {
      const Path ring = candidates_.part(row, i);
      for (std::size_t k = 1; k < ring.size(); ++k) {
        const Point a = ring[k - 1], b = ring[k];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) is_inside = !is_inside;
      }
    }
    return is_inside;
  }

  const Geometries& candidates_;
  std::vector<Box> boxes_;
  std::vector<Edge> edges_;
  CellGrid grid_;
};

SitePairs pairs(const Requirement& way, const Scene& scene, const SiteDemand& demand, const Geometries& candidates,
                std::span<const double> reach) {
  if (is_reach_walk(way)) return walk_pairs(way, scene, demand, candidates, reach);
  constexpr std::size_t chunk = 1024;
  const NearCandidates near(candidates);
  std::vector<SitePairs> chunks((demand.size() + chunk - 1) / chunk);
  for_each_chunk(demand.size(), chunk, scene.jobs, [&](std::size_t begin, std::size_t end) {
    SitePairs& into = chunks[begin / chunk];
    std::vector<std::pair<std::uint32_t, double>> found;
    for (std::size_t i = begin; i < end; ++i) {
      near.find(demand.place[i], reach[i] + on_limit, found);
      for (const auto& [candidate, metres] : found) {
        into.candidate.push_back(candidate);
        into.distance.push_back(metres);
      }
      into.begin.push_back(into.candidate.size());
    }
  });
  SitePairs all;
  all.begin.reserve(demand.size() + 1);
  for (const SitePairs& part : chunks) {
    const std::size_t offset = all.candidate.size();
    all.candidate.insert(all.candidate.end(), part.candidate.begin(), part.candidate.end());
    all.distance.insert(all.distance.end(), part.distance.begin(), part.distance.end());
    for (std::size_t i = 1; i < part.begin.size(); ++i) all.begin.push_back(offset + part.begin[i]);
  }
  return all;
}

Requirement with(const Requirement& way, const std::string& role) {
  Requirement extended = way;
  auto supplies = reach_supplies(way);
  Selection sites;
  sites.layer = role;
  supplies.push_back(sites);
  extended.parameters["supply"] = std::move(supplies);
  return extended;
}

std::vector<Selection> supply(const Requirement& way) { return reach_supplies(way); }

}  // namespace

bool SiteDemand::is_served(std::size_t piece) const { return standing[piece] <= limit[piece] + on_limit; }

const Serve reach_serve{demand, pairs, with, supply};

}  // namespace gapmap
