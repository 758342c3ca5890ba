// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "engine/engine.h"
#include "sample/sample.h"

namespace gapmap::cli {
namespace {

struct SampleArguments {
  std::string folder;
  SampleOptions options;
  bool overwrite = false;
};

int run_sample(SampleArguments& arguments, const Session& session) {
  arguments.options.progress = progress_bar(session.language, session.quiet);
  const SampleFiles files = write_sample(arguments.folder, arguments.options, arguments.overwrite, session.language);
  clear_progress();
  if (!session.quiet)
    std::fputs(say("示例城区（几何为虚构）：{}\n方案：{}\n", "Sample district (synthetic geometry): {}\nPlan: {}\n",
                   printable(files.district.string()), printable(files.plan.string()))
                   .in(session.language)
                   .c_str(),
               stdout);
  return done;
}

}  // namespace

Command sample_command() {
  return {"sample",
          {"生成示例城区及其方案", "write the sample district and its plan"},
          [](CLI::App& app, const Session& session) {
            auto arguments = std::make_shared<SampleArguments>();
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.add_option("-o,--output", arguments->folder, in("输出文件夹", "folder to write to"))
                ->required()
                ->type_name("DIR");
            app.add_option("--seed", arguments->options.seed, in("随机种子", "seed"))->type_name("N");
            app.add_option("--scale", arguments->options.scale,
                           in("规模：20 为城市，100 为省", "size: 20 makes a city, 100 a province"))
                ->check(CLI::Range(0.01, 1000.0))
                ->type_name("X");
            app.add_flag("--overwrite", arguments->overwrite, in("覆盖已有文件", "replace existing files"));
            return [arguments, &session] { return run_sample(*arguments, session); };
          }};
}

}  // namespace gapmap::cli
