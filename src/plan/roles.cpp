// SPDX-License-Identifier: MIT
#include "plan/roles.h"

#include <cassert>

#include "base/embedded.h"
#include "plan/reader.h"

namespace gapmap {

std::span<const EmbeddedFile> role_files();

namespace {

constexpr auto text = ValueKind::text;

std::span<const Parameter> role_keys() {
  static const std::vector<Parameter> keys{
      {"role", text, true, "角色", "name of the role", "", {}},
      {"title", ValueKind::bilingual, true, "名称", "title", "", {}},
      {"summary", ValueKind::bilingual, true, "说明", "what it holds", "", {}},
      {"geometry", ValueKind::words, true, "几何类型", "point, line, area, none", "", {}},
      {"field", ValueKind::table, false, "字段", "fields, [[field]]", "", {}},
  };
  return keys;
}

std::span<const Parameter> field_keys() {
  static const std::vector<Parameter> keys{
      {"name", text, true, "字段名", "name that standards use", "", {}},
      {"type", ValueKind::choice, true, "类型", "type", "", {"text", "number", "integer", "flag", "date"}},
      {"title", ValueKind::bilingual, true, "含义", "meaning", "", {}},
      {"unit", text, false, "单位", "unit", "", {}},
      {"aliases", ValueKind::words, false, "别名", "what files call it", "", {}},
      {"values", ValueKind::words, false, "可用的值", "known values", "", {}},
      {"min", ValueKind::number, false, "最小值", "smallest", "", {}},
      {"max", ValueKind::number, false, "最大值", "largest", "", {}},
  };
  return keys;
}

RoleField read_field(Reader& reader, const toml::table& keys) {
  reader.check_keys(keys, {field_keys()}, same("[[field]]"), {});
  RoleField field;
  if (const auto* n = keys.get("name")) field.name = reader.text(*n, "name");
  if (const auto* n = keys.get("type")) field.type = reader.choice(*n, field_keys()[1]);
  if (const auto* n = keys.get("title")) field.title = reader.bilingual(*n, "title");
  if (const auto* n = keys.get("unit")) field.unit = reader.text(*n, "unit");
  if (const auto* n = keys.get("aliases")) field.aliases = reader.words(*n, "aliases");
  if (const auto* n = keys.get("values")) field.values = reader.words(*n, "values");
  if (const auto* n = keys.get("min")) field.min = reader.number(*n, "min");
  if (const auto* n = keys.get("max")) field.max = reader.number(*n, "max");
  return field;
}

Role read_role(std::string_view words) {
  const toml::table keys = toml::parse(words);
  Reader reader;
  reader.check_keys(keys, {role_keys()}, same("layers"), {});
  Role role;
  if (const auto* n = keys.get("role")) role.name = reader.text(*n, "role");
  if (const auto* n = keys.get("title")) role.title = reader.bilingual(*n, "title");
  if (const auto* n = keys.get("summary")) role.summary = reader.bilingual(*n, "summary");
  if (const auto* n = keys.get("geometry")) role.geometry = reader.words(*n, "geometry");
  if (const auto* list = keys["field"].as_array())
    for (const toml::node& item : *list)
      if (const auto* field = item.as_table()) role.fields.push_back(read_field(reader, *field));
  assert(reader.problems().empty() && "the files of layers/ are right; a test reads them all");
  return role;
}

}  // namespace

const RoleField* Role::find(std::string_view field) const {
  for (const RoleField& one : fields)
    if (one.name == field) return &one;
  return nullptr;
}

std::span<const Role> known_roles() {
  static const std::vector<Role> roles = [] {
    std::vector<Role> all;
    for (const EmbeddedFile& file : role_files()) all.push_back(read_role(file.text));
    return all;
  }();
  return roles;
}

const Role* find_role(std::string_view name) {
  for (const Role& role : known_roles())
    if (role.name == name) return &role;
  return nullptr;
}

}  // namespace gapmap
