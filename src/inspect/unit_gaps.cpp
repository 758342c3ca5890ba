// SPDX-License-Identifier: MIT
#include <vector>

#include "geo/overlay.h"
#include "inspect/list.h"

namespace gapmap {
namespace {

constexpr double least_area = 1;    // m2: less is rounding
constexpr double sliver_width = 2;  // metres

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Geometries& areas = surveyed.layer->geometries;
  if (!surveyed.is_tiling || areas.shape() != Shape::area || areas.size() < 2) return;
  const Geometries whole = unite(areas);
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (std::size_t part = 0; part < whole.parts_of(i); ++part) {
      const Path ring = whole.part(i, part);
      const double area = -signed_area(ring);  // holes turn clockwise
      if (area < least_area) continue;
      Geometries hole(Shape::area);
      std::vector<std::vector<Point>> rings{{ring.rbegin(), ring.rend()}};
      hole.add_feature(rings.front());
      const bool is_sliver = 2 * area / length(ring) < sliver_width;
      findings.add(
          "",
          say("单元之间有 {} 平方米的{}空隙，不属于任何单元", "a {1} of {0} m2 between the units belongs to none",
              grouped(area, 1), is_sliver ? Text{"狭缝状", "sliver"} : Text{"", "gap"}),
          label_point(hole, 0), is_sliver ? Severity::note : Severity::warning);
    }
}

}  // namespace

InspectCheck unit_gaps_check() { return {"U202", Severity::warning, {"单元之间的空隙", "gaps between units"}, run}; }

}  // namespace gapmap
