// SPDX-License-Identifier: MIT
#include "inspect/list.h"

namespace gapmap {
namespace {

constexpr double least_area = 1;      // m2
constexpr double least_length = 0.1;  // metres

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Geometries& geometries = surveyed.layer->geometries;
  for (std::size_t i = 0; i < geometries.size(); ++i) {
    if (geometries.is_null(i)) continue;
    if (geometries.shape() == Shape::area && area_of(geometries, i) < least_area)
      findings.add(std::to_string(surveyed.layer->ids[i]),
                   say("面小于 1 平方米（{}）", "the area is less than 1 m2 ({})", grouped(area_of(geometries, i), 3)),
                   geometries.part(i, 0)[0]);
    if (geometries.shape() == Shape::line && length_of(geometries, i) < least_length)
      findings.add(
          std::to_string(surveyed.layer->ids[i]),
          say("线短于 0.1 米（{}）", "the line is shorter than 0.1 m ({})", grouped(length_of(geometries, i), 3)),
          geometries.part(i, 0)[0]);
  }
}

}  // namespace

InspectCheck tiny_shapes_check() {
  return {"G201", Severity::note, {"过小的面和线", "areas and lines too small to mean anything"}, run};
}

}  // namespace gapmap
