// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "plan/roles.h"

namespace gapmap::cli {
namespace {

std::string role_list(Language language) {
  const bool zh = language == Language::zh;
  TextTable table({{zh ? "角色" : "Role"},
                   {zh ? "几何" : "Geometry"},
                   {zh ? "字段" : "Fields", true},
                   {zh ? "内容" : "Holds", false, 80}});
  for (const Role& role : known_roles())
    table.add({role.name, join(role.geometry, ", "), std::to_string(role.fields.size()), role.summary.in(language)});
  return table.drawn() +
         Text{"\ngapmap layers 角色 说明它的字段和别名。\n", "\ngapmap layers ROLE explains its fields and aliases.\n"}
             .in(language);
}

std::string role_page(const Role& role, Language language) {
  const bool zh = language == Language::zh;
  std::string words = fmt::format("{}  {}\n{}\n{}: {}\n\n", role.name, role.title.in(language),
                                  role.summary.in(language), zh ? "几何" : "geometry", join(role.geometry, ", "));
  TextTable table({{zh ? "字段" : "Field"},
                   {zh ? "类型" : "Type"},
                   {zh ? "单位" : "Unit"},
                   {zh ? "含义" : "Meaning", false, 60},
                   {zh ? "别名" : "Aliases", false, 60}});
  for (const RoleField& field : role.fields)
    table.add({field.name, field.type, field.unit, field.title.in(language), join(field.aliases, ", ")});
  return words + table.drawn();
}

int run_layers(const std::string& name, const Session& session) {
  if (name.empty()) {
    std::fputs(role_list(session.language).c_str(), stdout);
    return done;
  }
  const Role* role = find_role(name);
  if (!role) {
    std::vector<std::string> known;
    for (const Role& one : known_roles()) known.push_back(one.name);
    const std::string meant = nearest_word(name, known);
    throw Error(Fault::usage, say("没有常用图层“{}”", "there is no usual layer \"{}\"", printable(name)),
                meant.empty() ? say("常用图层：{}", "usual layers: {}", join(known, ", "))
                              : say("是否指“{}”？", "did you mean \"{}\"?", meant));
  }
  std::fputs(role_page(*role, session.language).c_str(), stdout);
  return done;
}

}  // namespace

Command layers_command() {
  return {"layers",
          {"说明常用图层的字段和别名", "explain the usual layers: their fields and aliases"},
          [](CLI::App& app, const Session& session) {
            auto name = std::make_shared<std::string>();
            app.add_option("ROLE", *name, Text{"图层角色", "role of the layer"}.in(session.language));
            return [name, &session] { return run_layers(*name, session); };
          }};
}

}  // namespace gapmap::cli
