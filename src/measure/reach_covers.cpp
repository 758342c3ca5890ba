// SPDX-License-Identifier: MIT
#include "measure/reach_covers.h"

#include "base/error.h"

namespace gapmap {

const Cover& ReachCovers::within(double metres) {
  std::unique_ptr<Cover>& cover = covers_[metres];
  if (cover) return *cover;
  if (task_.supplies.size() > 1)
    throw Error(Fault::plan, {"线状或面状需求只能有一个 supply", "demand of lines or areas takes one supply only"},
                {"把供给合并到一个图层", "merge the supply into one layer"});
  const Features& supply = task_.supplies.front();
  const std::vector<double> reaches(supply.rows.size(), metres);
  cover = std::make_unique<Cover>(supply.geometries(), supply.rows, reaches, task_.scene.jobs);
  return *cover;
}

}  // namespace gapmap
