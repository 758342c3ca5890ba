// SPDX-License-Identifier: MIT
#include "engine/inspect_json.h"

#include <nlohmann/json.hpp>

namespace gapmap {

std::string inspect_json(const InspectResult& result) {
  using Json = nlohmann::ordered_json;
  Json layers = Json::array(), issues = Json::array();
  for (const InspectedLayer& layer : result.layers)
    layers.push_back({{"role", layer.role},
                      {"source", layer.record.source},
                      {"readable", layer.is_readable},
                      {"shape", layer.shape},
                      {"driver", layer.record.driver},
                      {"crs", layer.record.crs},
                      {"features", layer.record.features}});
  for (const Issue& issue : result.issues)
    issues.push_back({{"code", issue.code},
                      {"severity", severity_name(issue.severity)},
                      {"role", issue.role},
                      {"source", issue.source},
                      {"feature", issue.feature},
                      {"message", {{"zh", issue.message.zh}, {"en", issue.message.en}}},
                      {"x", issue.place ? Json(issue.place->x) : Json()},
                      {"y", issue.place ? Json(issue.place->y) : Json()}});
  const Json all{{"crs", result.crs.label()}, {"layers", layers}, {"issues", issues}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gapmap
