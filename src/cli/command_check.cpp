// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/by_table.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "cli/verdict_table.h"
#include "engine/engine.h"
#include "output/json.h"

namespace gapmap::cli {
namespace {

struct CheckArguments {
  CheckOptions options;
  bool json = false;
  bool strict = false;
  std::string by;  ///< what the verdicts are added up by; empty for a line a standard
};

int run_check(CheckArguments& arguments, const Session& session) {
  CheckOptions& options = arguments.options;
  options.language = session.language;
  options.command_line = session.command_line;
  options.progress = progress_bar(session.language, session.quiet);
  const CheckResult result = check(options);
  clear_progress();
  if (arguments.json) {
    std::fputs(to_json({result.plan, result.assessment, result.partitions, result.issues, result.run, result.crs},
                       options.output, arguments.by)
                   .c_str(),
               stdout);
  } else if (!session.quiet) {
    std::string words = printable(result.plan.title.in(session.language)) + "\n\n" +
                        (arguments.by.empty() ? verdict_table(result, session.language)
                                              : by_table(arguments.by, result, session.language)) +
                        "\n" + verdict_summary(result, session.language) + issue_list(result, session.language, 8);
    if (!options.output.empty())
      words += say("结果：{}（用 QGIS 打开即可看到缺口图）\n", "Result: {} (open it in QGIS to see the gap maps)\n",
                   printable(options.output))
                   .in(session.language);
    if (!result.maps.empty())
      words += say("图：{} 张，在 {}\n", "Maps: {} in {}\n", result.maps.size(), printable(options.maps))
                   .in(session.language);
    std::fputs(words.c_str(), stdout);
  }
  if (arguments.strict)
    for (const StandardResult& standard : result.assessment.results)
      if (standard.whole().verdict && *standard.whole().verdict != Verdict::met) return unmet;
  return done;
}

}  // namespace

Command check_command() {
  return {"check",
          {"检查方案的每项标准，写出结果文件", "check every standard of a plan and write the result file"},
          [](CLI::App& app, const Session& session) {
            auto arguments = std::make_shared<CheckArguments>();
            CheckOptions& options = arguments->options;
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.add_option("PLAN", options.plan,
                           in("方案文件（TOML）或现成方案的代号", "plan file (TOML) or id of a ready plan"))
                ->required();
            app.add_option("-o,--output", options.output, in("结果文件（GeoPackage）", "result file (GeoPackage)"))
                ->type_name("FILE");
            app.add_option("--maps", options.maps,
                           in("每个任务画一张缺口图到此文件夹", "draw a gap map a task into this folder"))
                ->type_name("DIR");
            app.add_option("--layer", options.layers, in("改换图层来源，可重复", "rebind a layer; repeatable"))
                ->type_name("ROLE=SOURCE[|LAYER]")
                ->take_all()
                ->allow_extra_args(false);
            app.add_option("--crs", options.crs,
                           in("改用此坐标系，如 EPSG:4547", "measure in this system, such as EPSG:4547"))
                ->type_name("CRS");
            app.add_option("--task", options.tasks, in("只查这一任务，可重复", "only this task; repeatable"))
                ->type_name("N")
                ->take_all()
                ->allow_extra_args(false);
            app.add_option("--standard", options.standards,
                           in("只查这一标准，可重复", "only this standard; repeatable"))
                ->type_name("ID")
                ->take_all()
                ->allow_extra_args(false);
            app.add_option("--jobs", options.jobs, in("线程数（默认为处理器数）", "threads (default: the machine's)"))
                ->check(CLI::Range(1, 1024))
                ->type_name("N");
            app.add_option("--cache", options.cache,
                           in("把量算结果存入此文件夹，未变的标准下次直接取用",
                              "keep readings in this folder; standards that have not changed are not measured again"))
                ->type_name("DIR");
            app.add_option("--by", arguments->by,
                           in("改按任务、部门或单元汇总结论", "add the verdicts up by task, department or unit"))
                ->check(CLI::IsMember({"task", "department", "unit"}))
                ->type_name("task|department|unit");
            app.add_flag("--json", arguments->json, in("在标准输出打印 JSON", "print JSON on stdout"));
            app.add_flag("--strict", arguments->strict,
                         in("有标准未达标时以 4 退出", "exit with 4 if some standard is unmet"));
            app.add_flag("--overwrite", options.overwrite, in("覆盖已有的结果文件", "replace an existing result file"));
            app.add_flag("--allow-network", options.allow_network,
                         in("允许联网读取数据", "allow sources that need a network"));
            return [arguments, &session] { return run_check(*arguments, session); };
          }};
}

}  // namespace gapmap::cli
