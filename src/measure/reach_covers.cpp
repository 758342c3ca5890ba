// SPDX-License-Identifier: MIT
#include "measure/reach_covers.h"

#include <numeric>

#include "base/error.h"

namespace gapmap {
namespace {

/// The features of several supplies as one column, which must be of one shape.
Geometries merged(const std::vector<Features>& supplies) {
  Geometries all(supplies.front().geometries().shape());
  for (const Features& supply : supplies) {
    if (supply.geometries().shape() != all.shape())
      throw Error(Fault::plan,
                  {"线状或面状需求的几个 supply 须是同一种几何",
                   "the supplies of a demand in lines or areas must be of one kind of geometry"},
                  {"把供给合并到一个图层", "merge the supply into one layer"});
    for (const std::uint32_t row : supply.rows) all.add_feature(supply.geometries(), row);
  }
  return all;
}

}  // namespace

const Cover& ReachCovers::within(double metres) {
  std::unique_ptr<Cover>& cover = covers_[metres];
  if (cover) return *cover;
  if (task_.supplies.size() > 1 && task_.needs_every)
    throw Error(Fault::plan, {"need = \"every\" 只用于点状需求", "need = \"every\" is for demand in points only"},
                {"每种供给各写一项标准", "write a standard for each supply"});
  if (task_.supplies.size() > 1) {
    const Geometries all = merged(task_.supplies);
    std::vector<std::uint32_t> rows(all.size());
    std::iota(rows.begin(), rows.end(), 0U);
    cover = std::make_unique<Cover>(all, rows, std::vector<double>(rows.size(), metres), task_.scene.jobs);
    return *cover;
  }
  const Features& supply = task_.supplies.front();
  const std::vector<double> reaches(supply.rows.size(), metres);
  cover = std::make_unique<Cover>(supply.geometries(), supply.rows, reaches, task_.scene.jobs);
  return *cover;
}

}  // namespace gapmap
