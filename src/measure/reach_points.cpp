// SPDX-License-Identifier: MIT
#include "measure/reach_points.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "geo/nearest.h"

namespace gapmap {
namespace {

std::vector<ReachPlace> places_of(const ReachTask& task) {
  std::vector<ReachPlace> places;
  places.reserve(task.demand.rows.size());
  const Geometries& geometries = task.demand.geometries();
  for (const std::uint32_t row : task.demand.rows) {
    if (geometries.is_null(row) || task.limit_of(task.class_of(row)) < 0) continue;
    const double amount = amount_of(task.demand, task.weight, row);
    if (geometries.shape() != Shape::point) {
      places.push_back({label_point(geometries, row), row, amount, 0});
      continue;
    }
    const std::size_t points = geometries.parts_of(row);
    for (std::size_t i = 0; i < points; ++i)
      places.push_back({geometries.part(row, i)[0], row, amount / static_cast<double>(points), 0});
  }
  return places;
}

/// Distance that decides: to the nearest supply, or where every one is needed to the farthest of the nearest. `hits`
/// are those of the place before, one an index.
double deciding_distance(const std::vector<Nearest>& indexes, bool needs_every, Point p,
                         std::vector<Nearest::Hit>& hits) {
  double decided = needs_every ? 0 : std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < indexes.size(); ++k) {
    hits[k] = indexes[k].find(p, hits[k]);
    const double metres = hits[k].distance;
    decided = needs_every ? std::max(decided, metres) : std::min(decided, metres);
  }
  return decided;
}

/// The supplies that are too far from a place, by name.
class Lacking {
 public:
  explicit Lacking(const ReachTask& task) : task_(task) {
    if (!task.is_every_of_several()) return;
    for (const Features& supply : task.supplies) indexes_.emplace_back(supply.geometries(), supply.rows);
  }

  void note(PlaceList& gap, Point p, double limit) const {
    if (indexes_.empty()) return;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < indexes_.size(); ++i)
      if (indexes_[i].find(p).distance > limit + on_limit) names.push_back(task_.supply_name(i));
    gap.texts("lacks").push_back(join(names, "、"));
  }

 private:
  const ReachTask& task_;
  std::vector<Nearest> indexes_;
};

}  // namespace

std::vector<ReachPlace> reach_places(const ReachTask& task) {
  std::vector<Nearest> indexes;
  for (const Features& supply : task.supplies) indexes.emplace_back(supply.geometries(), supply.rows);
  std::vector<ReachPlace> places = places_of(task);
  for_each_chunk(places.size(), 4096, task.scene.jobs, [&](std::size_t begin, std::size_t end) {
    std::vector<Nearest::Hit> hits(indexes.size());
    for (std::size_t i = begin; i < end; ++i)
      places[i].distance = deciding_distance(indexes, task.needs_every, places[i].point, hits);
  });
  return places;
}

void reach_points(const ReachTask& task, Reading& reading) {
  reading.gap->geometries = Geometries(Shape::point);
  const Geometries& geometries = task.demand.geometries();
  std::vector<const std::vector<std::uint32_t>*> buckets;
  for (const Partition& partition : task.scene.partitions)
    buckets.push_back(&task.demand.buckets(partition, task.scene.jobs));
  const Lacking lacking(task);
  for (const ReachPlace& place : reach_places(task)) {
    const std::string class_name = task.class_of(place.row);
    const bool is_served = place.distance <= task.limit_of(class_name) + on_limit;
    const bool is_scattered = geometries.shape() == Shape::point && geometries.parts_of(place.row) > 1;
    for (std::size_t i = 0; i < task.scene.partitions.size(); ++i) {
      const std::size_t bucket = is_scattered ? task.scene.partitions[i].locate(place.point) : (*buckets[i])[place.row];
      reading.tallies[i].add(bucket, class_name, {is_served ? place.amount : 0, place.amount});
      if (i > 0 || is_served || place.amount <= 0) continue;
      reading.gap->geometries.add_point(place.point);
      task.add_place(*reading.gap, place.row, bucket, place.amount,
                     std::isfinite(place.distance) ? place.distance : NAN);
      lacking.note(*reading.gap, place.point, task.limit_of(class_name));
    }
  }
}

}  // namespace gapmap
