// SPDX-License-Identifier: MIT
#include "cli/plan_pages.h"

#include <map>

#include "cli/terminal.h"
#include "engine/engine.h"
#include "measure/consistency.h"
#include "plan/ready.h"

namespace gapmap::cli {
namespace {

/// "O 3, S 2": how many standards bear which mark, or nothing.
std::string trust_words(const Plan& plan) {
  std::map<std::string, int> marks;
  for (const Standard& standard : plan.standards)
    if (!standard.trust.empty()) ++marks[standard.trust];
  std::vector<std::string> words;
  for (const char* mark : {"O", "R", "S", "D", "M"})
    if (marks.contains(mark)) words.push_back(fmt::format("{} {}", mark, marks[mark]));
  return join(words, ", ");
}

std::string measure_words(const Standard& standard) {
  std::vector<std::string> names;
  for (const Requirement& way : standard.ways)
    if (names.empty() || names.back() != way.measure) names.push_back(way.measure);
  return join(names, " / ");
}

std::string standards_of(const Plan& plan, const std::vector<const Standard*>& standards, Language language) {
  const bool zh = language == Language::zh;
  std::vector<TextTable::Head> heads{
      {zh ? "代号" : "Id"}, {zh ? "方法" : "Measure"}, {zh ? "标准" : "Standard", false, 64}};
  const bool has_trust = !trust_words(plan).empty();
  if (has_trust) heads.push_back({zh ? "可信度" : "Trust"});
  TextTable table(heads);
  for (const Standard* standard : standards) {
    std::vector<std::string> cells{standard->id, measure_words(*standard), printable(standard->title.in(language))};
    if (has_trust) cells.push_back(standard->trust);
    table.add(std::move(cells));
  }
  return table.drawn();
}

/// The standards under the headings of their tasks, or in one table where the plan lists no tasks.
std::string tasks_of(const Plan& plan, Language language) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<const Standard*>> by_task;
  for (const Task& task : plan.tasks) order.push_back(task.number);
  for (const Standard& standard : plan.standards) {
    if (!by_task.contains(standard.task) && !plan.find_task(standard.task)) order.push_back(standard.task);
    by_task[standard.task].push_back(&standard);
  }
  std::string words;
  for (const std::string& number : order) {
    const Task* task = plan.find_task(number);
    const std::string title = task ? printable(task->title.in(language)) : std::string();
    const std::string lead = task && !task->lead.empty() ? "  (" + printable(join(task->lead, "、")) + ")" : "";
    words += say("\n任务 {} {}{}\n", "\nTask {} {}{}\n", printable(number), title, lead).in(language);
    words += standards_of(plan, by_task[number], language);
  }
  return words;
}

std::string roles_of(const Plan& plan, Language language) {
  std::vector<std::string> bound, open;
  for (const auto& [role, spec] : plan.layers) (spec.is_bound() ? bound : open).push_back(role);
  std::string words;
  if (!bound.empty()) words += say("\n已接图层：{}\n", "\nLayers: {}\n", printable(join(bound, ", "))).in(language);
  if (!open.empty())
    words += say("\n要用 --layer 角色=文件 接上的图层：{}\n", "\nLayers to bind by --layer ROLE=FILE: {}\n",
                 printable(join(open, ", ")))
                 .in(language);
  return words;
}

std::string findings_words(const Plan& plan, Language language) {
  const std::vector<Finding> findings = findings_of(plan);
  if (findings.empty()) return {};
  std::string words = Text{"\n文件自身的数字\n", "\nThe document's own figures\n"}.in(language);
  for (const Finding& finding : findings) {
    words += coloured(finding.holds ? "  ✓ " : "  ✗ ", finding.holds ? Colour::good : Colour::bad) +
             printable(finding.words.in(language)) + "\n";
    if (!finding.note.empty()) words += "    " + printable(finding.note.in(language)) + "\n";
  }
  return words;
}

}  // namespace

std::string plan_list(Language language) {
  const bool zh = language == Language::zh;
  TextTable table({{zh ? "代号" : "Id"},
                   {zh ? "标准数" : "Standards", true},
                   {zh ? "可信度" : "Trust"},
                   {zh ? "名称" : "Title", false, 90}});
  for (const EmbeddedFile& file : ready_plan_files()) {
    const Plan plan = load_plan(std::string(file.name));
    table.add({plan.id, std::to_string(plan.standards.size()), trust_words(plan), plan.title.in(language)});
  }
  return table.drawn() +
         Text{
             "\n可信度：O 见过官方文本，R 见过转载文本，S 二手来源，D 草案，M 未核对。\n"
             "gapmap plan show 代号 列出标准；gapmap check 代号 --layer 角色=文件 检查。\n",
             "\nTrust: O official text seen, R reprint seen, S secondary source, D draft, M unverified.\n"
             "gapmap plan show ID lists the standards; gapmap check ID --layer ROLE=FILE checks them.\n"}
             .in(language);
}

std::string plan_page(const std::string& path, Language language) {
  const Plan plan = load_plan(path);
  std::string words = printable(plan.title.in(language)) + "\n";
  if (!plan.document.empty())
    words += printable(plan.document) + (plan.date.empty() ? "" : ", " + printable(plan.date)) + "\n";
  words += say("方案有效：{} 项标准，{} 个图层\n", "the plan is valid: {} standards, {} layers\n",
               plan.standards.size(), plan.layers.size())
               .in(language);
  return words + tasks_of(plan, language) + roles_of(plan, language) + findings_words(plan, language);
}

}  // namespace gapmap::cli
