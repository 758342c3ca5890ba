// SPDX-License-Identifier: MIT
#include <cmath>
#include <map>

#include "inspect/list.h"

namespace gapmap {
namespace {

constexpr double near = 100;  // metres: one facility entered twice, from two sources

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Layer& layer = *surveyed.layer;
  const Column* names = name_column(layer);
  if (!names || layer.geometries.shape() != Shape::point || surveyed.is_tiling) return;
  std::map<std::string, std::vector<std::size_t>> by_name;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    const std::string name(trimmed(names->text(row)));
    if (!name.empty() && !layer.geometries.is_null(row)) by_name[name].push_back(row);
  }
  // Names such as "公厕" or "bus stop" that half a layer shares name no facility.
  const std::size_t most_alike = 20;
  for (const auto& [name, rows] : by_name) {
    if (rows.size() > most_alike) continue;
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const Point a = layer.geometries.part(rows[i], 0)[0], b = layer.geometries.part(rows[j], 0)[0];
        const double distance = std::hypot(a.x - b.x, a.y - b.y);
        if (distance > near) continue;
        findings.add(std::to_string(layer.ids[rows[i]]),
                     say("“{}”与要素 {} 同名，相距 {} 米，可能是同一设施",
                         "\"{}\" has the name of feature {}, {} m away: perhaps one facility entered twice",
                         printable(shorten(name, 40)), layer.ids[rows[j]], grouped(distance, 0)),
                     a);
        break;
      }
  }
}

}  // namespace

InspectCheck near_duplicates_check() {
  return {"P203", Severity::warning, {"相距 100 米以内的同名设施", "facilities of one name within 100 m"}, run};
}

}  // namespace gapmap
