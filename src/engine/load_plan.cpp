// SPDX-License-Identifier: MIT
#include <filesystem>

#include "engine/engine.h"
#include "measure/measure.h"
#include "plan/parse.h"
#include "plan/ready.h"

namespace gapmap {
namespace {

/// What the measures see in their requirements.
std::vector<Problem> check_measures(const Plan& plan) {
  std::vector<Problem> problems;
  for (const Standard& standard : plan.standards)
    for (const Requirement& way : standard.ways)
      if (const Measure* measure = find_measure(way.measure); measure && measure->check)
        for (Problem& problem : measure->check(way, plan)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace

Plan load_plan(const std::string& path) {
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  std::error_code fault;
  const EmbeddedFile* ready = std::filesystem::exists(path, fault) ? nullptr : find_ready_plan(path);
  if (!ready && !std::filesystem::exists(path, fault) && path.find_first_of("./\\") == std::string::npos) {
    std::vector<std::string> known;
    for (const EmbeddedFile& file : ready_plan_files()) known.emplace_back(file.name);
    const std::string meant = nearest_word(path, known);
    throw Error(
        Fault::plan,
        say("没有文件 {0}，也没有名为 {0} 的现成方案", "there is no file {0} and no ready plan {0}", printable(path)),
        meant.empty() ? Text{"现成方案见 gapmap plan list", "gapmap plan list shows the ready plans"}
                      : say("是否指“{}”？", "did you mean \"{}\"?", meant));
  }
  if (!ready) return read_plan(path, syntax, check_measures);
  // Its relative sources start where the user stands.
  return accept_plan(parse_plan(std::string(ready->text), std::string(ready->name) + ".toml", syntax, check_measures));
}

}  // namespace gapmap
