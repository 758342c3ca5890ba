// SPDX-License-Identifier: MIT
#include "measure/feature_places.h"

#include <map>
#include <vector>

#include "measure/unit_join.h"

namespace gapmap {
namespace {

/// The pieces of one line by bucket, each of as many parts as the border leaves.
std::map<std::size_t, Geometries> cut_line(const Geometries& lines, std::uint32_t row, const Partition& partition) {
  std::map<std::size_t, Geometries> pieces;
  for (std::size_t part = 0; part < lines.parts_of(row); ++part)
    partition.cut_line(lines.part(row, part), [&](std::size_t bucket, Path path) {
      pieces.try_emplace(bucket, Shape::line).first->second.add_part(path);
    });
  for (auto& [bucket, piece] : pieces) piece.end_feature();
  return pieces;
}

}  // namespace

PlaceList feature_places(const Features& features, std::span<const std::uint32_t> rows, const Weight& weight,
                         const Column* classes, const Scene& scene) {
  const Partition& partition = scene.partitions.front();
  const Geometries& geometries = features.geometries();
  const bool has_geometry = features.layer().has_geometry();
  const bool is_cut = has_geometry && geometries.shape() != Shape::point && !features.role->spec->at_point &&
                      weight.amount.what != Amount::What::count;
  PlaceList places;
  places.geometries = Geometries(geometries.shape());
  const auto add = [&](std::uint32_t row, std::size_t bucket, double share) {
    places.add(features.layer().ids[row], bucket, classes ? classes->text(row) : "",
               amount_of(features, weight, row) * share);
  };
  const UnitJoin units(features, partition);
  std::vector<std::uint32_t> areas;
  for (const std::uint32_t row : rows) {
    if (is_cut && features.is_placed(row)) {
      if (geometries.shape() == Shape::area) {
        areas.push_back(row);
        continue;
      }
      const double whole = length_of(geometries, row);
      for (const auto& [bucket, piece] : cut_line(geometries, row, partition)) {
        if (!(whole > 0)) continue;
        places.geometries.add_feature(piece, 0);
        add(row, bucket, length_of(piece, 0) / whole);
      }
      continue;
    }
    if (has_geometry) places.geometries.add_feature(geometries, row);
    add(row, units.bucket_of(row), 1);
  }
  if (areas.empty()) return places;
  const Partition::Pieces pieces = partition.cut_areas(geometries, areas, scene.jobs);
  for (std::size_t i = 0; i < pieces.row.size(); ++i) {
    const double whole = area_of(geometries, pieces.row[i]);
    if (!(whole > 0)) continue;
    places.geometries.add_feature(pieces.areas, i);
    add(pieces.row[i], pieces.bucket[i], area_of(pieces.areas, i) / whole);
  }
  return places;
}

}  // namespace gapmap
