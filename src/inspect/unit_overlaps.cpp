// SPDX-License-Identifier: MIT
#include <algorithm>
#include <numeric>

#include "geo/overlay.h"
#include "inspect/list.h"

namespace gapmap {
namespace {

constexpr double least_area = 1;    // m2: less is rounding
constexpr double sliver_width = 2;  // metres: thinner is a border drawn twice, not land claimed twice

double boundary_length(const Geometries& areas, std::size_t feature) {
  double sum = 0;
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) sum += length(areas.part(feature, part));
  return sum;
}

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Geometries& areas = surveyed.layer->geometries;
  if (!surveyed.is_tiling || areas.shape() != Shape::area) return;
  std::vector<std::size_t> order(areas.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < areas.size(); ++i) boxes.push_back(areas.box(i));
  std::erase_if(order, [&](std::size_t i) { return areas.is_null(i); });
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(boxes[a].low.x, a) < std::pair(boxes[b].low.x, b); });
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = i + 1; j < order.size() && boxes[order[j]].low.x <= boxes[order[i]].high.x; ++j) {
      const std::size_t a = std::min(order[i], order[j]), b = std::max(order[i], order[j]);
      if (!boxes[a].intersects(boxes[b])) continue;
      Geometries common(Shape::area);
      intersection(areas, a, areas, b, common);
      const double area = common.is_null(0) ? 0 : area_of(common, 0);
      if (area < least_area) continue;
      const bool is_sliver = 2 * area / boundary_length(common, 0) < sliver_width;
      findings.add(
          std::to_string(surveyed.layer->ids[a]),
          say("{}与{}{}重叠 {} 平方米", "{} and {} overlap{} by {} m2", feature_name(surveyed, a),
              feature_name(surveyed, b), is_sliver ? Text{"沿边界", " along their border"} : Text{}, grouped(area, 1)),
          label_point(common, 0), is_sliver ? Severity::note : Severity::error);
    }
}

}  // namespace

InspectCheck unit_overlaps_check() { return {"U201", Severity::error, {"单元互相重叠", "units that overlap"}, run}; }

}  // namespace gapmap
