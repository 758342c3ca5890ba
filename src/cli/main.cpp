// SPDX-License-Identifier: MIT
// Parse, call, translate errors: the only place with exit codes.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "cli/command.h"
#include "cli/interrupts.h"
#include "cli/terminal.h"
#include "engine/engine.h"

namespace gapmap::cli {
namespace {

Language language_of_environment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value)
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  return Language::en;
}

/// Help must speak the language before the arguments are parsed.
Language language_of(int count, char** words) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    const std::string_view value = word.starts_with("--lang=")         ? word.substr(7)
                                   : word == "--lang" && i + 1 < count ? words[i + 1]
                                                                       : "";
    if (value == "zh") return Language::zh;
    if (value == "en") return Language::en;
  }
  return language_of_environment();
}

std::string command_line_of(int count, char** words) {
  std::string line;
  for (int i = 0; i < count; ++i) line += (i ? " " : "") + std::string(words[i]);
  return line;
}

int status_of(Fault fault) {
  switch (fault) {
    case Fault::usage:
    case Fault::plan: return wrong_usage;
    case Fault::input: return bad_input;
    case Fault::interrupted: return interrupted_status();
    default: return internal_error;
  }
}

void complain(const Error& error, Language language) {
  const std::string& sentence = error.sentence().in(language);
  const std::string& hint = error.hint().in(language);
  // A plan's problems begin with their own place, one a line, as compilers print them.
  const bool has_place = error.fault() == Fault::plan && error.hint().empty();
  if (has_place)
    std::fprintf(stderr, "%s\n", sentence.c_str());
  else if (error.fault() == Fault::interrupted)
    std::fprintf(stderr, "gapmap: %s\n", sentence.c_str());
  else
    std::fprintf(stderr, "gapmap: %s%s\n", language == Language::zh ? "错误：" : "error: ", sentence.c_str());
  if (!hint.empty()) std::fprintf(stderr, "  %s%s\n", language == Language::zh ? "提示：" : "hint: ", hint.c_str());
}

int run(int count, char** words) {
  Session session{language_of(count, words), command_line_of(count, words), false};
  watch_for_interrupts(session.language);
  const auto in = [&](const Text& text) { return text.in(session.language); };
  CLI::App app(in({"把写满量化承诺的规划文件变成缺口图、得分和选址",
                   "turns a plan of measurable promises into gap maps, scores and sites"}),
               "gapmap");
  app.set_version_flag("--version", "gapmap " + version());
  app.set_help_flag("-h,--help", in({"显示帮助", "show help"}));
  app.require_subcommand(1);
  std::function<int()> chosen;
  std::string asked_language;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(command.name, in(command.summary));
    sub->set_help_flag("-h,--help", in({"显示帮助", "show help"}));
    // --lang was read already; here it is checked and shown in the help.
    sub->add_option("--lang", asked_language, in({"语言", "language"}))
        ->check(CLI::IsMember({"zh", "en"}))
        ->type_name("zh|en");
    sub->add_flag("-q,--quiet", session.quiet, in({"只打印错误", "print errors only"}));
    auto action = command.add(*sub, session);
    sub->callback([&chosen, action = std::move(action)] { chosen = action; });
  }
  try {
    app.parse(count, words);
    return chosen();
  } catch (const CLI::ParseError& fault) {
    if (fault.get_exit_code() == 0) return app.exit(fault), done;
    std::fprintf(stderr, "gapmap: %s%s\n  %s\n", in({"错误：", "error: "}).c_str(), fault.what(),
                 in({"提示：用 gapmap --help 查看用法", "hint: see gapmap --help"}).c_str());
    return wrong_usage;
  } catch (const Error& error) {
    clear_progress();
    complain(error, session.language);
    return status_of(error.fault());
  }
}

}  // namespace
}  // namespace gapmap::cli

int main(int count, char** words) {
  try {
    return gapmap::cli::run(count, words);
  } catch (const std::bad_alloc&) {
    std::fputs("gapmap: out of memory\n", stderr);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "gapmap: internal error: %s\n", fault.what());
  }
  return gapmap::cli::internal_error;
}
