// SPDX-License-Identifier: MIT
#include "engine/unbound.h"

#include <map>
#include <set>

#include "base/error.h"
#include "measure/measure.h"

namespace gapmap {

Issues unbound_layers(const Plan& plan, const std::vector<std::size_t>& standards) {
  std::map<std::string, std::vector<std::string>> lacking;  // role -> standards
  bool is_any_computable = false;
  for (const std::size_t index : standards) {
    const Standard& standard = plan.standards[index];
    bool is_computable = false;
    std::set<std::string> missing;
    for (const Requirement& way : standard.ways) {
      const std::vector<std::string> roles = unbound_roles(way, plan);
      is_computable = is_computable || roles.empty();
      missing.insert(roles.begin(), roles.end());
    }
    is_any_computable = is_any_computable || is_computable;
    for (const std::string& role : missing) lacking[role].push_back(standard.id);
  }
  for (const UnitsSpec& units : plan.units)
    if (!plan.layers.at(units.layer).is_bound()) lacking.try_emplace(units.layer);
  if (!is_any_computable && !lacking.empty()) {
    std::vector<std::string> roles;
    for (const auto& [role, ids] : lacking) roles.push_back(role);
    throw Error(Fault::usage,
                say("方案 {} 的图层还没有接上，没有一项标准可算",
                    "the layers of the plan {} are not bound: no standard can be computed", plan.id),
                say("用 --layer 角色=文件 接上：{}；字段见 gapmap layers",
                    "bind them by --layer ROLE=FILE: {}; gapmap layers explains the fields", join(roles, ", ")));
  }
  Issues issues;
  for (const auto& [role, ids] : lacking) {
    Text words =
        ids.empty()
            ? Text{"单元图层没有接上，只评整个范围", "the layer of units is not bound: only the whole area is scored"}
            : say("图层没有接上，这些标准无数据：{}", "the layer is not bound; without data: {}", join(ids, ", "));
    issues.push_back({"L110",
                      Severity::warning,
                      role,
                      "",
                      "",
                      say("{}（--layer {}=文件）", "{} (--layer {}=FILE)", words, role),
                      {}});
  }
  return issues;
}

}  // namespace gapmap
