// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "engine/engine.h"
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

int validate(const std::string& path, Language language) {
  const Plan plan = load_plan(path);
  std::string words = printable(plan.title.in(language)) + "\n" +
                      say("方案有效：{} 项标准，{} 个图层\n\n", "the plan is valid: {} standards, {} layers\n\n",
                          plan.standards.size(), plan.layers.size())
                          .in(language);
  const bool zh = language == Language::zh;
  TextTable table(
      {{zh ? "任务" : "Task"}, {zh ? "代号" : "Id"}, {zh ? "方法" : "Measure"}, {zh ? "标准" : "Standard", false, 60}});
  for (const Standard& standard : plan.standards)
    table.add(
        {printable(standard.task), standard.id, standard.ways.front().measure, printable(standard.title.in(language))});
  std::fputs((words + table.drawn()).c_str(), stdout);
  return done;
}

}  // namespace

Command plan_command() {
  return {"plan", {"查看和校验方案文件", "show and validate plan files"}, [](CLI::App& app, const Session& session) {
            auto path = std::make_shared<std::string>();
            auto action = std::make_shared<std::function<int()>>();
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.require_subcommand(1);
            CLI::App* show =
                app.add_subcommand("show", in("校验方案并列出标准", "validate a plan and list its standards"));
            show->add_option("PLAN", *path, in("方案文件（TOML）", "plan file (TOML)"))->required();
            show->callback([=, &session] { *action = [=, &session] { return validate(*path, session.language); }; });
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
