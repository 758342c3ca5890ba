// SPDX-License-Identifier: MIT
#include "measure/reach_areas.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/parallel.h"
#include "measure/reach_covers.h"

namespace gapmap {
namespace {

constexpr Metres chord_tolerance{0.1};   // of drawn gaps; nothing is counted on them
constexpr SquareMetres smallest_gap{1};  // smaller slivers are not drawn

void read_pieces(const ReachTask& task, const Cover& cover, const Partition::Pieces& pieces, std::size_t partition,
                 Reading& reading) {
  const std::vector<double> covered = cover.covered_areas(pieces.areas, task.scene.jobs);
  std::vector<double> per_area(pieces.row.size());
  for (std::size_t k = 0; k < pieces.row.size(); ++k) {
    const double whole = area_of(pieces.areas, k), own = area_of(task.demand.geometries(), pieces.row[k]);
    per_area[k] = own > 0 ? amount_of(task.demand, task.weight, pieces.row[k]) / own : 0;
    reading.tallies[partition].add(pieces.bucket[k], task.class_of(pieces.row[k]),
                                   {per_area[k] * std::clamp(covered[k], 0.0, whole), per_area[k] * whole});
  }
  if (partition > 0) return;
  std::vector<Cover::Traced> traced(pieces.row.size());
  for_each_index(traced.size(), task.scene.jobs,
                 [&](std::size_t k) { traced[k] = cover.trace(pieces.areas, k, chord_tolerance, smallest_gap); });
  for (std::size_t k = 0; k < traced.size(); ++k) {
    reading.dropped += traced[k].dropped;
    for (auto [list, shapes] :
         {std::pair(&*reading.gap, &traced[k].gap), std::pair(&*reading.served, &traced[k].served)})
      for (std::size_t n = 0; n < shapes->size(); ++n) {
        list->geometries.add_feature(*shapes, n);
        task.add_place(*list, pieces.row[k], pieces.bucket[k], per_area[k] * area_of(*shapes, n), NAN);
      }
  }
}

}  // namespace

void reach_areas(const ReachTask& task, Reading& reading) {
  ReachCovers covers(task);
  reading.error_bound = cover_error;
  reading.gap->geometries = Geometries(Shape::area);
  reading.served.emplace();
  reading.served->geometries = Geometries(Shape::area);
  const std::vector<Partition>& partitions = task.scene.partitions;
  if (task.limit.by.empty()) {
    for (std::size_t i = 0; i < partitions.size(); ++i)
      read_pieces(task, covers.within(task.limit.value), task.demand.cut(partitions[i], task.scene.jobs), i, reading);
    return;
  }
  std::map<double, std::vector<std::uint32_t>> rows_by_limit;
  for (const std::uint32_t row : task.demand.rows)
    if (const double metres = task.limit_of(task.class_of(row)); metres >= 0) rows_by_limit[metres].push_back(row);
  for (const auto& [metres, rows] : rows_by_limit)
    for (std::size_t i = 0; i < partitions.size(); ++i)
      read_pieces(task, covers.within(metres), partitions[i].cut_areas(task.demand.geometries(), rows, task.scene.jobs),
                  i, reading);
}

}  // namespace gapmap
