// SPDX-License-Identifier: MIT
#include "geo/area_locator.h"
#include "geo/nearest.h"
#include "inspect/list.h"

#include <numeric>

namespace gapmap {
namespace {

constexpr double far = 5'000;  // metres: nobody is served from farther, so that the place is probably wrong

void run(const Survey& survey, const SurveyedLayer& surveyed, Findings& findings) {
  const Geometries& geometries = surveyed.layer->geometries;
  if (!survey.units || surveyed.is_tiling || surveyed.layer->size() == 0 || !surveyed.layer->has_geometry()) return;
  const Box area = survey.units->box();
  if (area.empty()) return;
  if (!geometries.box().intersects(area.grown(far)))
    return findings.add("",
                        {"整个图层都不在评价范围及其周边，坐标系可能写错",
                         "the whole layer lies away from the plan area; its coordinate system may be wrong"},
                        {}, Severity::error);
  if (geometries.shape() != Shape::point) return;
  std::vector<std::uint32_t> rows(survey.units->size());
  std::iota(rows.begin(), rows.end(), 0u);
  const Nearest nearest(*survey.units, rows);
  std::size_t near_by = 0;
  for (std::size_t i = 0; i < geometries.size(); ++i) {
    if (geometries.is_null(i)) continue;
    const Point p = geometries.part(i, 0)[0];
    if (area.contains(p) && nearest.find(p).distance == 0) continue;
    const double distance = nearest.find(p).distance;
    if (distance <= 0) continue;
    if (distance <= far) {
      ++near_by;
      continue;
    }
    findings.add(std::to_string(surveyed.layer->ids[i]),
                 say("{}离评价范围 {} 公里", "{} lies {} km from the plan area", feature_name(surveyed, i),
                     grouped(distance / 1000, 1)),
                 p);
  }
  if (near_by > 0)
    findings.add("",
                 say("{} 个点在评价范围之外 {} 公里以内", "{} points lie outside the plan area, within {} km of it",
                     near_by, far / 1000),
                 {}, Severity::note);
}

}  // namespace

InspectCheck outside_check() {
  return {"P201", Severity::warning, {"评价范围之外的设施", "facilities outside the plan area"}, run};
}

}  // namespace gapmap
