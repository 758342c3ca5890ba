// SPDX-License-Identifier: MIT
#include <map>

#include "inspect/list.h"

namespace gapmap {
namespace {

/// Names that differ in form only: 大学路 and 大学路街道办事处.
std::string_view stem_of(std::string_view name) {
  for (const std::string_view ending :
       {"街道办事处", "办事处", "街道", "社区居民委员会", "居民委员会", "社区", "镇", "乡"})
    if (name.size() > ending.size() && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

bool agree(const std::string& a, const std::string& b) {
  const std::string_view one = stem_of(a), two = stem_of(b);
  return one.empty() || two.empty() || one.starts_with(two) || two.starts_with(one);
}

void check_units(const SurveyedLayer& units, Findings& findings) {
  const Column* codes = units.layer->find(units.code);
  const Column* names = units.layer->find(units.name);
  if (!codes || !names) return;
  std::map<std::string, std::size_t> by_code, by_name;
  for (std::size_t row = 0; row < units.layer->size(); ++row) {
    const std::string code = codes->text(row), name = names->text(row);
    const std::string id = std::to_string(units.layer->ids[row]);
    if (code.empty()) findings.add(id, {"单元没有代码", "the unit has no code"}, {}, Severity::error);
    if (name.empty()) findings.add(id, {"单元没有名称", "the unit has no name"});
    if (!code.empty() && !by_code.emplace(code, row).second)
      findings.add(id, say("单元代码 {} 重复", "the unit code {} is used twice", printable(code)), {}, Severity::error);
    if (!name.empty() && !by_name.emplace(name, row).second)
      findings.add(id, say("两个单元同名：{}", "two units are called {}", printable(name)));
  }
}

/// Other layers that carry the units' code and name: codes are reused between years for other places.
void compare(const SurveyedLayer& units, const SurveyedLayer& other, Findings& findings) {
  const Column *codes = units.layer->find(units.code), *names = units.layer->find(units.name);
  const Column *their_codes = other.layer->find(units.code), *their_names = other.layer->find(units.name);
  if (!codes || !names || !their_codes || !their_names) return;
  std::map<std::string, std::string> name_of;
  for (std::size_t row = 0; row < units.layer->size(); ++row) name_of.emplace(codes->text(row), names->text(row));
  std::map<std::string, std::string> told;
  for (std::size_t row = 0; row < other.layer->size(); ++row) {
    const auto known = name_of.find(their_codes->text(row));
    const std::string name = their_names->text(row);
    if (known == name_of.end() || agree(known->second, name) || !told.emplace(known->first, name).second) continue;
    findings.add(std::to_string(other.layer->ids[row]),
                 say("代码 {0} 在图层“{1}”里是“{2}”，这里是“{3}”；代码可能在不同年份指不同地方",
                     "the code {0} is \"{2}\" in the layer \"{1}\" and \"{3}\" here; codes are reused between years",
                     printable(known->first), units.spec->role, printable(known->second), printable(name)));
  }
}

void run(const Survey& survey, const SurveyedLayer& surveyed, Findings& findings) {
  if (surveyed.is_tiling && !surveyed.code.empty()) check_units(surveyed, findings);
  for (const SurveyedLayer& units : survey.layers)
    if (units.is_tiling && !units.code.empty() && &units != &surveyed) compare(units, surveyed, findings);
}

}  // namespace

InspectCheck unit_codes_check() {
  return {"U203", Severity::warning, {"单元代码与名称对不上", "unit codes and names that disagree"}, run};
}

}  // namespace gapmap
