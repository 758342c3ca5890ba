// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "engine/inspect.h"
#include "engine/inspect_json.h"

namespace gapmap::cli {
namespace {

constexpr std::size_t most_of_a_code = 5;  // features named on the terminal; the file holds more

struct InspectArguments {
  InspectOptions options;
  bool json = false;
};

std::string shape_in(const std::string& shape, bool is_unbound, Language language) {
  const std::pair<std::string_view, Text> names[] = {{"point", {"点", "points"}},
                                                     {"line", {"线", "lines"}},
                                                     {"area", {"面", "areas"}},
                                                     {"table", {"表", "table"}},
                                                     {"raster", {"栅格", "raster"}}};
  for (const auto& [name, text] : names)
    if (shape == name) return text.in(language);
  if (shape.empty() && is_unbound) return language == Language::zh ? "未指定" : "unbound";
  return language == Language::zh ? "读不出" : "unreadable";
}

std::string layer_table(const InspectResult& result, Language language) {
  const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(language); };
  TextTable table({{in("图层", "Layer"), false, 30},
                   {in("几何", "Shape")},
                   {in("要素", "Features"), true},
                   {in("坐标系", "CRS"), false, 40},
                   {in("错误", "Errors"), true},
                   {in("警告", "Warnings"), true},
                   {in("提示", "Notes"), true}});
  for (const InspectedLayer& layer : result.layers) {
    std::size_t counts[3] = {};
    for (const Issue& issue : result.issues)
      if (issue.role == layer.role) ++counts[static_cast<std::size_t>(issue.severity)];
    table.add(
        {printable(layer.role), shape_in(layer.shape, layer.is_unbound, language),
         layer.is_readable ? grouped(static_cast<double>(layer.record.features)) : "–", printable(layer.record.crs),
         std::to_string(counts[2]), std::to_string(counts[1]), std::to_string(counts[0])},
        {Colour::none, layer.is_readable ? Colour::none : Colour::bad, Colour::none, Colour::none,
         counts[2] ? Colour::bad : Colour::none, Colour::none, Colour::none});
  }
  return table.drawn();
}

/// The gravest first; of many alike only some are shown.
std::string issue_lines(const InspectResult& result, Language language) {
  std::vector<const Issue*> issues;
  for (const Issue& issue : result.issues) issues.push_back(&issue);
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue* a, const Issue* b) { return a->severity > b->severity; });
  std::string words;
  std::map<std::pair<std::string, std::string>, std::size_t> shown;
  constexpr std::string_view marks[] = {"·", "!", "✗"};
  for (const Issue* issue : issues) {
    const std::size_t count = ++shown[{issue->role, issue->code}];
    if (count > most_of_a_code) continue;
    words += fmt::format("{} {} {}{}: {}\n", marks[static_cast<std::size_t>(issue->severity)], issue->code,
                         printable(issue->role), issue->feature.empty() ? "" : " #" + printable(issue->feature),
                         printable(issue->message.in(language)));
  }
  for (const auto& [what, count] : shown)
    if (count > most_of_a_code)
      words += say("  {} {}：另有 {} 条，用 -o 写出全部\n", "  {} {}: {} more; -o writes them all\n", what.second,
                   printable(what.first), count - most_of_a_code)
                   .in(language);
  return words;
}

int run_inspect(InspectArguments& arguments, const Session& session) {
  InspectOptions& options = arguments.options;
  options.language = session.language;
  options.progress = progress_bar(session.language, session.quiet);
  const InspectResult result = inspect(options);
  clear_progress();
  if (arguments.json) {
    std::fputs(inspect_json(result).c_str(), stdout);
  } else if (!session.quiet) {
    std::string words = printable(result.title) + " (" + printable(result.crs.label()) + ")\n\n" +
                        layer_table(result, session.language) + "\n" + issue_lines(result, session.language);
    words += result.issues.empty() ? Text{"没有发现问题\n", "Nothing found.\n"}.in(session.language)
                                   : say("共 {} 条\n", "{} issues\n", result.issues.size()).in(session.language);
    if (!options.output.empty())
      words += say("问题图层：{}\n", "Issues as a layer: {}\n", printable(options.output)).in(session.language);
    std::fputs(words.c_str(), stdout);
  }
  return result.is_usable() ? done : bad_input;
}

}  // namespace

Command inspect_command() {
  return {"inspect",
          {"检查数据质量：哪个图层、哪个要素有什么问题",
           "what is wrong with the data, layer by layer and feature by feature"},
          [](CLI::App& app, const Session& session) {
            auto arguments = std::make_shared<InspectArguments>();
            InspectOptions& options = arguments->options;
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.add_option("SOURCE", options.sources,
                           in("方案文件（.toml），或若干数据文件", "a plan file (.toml), or data files"))
                ->required();
            app.add_option("-o,--output", options.output,
                           in("把问题写成图层（GeoPackage）", "write the issues as a layer (GeoPackage)"))
                ->type_name("FILE");
            app.add_option("--layer", options.layers, in("改换图层来源，可重复", "rebind a layer; repeatable"))
                ->type_name("ROLE=SOURCE[|LAYER]")
                ->take_all()
                ->allow_extra_args(false);
            app.add_option("--crs", options.crs,
                           in("数据文件在哪个投影坐标系里检查（默认按位置选）",
                              "projected system to look at data files in (default: by place)"))
                ->type_name("EPSG:N");
            app.add_option("--jobs", options.jobs, in("线程数（默认为处理器数）", "threads (default: the machine's)"))
                ->check(CLI::Range(1, 1024))
                ->type_name("N");
            app.add_flag("--json", arguments->json, in("在标准输出打印 JSON", "print JSON on stdout"));
            app.add_flag("--overwrite", options.overwrite, in("覆盖已有的结果文件", "replace an existing result file"));
            app.add_flag("--allow-network", options.allow_network,
                         in("允许联网读取数据", "allow sources that need a network"));
            return [arguments, &session] { return run_inspect(*arguments, session); };
          }};
}

}  // namespace gapmap::cli
