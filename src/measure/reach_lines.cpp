// SPDX-License-Identifier: MIT
#include "measure/reach_lines.h"

#include <algorithm>
#include <cmath>

#include "measure/reach_covers.h"

namespace gapmap {
namespace {

void add_gap(const ReachTask& task, const Cover& cover, std::uint32_t row, std::size_t bucket, Path path,
             double per_metre, PlaceList& gap) {
  Geometries uncovered(Shape::line), covered(Shape::line);
  cover.cut_line(path, uncovered, covered);
  for (std::size_t k = 0; k < uncovered.part_count(); ++k) {
    const Path part = uncovered.part(k);
    if (length(part) < on_limit) continue;
    gap.geometries.add_feature(part);
    task.add_place(gap, row, bucket, per_metre * length(part), NAN);
  }
}

}  // namespace

void reach_lines(const ReachTask& task, Reading& reading) {
  ReachCovers covers(task);
  reading.error_bound = cover_error;
  reading.gap->geometries = Geometries(Shape::line);
  const Geometries& geometries = task.demand.geometries();
  for (const std::uint32_t row : task.demand.rows) {
    const std::string class_name = task.class_of(row);
    const double metres = task.limit_of(class_name);
    const double whole = length_of(geometries, row);
    if (metres < 0 || whole <= 0) continue;
    const Cover& cover = covers.within(metres);
    const double per_metre = amount_of(task.demand, task.weight, row) / whole;
    for (std::size_t i = 0; i < task.scene.partitions.size(); ++i)
      for (std::size_t part = 0; part < geometries.parts_of(row); ++part)
        task.scene.partitions[i].cut_line(geometries.part(row, part), [&](std::size_t bucket, Path path) {
          const double long_ = length(path), covered = std::min(cover.covered_length(path), long_);
          reading.tallies[i].add(bucket, class_name, {per_metre * covered, per_metre * long_});
          if (i == 0 && covered < long_ * (1 - cover_error))
            add_gap(task, cover, row, bucket, path, per_metre, *reading.gap);
        });
  }
}

}  // namespace gapmap
