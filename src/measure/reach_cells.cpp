// SPDX-License-Identifier: MIT
#include "measure/reach_cells.h"

#include <algorithm>
#include <cmath>

#include "geo/nearest_around.h"
#include "measure/cell_gaps.h"
#include "measure/cell_pass.h"

namespace gapmap {
namespace {

constexpr std::size_t most_gaps = 500'000;  // places of a gap that a map still opens with

/// People of a bucket. Who is served is the difference, so that none unserved means all served, to the last digit.
struct People {
  ExactSum whole, unserved;
  void add(const People& other) {
    whole.add(other.whole);
    unserved.add(other.unserved);
  }
};

struct BlockFound {
  std::vector<BucketSums<People>> sums;  ///< one a partition
  CellGaps::Found gaps;
};

/// Looks at the cells of one block after the other. One a block, on one thread.
class CellReach {
 public:
  CellReach(const ReachTask& task, const std::vector<Nearest>& indexes)
      : task_(task), limit_(task.limit.value), buckets_(task.scene.partitions.size()) {
    for (const Nearest& index : indexes) around_.emplace_back(index);
  }

  BlockFound look(const CellBlock& block) {
    BlockFound found{std::vector<BucketSums<People>>(buckets_.size()),
                     CellGaps::Found(task_.demand.role->cells->columns())};
    for (std::size_t tile = 0; tile < block.tiles(); ++tile) look_at_tile(block, tile, found);
    return found;
  }

 private:
  void look_at_tile(const CellBlock& block, std::size_t tile, BlockFound& found) {
    const std::uint32_t first = block.square_begin[block.tile_begin[tile]],
                        last = block.square_begin[block.tile_begin[tile + 1]];
    const Box box = box_of_cells(block, first, last);
    for (std::size_t p = 0; p < buckets_.size(); ++p) {
      locate_cells(task_.scene.partitions[p], block, tile, box, buckets_[p]);
      for (std::uint32_t i = first; i < last; ++i) found.sums[p].of(buckets_[p][i - first]).whole.add(block.people[i]);
    }
    for (NearestAround& around : around_) around.gather(box);
    if (is_all_served()) return;
    for (std::uint32_t square = block.tile_begin[tile]; square < block.tile_begin[tile + 1]; ++square)
      look_at_square(block, block.square_begin[square], block.square_begin[square + 1], first, found);
  }

  void look_at_square(const CellBlock& block, std::uint32_t begin, std::uint32_t end, std::uint32_t first_of_tile,
                      BlockFound& found) {
    // A few cells are measured sooner than sieved for.
    if (end - begin > 2) {
      const Box box = box_of_cells(block, begin, end);
      for (NearestAround& around : around_) around.narrow(box);
      if (is_all_served()) return;
    } else {
      for (NearestAround& around : around_) around.widen();
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      std::uint32_t lacking = 0;
      const double distance = deciding_distance(block.centre[i], lacking);
      if (distance <= limit_ + on_limit) continue;
      for (std::size_t p = 0; p < buckets_.size(); ++p)
        found.sums[p].of(buckets_[p][i - first_of_tile]).unserved.add(block.people[i]);
      found.gaps.add({block.centre[i], block.people[i], distance, block.id[i], buckets_[0][i - first_of_tile],
                      task_.is_every_of_several() ? lacking : 0});
    }
    found.gaps.end_square();
  }

  bool is_all_served() const {
    const auto is_near = [&](const NearestAround& around) { return around.farthest() <= limit_; };
    return task_.needs_every ? std::all_of(around_.begin(), around_.end(), is_near)
                             : std::any_of(around_.begin(), around_.end(), is_near);
  }

  /// To the nearest supply, or where every one is needed to the farthest of the nearest.
  double deciding_distance(Point p, std::uint32_t& lacking) const {
    double decided = task_.needs_every ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < around_.size(); ++k) {
      const double metres = around_[k].distance(p);
      if (metres > limit_ + on_limit) lacking |= 1u << k;
      decided = task_.needs_every ? std::max(decided, metres) : std::min(decided, metres);
    }
    return decided;
  }

  const ReachTask& task_;
  double limit_;
  std::vector<NearestAround> around_;
  std::vector<std::vector<std::uint32_t>> buckets_;  // of the cells of a tile, one a partition
};

void note_squares(const ReachTask& task, int side, Issues& issues) {
  if (side == 1) return;
  const LayerSpec& spec = *task.demand.role->spec;
  issues.push_back({"V103",
                    Severity::note,
                    spec.role,
                    spec.source,
                    "",
                    say("未被服务的像元超过 {} 个：缺口按 {}×{} 像元的方格合并显示，人数不变，距离取格内最远",
                        "more than {} cells are unserved: gaps are shown together by squares of {} x {} cells, with "
                        "all their people and the farthest distance",
                        grouped(most_gaps), side, side),
                    {}});
}

}  // namespace

void reach_cells(const ReachTask& task, Reading& reading) {
  std::vector<Nearest> indexes;
  for (const Features& supply : task.supplies) indexes.emplace_back(supply.geometries(), supply.rows);
  const RoleData& role = *task.demand.role;
  std::vector<BucketSums<People>> sums(task.scene.partitions.size());
  CellGaps gaps(role.cells->columns(), most_gaps);
  const std::size_t lost = pass_over_cells(
      role, task.scene.jobs, task.scene.progress,
      [&](const CellBlock& block) { return CellReach(task, indexes).look(block); },
      [&](const BlockFound& found) {
        for (std::size_t p = 0; p < sums.size(); ++p) sums[p].add(found.sums[p]);
        gaps.add(found.gaps);
      });
  note_lost_cells(role, lost, reading.issues);
  for (std::size_t p = 0; p < sums.size(); ++p)
    for (const auto& [bucket, people] : sums[p].all()) {
      ExactSum served = people.whole;
      served.subtract(people.unserved);
      reading.tallies[p].add(bucket, "", {served.value(), people.whole.value()});
    }
  PlaceList& list = *reading.gap;
  list.geometries = Geometries(Shape::point);
  for (const CellGaps::Place& place : gaps.finish()) {
    list.geometries.add_point(place.at);
    list.add(place.id, place.bucket, "", place.people, std::isfinite(place.distance) ? place.distance : NAN);
    if (task.is_every_of_several()) list.texts("lacks").push_back(task.supply_names(place.lacking));
  }
  note_squares(task, gaps.side(), reading.issues);
}

}  // namespace gapmap
