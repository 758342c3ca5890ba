// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/compare_report.h"
#include "cli/terminal.h"
#include "engine/compare.h"

namespace gapmap::cli {
namespace {

struct CompareArguments {
  CompareOptions options;
  bool json = false;
};

int run_compare(CompareArguments& arguments, const Session& session) {
  CompareOptions& options = arguments.options;
  options.language = session.language;
  options.command_line = session.command_line;
  options.progress = progress_bar(session.language, session.quiet);
  const CompareResult result = compare(options);
  clear_progress();
  if (arguments.json) {
    std::fputs(compare_json(result, options.output).c_str(), stdout);
  } else if (!session.quiet) {
    std::string words = compare_report(result, session.language);
    if (!options.output.empty())
      words += say("结果：{}（图层 change_… 为缺口变化）\n",
                   "Result: {} (layers change_… show the gaps that changed)\n", printable(options.output))
                   .in(session.language);
    std::fputs(words.c_str(), stdout);
  }
  return done;
}

}  // namespace

Command compare_command() {
  return {"compare",
          {"比较两个结果：得分变化，缺口补上、新增、移动", "compare two results: scores, gaps closed, opened, moved"},
          [](CLI::App& app, const Session& session) {
            auto arguments = std::make_shared<CompareArguments>();
            CompareOptions& options = arguments->options;
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.add_option("BEFORE", options.before, in("之前的结果文件", "result file of before"))->required();
            app.add_option("AFTER", options.after,
                           in("之后的结果文件；不写则与 gapmap site 的新址建成后比较",
                              "result file of after; without it, the state with the sites of gapmap site built"));
            app.add_option("-o,--output", options.output, in("结果文件（GeoPackage）", "result file (GeoPackage)"))
                ->type_name("FILE");
            app.add_flag("--json", arguments->json, in("在标准输出打印 JSON", "print JSON on stdout"));
            app.add_flag("--overwrite", options.overwrite, in("覆盖已有的结果文件", "replace an existing result file"));
            return [arguments, &session] { return run_compare(*arguments, session); };
          }};
}

}  // namespace gapmap::cli
