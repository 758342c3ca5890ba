// SPDX-License-Identifier: MIT
#include <map>

#include "inspect/list.h"

namespace gapmap {
namespace {

/// Everything that a feature is, but for its id.
std::string content_of(const Layer& layer, std::size_t row) {
  std::string content;
  const Geometries& geometries = layer.geometries;
  if (layer.has_geometry())
    for (std::size_t part = 0; part < geometries.parts_of(row); ++part) {
      const Path path = geometries.part(row, part);
      content.append(reinterpret_cast<const char*>(path.data()), path.size() * sizeof(Point));
      content += '|';
    }
  for (const Column& column : layer.columns) {
    const std::string name = lower(column.name);
    if (name == "fid" || name == "id" || name == "objectid" || name == "ogc_fid") continue;
    (content += '\x1f') += column.is_missing(row) ? std::string("\x1e") : column.text(row);
  }
  return content;
}

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Layer& layer = *surveyed.layer;
  if (!layer.has_geometry()) return;
  std::map<std::size_t, std::vector<std::size_t>> by_hash;
  for (std::size_t row = 0; row < layer.size(); ++row) {
    if (layer.geometries.is_null(row)) continue;
    const std::string content = content_of(layer, row);
    std::vector<std::size_t>& alike = by_hash[std::hash<std::string>()(content)];
    for (const std::size_t other : alike)
      if (content_of(layer, other) == content) {
        findings.add(std::to_string(layer.ids[row]),
                     say("{}与要素 {} 完全相同（几何与所有字段），会被计两次",
                         "{} equals feature {} in geometry and all fields and is counted twice",
                         feature_name(surveyed, row), layer.ids[other]),
                     label_point(layer.geometries, row));
        break;
      }
    alike.push_back(row);
  }
}

}  // namespace

InspectCheck duplicates_check() {
  return {"P202", Severity::warning, {"完全相同的要素", "features that are wholly equal"}, run};
}

}  // namespace gapmap
