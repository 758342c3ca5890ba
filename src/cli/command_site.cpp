// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/site_report.h"
#include "cli/terminal.h"
#include "engine/site.h"

namespace gapmap::cli {
namespace {

struct SiteArguments {
  SiteOptions options;
  bool json = false;
};

int run_site(SiteArguments& arguments, const Session& session) {
  SiteOptions& options = arguments.options;
  options.language = session.language;
  options.command_line = session.command_line;
  options.progress = progress_bar(session.language, session.quiet);
  const SiteResult result = site(options);
  clear_progress();
  if (arguments.json) {
    std::fputs(site_json(result, options.output).c_str(), stdout);
  } else if (!session.quiet) {
    std::string words = site_report(result, session.language);
    if (!options.output.empty())
      words += say("\n结果：{}（图层 sites 为推荐选址）\n", "\nResult: {} (the layer sites holds the sites)\n",
                   printable(options.output))
                   .in(session.language);
    std::fputs(words.c_str(), stdout);
  }
  return done;
}

std::string model_help(Language language) {
  std::string words;
  for (const SiteModel& model : site_models())
    words += (words.empty() ? "" : "; ") + std::string(model.name) + ": " + model.summary.in(language);
  return words;
}

}  // namespace

Command site_command() {
  return {
      "site",
      {"为标准选新址，并证明有多好", "find the best new sites for a standard, and prove how good they are"},
      [](CLI::App& app, const Session& session) {
        auto arguments = std::make_shared<SiteArguments>();
        SiteOptions& options = arguments->options;
        const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
        app.add_option("PLAN", options.plan, in("方案文件（TOML）", "plan file (TOML)"))->required();
        app.add_option("--standard", options.standards,
                       in("为这项标准选址，可重复：一处可服务几项",
                          "the standard to serve; repeatable: one site may serve several"))
            ->type_name("ID")
            ->take_all()
            ->allow_extra_args(false);
        app.add_option("--model", options.model, model_help(session.language))->type_name("NAME");
        app.add_option("--count", options.count, in("新增个数", "number of new sites"))
            ->check(CLI::Range(0, 1000000))
            ->type_name("P");
        app.add_option("--share", options.share,
                       in("要达到的比例，0 到 1（默认为标准的目标）",
                          "share to reach, 0 to 1 (default: the standard's target)"))
            ->check(CLI::Range(0.0, 1.0))
            ->type_name("S");
        app.add_option("--candidates", options.candidates,
                       in("候选点图层；不写则自动生成", "layer of the candidates; made up without it"))
            ->type_name("ROLE");
        app.add_option("--where", options.where, in("候选点的筛选条件（SQL）", "which candidates: an SQL condition"))
            ->type_name("SQL");
        app.add_option("--inside", options.inside,
                       in("自动候选点须在此图层的面内（默认为评分单元）",
                          "made-up candidates lie in these areas (default: the units)"))
            ->type_name("ROLE");
        app.add_option("--outside", options.outside, in("自动候选点不在此图层的面内", "and not in these"))
            ->type_name("ROLE");
        app.add_option("--grid", options.grid, in("自动候选点的网格间距，米", "metres between made-up candidates"))
            ->check(CLI::Range(1.0, 1e6))
            ->type_name("M");
        app.add_option("--must", options.must,
                       in("必选的候选点（SQL 条件）", "candidates that are chosen in any case (SQL)"))
            ->type_name("SQL");
        app.add_option("--forbid", options.forbid, in("不可选的候选点（SQL 条件）", "candidates that are not (SQL)"))
            ->type_name("SQL");
        app.add_option("--spacing", options.rules.spacing,
                       in("与其他新址和现有设施的最小间距，米", "least metres to other sites and to what stands"))
            ->check(CLI::NonNegativeNumber)
            ->type_name("M");
        app.add_option("--per-unit", options.rules.per_unit, in("每个单元最多新增几个", "most new sites in a unit"))
            ->check(CLI::NonNegativeNumber)
            ->type_name("N");
        app.add_option(
               "--density-max", options.rules.density_max,
               in("每个单元每平方公里最多几个，含现有", "most facilities per km2 of a unit, standing ones included"))
            ->check(CLI::NonNegativeNumber)
            ->type_name("X");
        app.add_option("--cost", options.cost,
                       in("候选点的造价字段；set 选最省的", "cost of a candidate (field); set takes the cheapest"))
            ->type_name("FIELD");
        app.add_option("--budget", options.rules.budget, in("总造价上限", "most that all new sites cost"))
            ->check(CLI::NonNegativeNumber)
            ->type_name("B");
        app.add_option("--capacity", options.capacity,
                       in("新址能服务多少人：数字或候选点的字段",
                          "what a new site can serve: a number, or a field of the candidates"))
            ->type_name("N|FIELD");
        app.add_option(
               "--supply-capacity", options.supply_capacity,
               in("现有设施能服务多少人：供给图层的字段", "what a standing facility can serve: a field of the supply"))
            ->type_name("FIELD");
        app.add_option("--times", options.times,
                       in("每个人要有几处设施在限距内（2 即有备用）",
                          "facilities that everyone needs within the limit (2: a backup)"))
            ->check(CLI::Range(1, 9))
            ->type_name("N");
        app.add_option("--seconds", options.seconds, in("最多计算这么久", "work at most so long"))
            ->check(CLI::Range(0.1, 1e6))
            ->type_name("S");
        app.add_option("--seed", options.seed, in("随机种子", "seed"))->type_name("N");
        app.add_option("--register", options.project_register,
                       in("选址写成项目库条目（.csv 或 .geojson）",
                          "the sites as entries of a project register (.csv or .geojson)"))
            ->type_name("FILE");
        app.add_option("-o,--output", options.output, in("结果文件（GeoPackage）", "result file (GeoPackage)"))
            ->type_name("FILE");
        app.add_option("--layer", options.layers, in("改换图层来源，可重复", "rebind a layer; repeatable"))
            ->type_name("ROLE=SOURCE[|LAYER]")
            ->take_all()
            ->allow_extra_args(false);
        app.add_option("--jobs", options.jobs, in("线程数（默认为处理器数）", "threads (default: the machine's)"))
            ->check(CLI::Range(1, 1024))
            ->type_name("N");
        app.add_flag("--json", arguments->json, in("在标准输出打印 JSON", "print JSON on stdout"));
        app.add_flag("--overwrite", options.overwrite, in("覆盖已有的结果文件", "replace an existing result file"));
        app.add_flag("--allow-network", options.allow_network,
                     in("允许联网读取数据", "allow sources that need a network"));
        return [arguments, &session] { return run_site(*arguments, session); };
      }};
}

}  // namespace gapmap::cli
