// SPDX-License-Identifier: MIT
#include "measure/reach_covers.h"

#include <numeric>

namespace gapmap {
namespace {

/// A point or a line as rings that enclose nothing, so that supplies of several shapes stand in one column: what lies
/// within reach of a line walked there and back is what lies within reach of the line.
void add_as_area(const Geometries& from, std::uint32_t row, Geometries& areas) {
  for (std::size_t i = 0; i < from.parts_of(row); ++i) {
    const Path path = from.part(row, i);
    std::vector<Point> ring(path.begin(), path.end());
    ring.insert(ring.end(), path.rbegin() + (path.size() > 1 ? 1 : 0), path.rend());
    areas.add_part(ring);
  }
  areas.end_feature();
}

/// The features of several supplies in one column. Points and lines within 0 metres cover nothing.
Geometries merged(const std::vector<const Features*>& supplies, double metres) {
  bool is_one_shape = true;
  for (const Features* supply : supplies)
    is_one_shape = is_one_shape && supply->geometries().shape() == supplies.front()->geometries().shape();
  Geometries all(is_one_shape ? supplies.front()->geometries().shape() : Shape::area);
  for (const Features* supply : supplies)
    for (const std::uint32_t row : supply->rows) {
      if (!supply->is_placed(row)) continue;
      if (is_one_shape || supply->geometries().shape() == Shape::area)
        all.add_feature(supply->geometries(), row);
      else if (metres > 0)
        add_as_area(supply->geometries(), row, all);
    }
  return all;
}

}  // namespace

const Cover& ReachCovers::within(double metres, std::uint32_t supplies) {
  std::unique_ptr<Cover>& cover = covers_[{metres, supplies}];
  if (cover) return *cover;
  std::vector<const Features*> chosen;
  for (std::size_t k = 0; k < task_.supplies.size(); ++k)
    if (supplies >> k & 1u) chosen.push_back(&task_.supplies[k]);
  if (chosen.size() == 1) {
    const std::vector<double> reaches(chosen.front()->rows.size(), metres);
    cover = std::make_unique<Cover>(chosen.front()->geometries(), chosen.front()->rows, reaches, task_.scene.jobs);
    return *cover;
  }
  const Geometries all = merged(chosen, metres);
  std::vector<std::uint32_t> rows(all.size());
  std::iota(rows.begin(), rows.end(), 0);
  const std::vector<double> reaches(rows.size(), metres);
  cover = std::make_unique<Cover>(all, rows, reaches, task_.scene.jobs);
  return *cover;
}

}  // namespace gapmap
