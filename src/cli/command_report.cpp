// SPDX-License-Identifier: MIT
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/terminal.h"
#include "engine/engine.h"

namespace gapmap::cli {
namespace {

int run_report(ReportOptions& options, const Session& session) {
  options.language = session.language;
  options.progress = progress_bar(session.language, session.quiet);
  const ReportResult result = report(options);
  clear_progress();
  if (session.quiet) return done;
  std::string words;
  for (const Text& note : result.notes) words += note.in(session.language) + "\n";
  for (const std::filesystem::path& file : result.files) words += printable(file.string()) + "\n";
  std::fputs(words.c_str(), stdout);
  return done;
}

/// "html (…), xlsx (…)": the formats as the help of --only lists them.
std::string formats_in(Language language) {
  std::string words;
  for (const auto& [name, summary] : report_format_names())
    words += (words.empty() ? "" : language == Language::zh ? "；" : "; ") + name + " – " + summary.in(language);
  return words;
}

}  // namespace

Command report_command() {
  return {"report",
          {"把结果写成报告：网页、图、表", "hand a result on: an offline page, maps, tables"},
          [](CLI::App& app, const Session& session) {
            auto options = std::make_shared<ReportOptions>();
            const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(session.language); };
            app.add_option("RESULT", options->result, in("gapmap check 写出的结果文件", "result file of gapmap check"))
                ->required();
            app.add_option("-o,--output", options->output, in("输出文件夹", "folder to write to"))
                ->required()
                ->type_name("DIR");
            app.add_option(
                   "--only", options->only,
                   in("只写这种格式，可重复：", "only this format; repeatable: ") + formats_in(session.language))
                ->type_name("FORMAT")
                ->take_all()
                ->allow_extra_args(false);
            app.add_option("--jobs", options->jobs, in("线程数（默认为处理器数）", "threads (default: the machine's)"))
                ->check(CLI::Range(1, 1024))
                ->type_name("N");
            app.add_flag("--overwrite", options->overwrite, in("覆盖已有文件", "replace existing files"));
            return [options, &session] { return run_report(*options, session); };
          }};
}

}  // namespace gapmap::cli
