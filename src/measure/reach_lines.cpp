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

/// Splits a line by supply after supply; `piece(path, lacking)` is told of each piece and of the supplies (bit k for
/// supply k) that are too far from it.
template <typename Piece>
void split(const ReachTask& task, ReachCovers& covers, double metres, Path path, std::size_t supply,
           std::uint32_t lacking, const Piece& piece) {
  if (supply == task.supplies.size()) return piece(path, lacking);
  Geometries out(Shape::line), in(Shape::line);
  covers.within(metres, 1u << supply).cut_line(path, out, in);
  for (std::size_t k = 0; k < out.part_count(); ++k)
    split(task, covers, metres, out.part(k), supply + 1, lacking | 1u << supply, piece);
  for (std::size_t k = 0; k < in.part_count(); ++k) split(task, covers, metres, in.part(k), supply + 1, lacking, piece);
}

/// Every one of several supplies: what is served is what all of them reach.
void read_every(const ReachTask& task, ReachCovers& covers, double metres, std::uint32_t row, double per_metre,
                Reading& reading) {
  const std::string class_name = task.class_of(row);
  const Geometries& geometries = task.demand.geometries();
  for (std::size_t i = 0; i < task.scene.partitions.size(); ++i)
    for (std::size_t part = 0; part < geometries.parts_of(row); ++part)
      task.scene.partitions[i].cut_line(geometries.part(row, part), [&](std::size_t bucket, Path path) {
        double lost = 0;
        split(task, covers, metres, path, 0, 0, [&](Path piece, std::uint32_t lacking) {
          if (lacking == 0) return;
          lost += length(piece);
          if (i > 0 || length(piece) < on_limit) return;
          reading.gap->geometries.add_feature(piece);
          task.add_place(*reading.gap, row, bucket, per_metre * length(piece), NAN);
          reading.gap->texts("lacks").push_back(task.supply_names(lacking));
        });
        const double whole = length(path);
        reading.tallies[i].add(bucket, class_name, {per_metre * std::max(0.0, whole - lost), per_metre * whole});
      });
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
    const double per_metre = amount_of(task.demand, task.weight, row) / whole;
    if (task.is_every_of_several()) {
      read_every(task, covers, metres, row, per_metre, reading);
      continue;
    }
    const Cover& cover = covers.within(metres);
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
