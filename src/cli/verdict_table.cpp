// SPDX-License-Identifier: MIT
#include "cli/verdict_table.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "cli/terminal.h"
#include "output/words.h"

namespace gapmap::cli {
namespace {

Colour colour_of(const std::optional<Verdict>& verdict) {
  if (!verdict || *verdict == Verdict::no_data) return Colour::faint;
  return *verdict == Verdict::met ? Colour::good : Colour::bad;
}

}  // namespace

std::string verdict_table(const CheckResult& result, Language language) {
  const bool zh = language == Language::zh;
  const std::size_t width = terminal_width();
  TextTable table({{zh ? "任务" : "Task", false, 6},
                   {zh ? "标准" : "Standard", false, width > 110 ? 44u : 30u},
                   {zh ? "现状" : "Value", true},
                   {zh ? "目标" : "Target", true},
                   {zh ? "结论" : "Verdict", false},
                   {zh ? "尚缺" : "Missing", true},
                   {zh ? "牵头单位" : "Lead", false, width > 110 ? 30u : 16u}});
  for (const StandardResult& standard : result.assessment.results) {
    const Standard& rule = result.plan.standards[standard.standard];
    const auto add = [&](const Score& score, const std::string& task, const std::string& title,
                         const std::string& lead) {
      table.add(
          {printable(task), printable(title), value_words(score, standard.reading.value_unit, language),
           target_words(score.target, standard.reading.value_unit, language), verdict_words(score.verdict).in(language),
           missing_words(score, standard.reading.amount_unit, language), printable(lead)},
          {Colour::none, Colour::none, Colour::none, Colour::none, colour_of(score.verdict), Colour::none,
           Colour::none});
    };
    for (const Score& score : standard.scores) {
      if (score.unit_code != "*" || score.partition != standard.whole().partition) continue;
      if (score.class_name.empty())
        add(score, rule.task, rule.title.in(language), join(rule.lead, "、"));
      else
        add(score, "", "  · " + score.class_name, "");
      if (const std::string shown = shown_words(score, standard.reading.value_unit); !shown.empty())
        table.add({"", zh ? "  · 另示" : "  · also", "", shown, "", "", ""}, std::vector<Colour>(7, Colour::faint));
    }
  }
  return table.drawn();
}

std::string verdict_summary(const CheckResult& result, Language language) {
  std::size_t counts[3] = {}, open = 0;
  for (const StandardResult& standard : result.assessment.results)
    if (standard.whole().verdict)
      ++counts[static_cast<std::size_t>(*standard.whole().verdict)];
    else
      ++open;
  Text line = say("{} 项标准：{} 达标，{} 未达标，{} 无数据", "{} standards: {} met, {} unmet, {} without data",
                  result.assessment.results.size(), counts[0], counts[1], counts[2]);
  if (open > 0) {
    line.zh += fmt::format("，{} 不评", open);
    line.en += fmt::format(", {} not judged", open);
  }
  return line.in(language) + "\n";
}

std::string issue_list(const CheckResult& result, Language language, std::size_t most) {
  std::vector<const Issue*> issues;
  for (const Issue& issue : result.issues) issues.push_back(&issue);
  std::stable_sort(issues.begin(), issues.end(),
                   [](const Issue* a, const Issue* b) { return a->severity > b->severity; });
  if (issues.empty()) return {};
  // What is said of many features in the same words is said once.
  struct Group {
    const Issue* first;
    std::size_t count;
  };
  std::vector<Group> groups;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known;
  for (const Issue* issue : issues) {
    const auto [place, is_new] = known.try_emplace({issue->code, issue->role, issue->message.en}, groups.size());
    if (is_new)
      groups.push_back({issue, 1});
    else
      ++groups[place->second].count;
  }
  std::string words = say("{} 条数据问题：\n", "{} issues of the input:\n", issues.size()).in(language);
  for (std::size_t i = 0; i < groups.size() && i < most; ++i) {
    const auto& [issue, count] = groups[i];
    const Text others =
        count > 1 ? say(" 等 {} 个", " and {} more", language == Language::zh ? count : count - 1) : Text();
    words += fmt::format("  {}{}{}{}: {}\n", issue->code, issue->role.empty() ? "" : " " + printable(issue->role),
                         issue->feature.empty() ? "" : " #" + printable(issue->feature), others.in(language),
                         printable(issue->message.in(language)));
  }
  if (groups.size() > most)
    words += say("  …其余见结果文件的 input_issues\n", "  … more in the result's input_issues\n").in(language);
  return words;
}

}  // namespace gapmap::cli
