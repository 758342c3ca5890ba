// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "base/error.h"
#include "cli/command.h"
#include "cli/plan_pages.h"
#include "measure/measure.h"
#include "plan/schema.h"

namespace gapmap::cli {
namespace {

int show_schema(Language language) {
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  std::fputs(plan_schema(syntax, language).c_str(), stdout);
  return done;
}

/// What a measure says of itself: summary, value, keys, example.
int show_measures(const std::string& name, Language language) {
  if (!name.empty() && !find_measure(name)) {
    std::vector<std::string> known;
    for (const Measure& measure : measures()) known.emplace_back(measure.name);
    throw Error(Fault::usage, say("没有量算方法“{}”", "there is no measure \"{}\"", printable(name)),
                say("可用的方法：{}", "known measures: {}", join(known, ", ")));
  }
  std::string words;
  for (const Measure& measure : measures()) {
    if (!name.empty() && name != measure.name) continue;
    words += fmt::format("{}  {}\n  {}\n", measure.name, measure.summary.in(language), measure.value.in(language));
    for (const Parameter& parameter : measure.parameters) {
      const std::string_view meaning = language == Language::zh ? parameter.zh : parameter.en;
      words += fmt::format("    {:<12} {}{}\n", parameter.name, meaning,
                           parameter.fallback.empty() ? "" : fmt::format(" [{}]", parameter.fallback));
    }
    words += "\n" + std::string(measure.example) + "\n";
  }
  std::fputs(words.c_str(), stdout);
  return done;
}

}  // namespace

Command plan_command() {
  return {"plan", {"查看和校验方案文件", "show and validate plan files"}, [](CLI::App& app, const Session& session) {
            auto path = std::make_shared<std::string>();
            auto action = std::make_shared<std::function<int()>>();
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.require_subcommand(1);
            app.fallthrough();
            const auto print = [](const std::string& words) {
              std::fputs(words.c_str(), stdout);
              return done;
            };
            CLI::App* list = app.add_subcommand("list", in("列出现成的方案", "list the ready plans"));
            list->callback([=, &session] { *action = [=, &session] { return print(plan_list(session.language)); }; });
            CLI::App* show = app.add_subcommand("show", in("校验方案，列出标准和自相矛盾之处",
                                                           "validate a plan, list its standards and contradictions"));
            show->add_option("PLAN", *path,
                             in("方案文件（TOML）或现成方案的代号", "plan file (TOML) or id of a ready plan"))
                ->required();
            show->callback(
                [=, &session] { *action = [=, &session] { return print(plan_page(*path, session.language)); }; });
            CLI::App* schema =
                app.add_subcommand("schema", in("打印方案文件的 JSON Schema", "print the JSON Schema of plan files"));
            schema->callback([=, &session] { *action = [&session] { return show_schema(session.language); }; });
            CLI::App* measure = app.add_subcommand("measures", in("说明量算方法", "explain the measures"));
            measure->add_option("MEASURE", *path, in("方法名", "name of a measure"));
            measure->callback(
                [=, &session] { *action = [=, &session] { return show_measures(*path, session.language); }; });
            return [action] { return (*action)(); };
          }};
}

}  // namespace gapmap::cli
