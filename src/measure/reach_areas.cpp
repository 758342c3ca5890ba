// SPDX-License-Identifier: MIT
#include "measure/reach_areas.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <tuple>

#include "base/error.h"
#include "base/parallel.h"
#include "measure/reach_covers.h"

namespace gapmap {
namespace {

constexpr Metres chord_tolerance{0.1};   // of drawn gaps; nothing is counted on them
constexpr SquareMetres smallest_gap{1};  // smaller slivers are not drawn

/// A drawn piece, and the supplies (bit k for supply k) that are too far from it.
struct Drawn {
  Geometries shapes;
  std::vector<double> area;  ///< m2 of each
  std::uint32_t lacking;
};

/// What all of the supplies cover, exactly: covers of unions are exact, and the area in all of several regions is the
/// alternating sum of the areas in the unions of their subsets (inclusion and exclusion).
std::vector<double> covered_by_every(const ReachTask& task, ReachCovers& covers, double metres,
                                     const Geometries& areas) {
  std::vector<double> covered(areas.size(), 0);
  for (std::uint32_t set = 1; set < 1u << task.supplies.size(); ++set) {
    const std::vector<double> in_any = covers.within(metres, set).covered_areas(areas, task.scene.jobs);
    const double sign = std::popcount(set) % 2 == 1 ? 1 : -1;
    for (std::size_t k = 0; k < covered.size(); ++k) covered[k] += sign * in_any[k];
  }
  return covered;
}

/// Splits a piece by supply after supply, for drawing.
void split(const std::vector<const Cover*>& covers, const Geometries& areas, std::size_t feature, std::size_t supply,
           std::uint32_t lacking, std::vector<Drawn>& drawn, double& dropped) {
  const Cover::Traced traced = covers[supply]->trace(areas, feature, chord_tolerance, smallest_gap);
  dropped += traced.dropped;
  const std::tuple<const Geometries*, const std::vector<double>*, std::uint32_t> sides[] = {
      {&traced.gap, &traced.gap_area, lacking | 1u << supply}, {&traced.served, &traced.served_area, lacking}};
  for (const auto& [shapes, area, lacks] : sides) {
    if (supply + 1 == covers.size())
      drawn.push_back({*shapes, *area, lacks});
    else
      for (std::size_t n = 0; n < shapes->size(); ++n) split(covers, *shapes, n, supply + 1, lacks, drawn, dropped);
  }
}

void read_pieces(const ReachTask& task, ReachCovers& covers, double metres, const Partition::Pieces& pieces,
                 std::size_t partition, Reading& reading) {
  const bool is_every = task.is_every_of_several();
  const std::vector<double> covered = is_every ? covered_by_every(task, covers, metres, pieces.areas)
                                               : covers.within(metres).covered_areas(pieces.areas, task.scene.jobs);
  std::vector<double> per_area(pieces.row.size());
  for (std::size_t k = 0; k < pieces.row.size(); ++k) {
    const double whole = area_of(pieces.areas, k), own = area_of(task.demand.geometries(), pieces.row[k]);
    per_area[k] = own > 0 ? amount_of(task.demand, task.weight, pieces.row[k]) / own : 0;
    reading.tallies[partition].add(pieces.bucket[k], task.class_of(pieces.row[k]),
                                   {per_area[k] * std::clamp(covered[k], 0.0, whole), per_area[k] * whole});
  }
  if (partition > 0) return;
  std::vector<const Cover*> drawn_by;
  if (is_every)
    for (std::size_t k = 0; k < task.supplies.size(); ++k) drawn_by.push_back(&covers.within(metres, 1u << k));
  else
    drawn_by.push_back(&covers.within(metres));
  std::vector<std::vector<Drawn>> drawn(pieces.row.size());
  std::vector<double> dropped(drawn.size(), 0);
  for_each_index(drawn.size(), task.scene.jobs,
                 [&](std::size_t k) { split(drawn_by, pieces.areas, k, 0, 0, drawn[k], dropped[k]); });
  for (std::size_t k = 0; k < drawn.size(); ++k) {
    reading.dropped += dropped[k];
    for (const auto& [shapes, area, lacking] : drawn[k]) {
      PlaceList& list = lacking ? *reading.gap : *reading.served;
      for (std::size_t n = 0; n < shapes.size(); ++n) {
        list.geometries.add_feature(shapes, n);
        task.add_place(list, pieces.row[k], pieces.bucket[k], per_area[k] * area[n], NAN);
        if (is_every && lacking) list.texts("lacks").push_back(task.supply_names(lacking));
      }
    }
  }
}

}  // namespace

void reach_areas(const ReachTask& task, Reading& reading) {
  if (task.is_every_of_several() && task.supplies.size() > most_every_of_areas)
    throw Error(Fault::plan,
                say("面状需求最多同时要求 {} 种供给，这里有 {} 种",
                    "demand over areas can need every one of {} supplies at most, here are {}", most_every_of_areas,
                    task.supplies.size()),
                {"分成几个标准", "write several standards"});
  ReachCovers covers(task);
  // Of several supplies each of the sums that alternate has this error.
  reading.error_bound =
      cover_error * (task.is_every_of_several() ? std::ldexp(1.0, static_cast<int>(task.supplies.size())) : 1);
  reading.gap->geometries = Geometries(Shape::area);
  reading.served.emplace();
  reading.served->geometries = Geometries(Shape::area);
  const std::vector<Partition>& partitions = task.scene.partitions;
  if (task.limit.by.empty()) {
    for (std::size_t i = 0; i < partitions.size(); ++i)
      read_pieces(task, covers, task.limit.value, task.demand.cut(partitions[i], task.scene.jobs), i, reading);
    return;
  }
  std::map<double, std::vector<std::uint32_t>> rows_by_limit;
  for (const std::uint32_t row : task.demand.rows)
    if (const double metres = task.limit_of(task.class_of(row)); metres >= 0) rows_by_limit[metres].push_back(row);
  for (const auto& [metres, rows] : rows_by_limit)
    for (std::size_t i = 0; i < partitions.size(); ++i)
      read_pieces(task, covers, metres, partitions[i].cut_areas(task.demand.geometries(), rows, task.scene.jobs), i,
                  reading);
}

}  // namespace gapmap
