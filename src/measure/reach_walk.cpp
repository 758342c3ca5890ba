// SPDX-License-Identifier: MIT
#include "measure/reach_walk.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"
#include "measure/detour_tally.h"
#include "measure/reach_points.h"
#include "measure/reach_walk_lines.h"
#include "measure/walk_notes.h"
#include "measure/walk_streets.h"
#include "measure/walk_task.h"

namespace gapmap {
namespace {

/// One place with all that is known of its walk; `place.distance` is to the supply as the crow flies.
struct Walker {
  ReachPlace place;
  Snapped snapped;
  WalkTask::Decision decision;

  double walk() const { return decision.walk >= unreachable ? NAN : walked_metres(decision.walk); }
  const char* reason() const {
    if (!snapped.found()) return "off_streets";
    return decision.walk >= unreachable ? "no_way" : "too_far";
  }
};

std::vector<Walker> walkers_of(const WalkTask& task) {
  std::vector<Walker> walkers;
  std::vector<Point> points;
  for (const ReachPlace& place : reach_places(task.reach)) {
    points.push_back(place.point);
    walkers.push_back({place, {}, {}});
  }
  const std::vector<Snapped> snapped = task.network.snap(points);
  for_each_chunk(walkers.size(), 4096, task.reach.scene.jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      walkers[i].snapped = snapped[i];
      walkers[i].decision = task.decide(points[i], snapped[i]);
    }
  });
  return walkers;
}

/// A place list with what walking adds to it, column by column.
class WalkerList {
 public:
  WalkerList(const WalkTask& walk, PlaceList& list) : task_(walk.reach), list_(list) {
    if (task_.limit.unit == Limit::Unit::minutes) metres_in_minute_ = walk.network.metres_of(task_.limit, 1);
    list_.geometries = Geometries(Shape::point);
    list_.more = {{"reason", Texts{}, {}},
                  {"nearest", Integers{}, {}},
                  {"straight", Numbers{}, {}},
                  {"to_street", Numbers{}, {}}};
    if (metres_in_minute_ > 0) list_.more.push_back({"minutes", Numbers{}, {}});
    if (task_.is_every_of_several()) list_.texts("lacks");
  }

  /// `lacking` are the supplies that are too far, where every one of several is needed.
  void add(const Walker& walker, std::size_t bucket, std::uint32_t lacking) {
    list_.geometries.add_point(walker.place.point);
    task_.add_place(list_, walker.place.row, bucket, walker.place.amount, walker.walk());
    std::get<Texts>(list_.more[0].values).emplace_back(walker.reason());
    std::get<Integers>(list_.more[1].values).push_back(walker.decision.nearest);
    if (walker.decision.nearest < 0) without_.push_back(list_.size() - 1);
    std::get<Numbers>(list_.more[2].values)
        .push_back(std::isfinite(walker.place.distance) ? walker.place.distance : NAN);
    std::get<Numbers>(list_.more[3].values)
        .push_back(walker.snapped.found() ? to_metres(walker.snapped.straight) : NAN);
    if (metres_in_minute_ > 0) std::get<Numbers>(list_.more[4].values).push_back(walker.walk() / metres_in_minute_);
    if (task_.is_every_of_several()) list_.texts("lacks").push_back(task_.supply_names(lacking));
  }

  /// Marks what is missing, once the columns have their length.
  void finish() {
    for (const std::size_t place : without_) list_.more[1].set_missing(place);
  }

 private:
  const ReachTask& task_;
  PlaceList& list_;
  double metres_in_minute_ = 0;  ///< where the limit is in minutes
  std::vector<std::size_t> without_;
};

void reach_walk_places(const WalkTask& task, Reading& reading) {
  const std::vector<Walker> walkers = walkers_of(task);
  WalkNotes notes(task.network);
  for (const Walker& walker : walkers)
    notes.add(walker.place.point, task.reach.demand.layer().ids[walker.place.row], walker.place.amount, walker.snapped,
              walker.decision.walk < unreachable);
  notes.write(*task.reach.demand.role, reading.issues);
  const std::vector<Partition>& partitions = task.reach.scene.partitions;
  WalkReading& walk = *reading.walk;
  DetourTally detours(partitions.front());
  WalkerList gap(task, *reading.gap), hidden(task, walk.hidden);
  for (const Walker& walker : walkers) {
    const std::string class_name = task.reach.class_of(walker.place.row);
    const Micrometres limit = inclusive(Metres{task.limit_of(class_name)});
    const double amount = walker.place.amount;
    const bool is_served = walker.decision.walk <= limit;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      const std::size_t bucket = partitions[i].locate(walker.place.point);
      reading.tallies[i].add(bucket, class_name, {is_served ? amount : 0, amount});
      if (i > 0 || amount <= 0) continue;
      const bool is_near = std::isfinite(walker.place.distance) && to_micrometres(walker.place.distance) <= limit;
      detours.add({walker.place.point, bucket, amount, walker.place.distance, walker.walk(), is_near, is_served});
      if (is_served) continue;
      const bool is_every = task.reach.is_every_of_several();
      const std::uint32_t lacking = is_every ? task.lacking(walker.place.point, walker.snapped, limit) : 0;
      gap.add(walker, bucket, lacking);
      if (is_near) hidden.add(walker, bucket, lacking);
    }
  }
  gap.finish();
  hidden.finish();
  detours.write(walk);
}

}  // namespace

std::vector<ReachPlace> walk_places(const ReachTask& task) {
  std::vector<ReachPlace> places;
  for (const Walker& walker : walkers_of(WalkTask(task))) {
    places.push_back(walker.place);
    places.back().distance = walked_metres(walker.decision.walk);
  }
  return places;
}

void reach_walk(const ReachTask& task, Reading& reading) {
  const WalkTask walk(task);
  walk.note_supplies(reading.issues);
  reading.walk.emplace();
  reading.walk->streets = reached_streets(walk);
  if (task.is_in_places()) return reach_walk_places(walk, reading);
  if (task.demand.geometries().shape() == Shape::line) return reach_walk_lines(walk, reading);
  throw Error(Fault::plan,
              say("面状需求“{}”沿街步行时要有确定的位置", "areas of demand (\"{}\") need a place to walk from",
                  task.demand.role->spec->role),
              {"给该图层写 at = \"point\"（人数落在面内一点），或用居民点图层",
               "write at = \"point\" for the layer (its people sit at a point inside), or use a layer of points"});
}

}  // namespace gapmap
