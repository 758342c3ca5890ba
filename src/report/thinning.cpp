// SPDX-License-Identifier: MIT
#include "report/thinning.h"

#include <cmath>
#include <map>

#include "geo/nearest.h"

namespace gapmap {
namespace {

using CellMembers = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>>;

CellMembers members_of(const Geometries& points, double side) {
  CellMembers members;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points.is_null(i)) continue;
    const Point p = points.part(i, 0)[0];
    members[{static_cast<std::int64_t>(std::floor(p.y / side)), static_cast<std::int64_t>(std::floor(p.x / side))}]
        .push_back(static_cast<std::uint32_t>(i));
  }
  return members;
}

void mark(Path path, double tolerance, std::vector<bool>& kept) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, path.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = tolerance;
    std::size_t split = 0;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double metres = distance(path[i], path[first], path[last]);
      if (metres <= farthest) continue;
      farthest = metres;
      split = i;
    }
    if (split == 0) continue;
    kept[split] = true;
    open.push_back({first, split});
    open.push_back({split, last});
  }
}

}  // namespace

Cells cells_of(const Geometries& points, std::size_t most) {
  Cells cells;
  CellMembers members;
  for (double power = 100; members.empty(); power *= 10)
    for (const double step : {1.0, 2.0, 5.0}) {
      cells.side = power * step;
      members = members_of(points, cells.side);
      if (members.size() <= most) break;
      members.clear();
    }
  for (auto& [place, rows] : members) {
    const double x = static_cast<double>(place.second) * cells.side, y = static_cast<double>(place.first) * cells.side;
    const Point ring[] = {{x, y}, {x + cells.side, y}, {x + cells.side, y + cells.side}, {x, y + cells.side}, {x, y}};
    cells.squares.add_feature(ring);
    cells.members.push_back(std::move(rows));
  }
  return cells;
}

Geometries simplified(const Geometries& geometries, double tolerance) {
  if (geometries.shape() == Shape::point) return geometries;
  const std::size_t fewest = geometries.shape() == Shape::area ? 4 : 2;
  Geometries simple(geometries.shape());
  for (std::size_t feature = 0; feature < geometries.size(); ++feature) {
    for (std::size_t i = 0; i < geometries.parts_of(feature); ++i) {
      const Path path = geometries.part(feature, i);
      std::vector<bool> kept(path.size(), false);
      kept.front() = kept.back() = true;
      mark(path, tolerance, kept);
      std::size_t count = 0;
      for (const bool is_kept : kept) count += is_kept ? 1 : 0;
      for (std::size_t k = 0; k < path.size(); ++k)
        if (kept[k] || count < fewest) simple.add_vertex(path[k]);
      simple.end_part();
    }
    simple.end_feature();
  }
  return simple;
}

}  // namespace gapmap
