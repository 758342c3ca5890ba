// SPDX-License-Identifier: MIT
#include "cli/compare_report.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "cli/terminal.h"
#include "output/words.h"

namespace gapmap::cli {
namespace {

std::string value_of(const std::optional<ScoreState>& state, const std::string& unit) {
  return state && state->value ? number_words(*state->value, unit) : "–";
}

std::string sign_of(const std::optional<ScoreState>& state) {
  if (!state || state->verdict.empty()) return "–";
  return state->verdict == "met" ? "✓" : state->verdict == "unmet" ? "✗" : "?";
}

std::string change_words(const ScoreChange& row) {
  const std::optional<double> change = row.change();
  if (!change) return "–";
  if (*change == 0) return "0";
  const double size = std::abs(*change);
  std::string number = number_words(size, row.value_unit);
  if (row.value_unit == "share") {
    // Points of a percentage; a change that rounds away is still shown to be one.
    number = size < 0.00005 ? "0.00…" : fmt::format("{:.{}f}", size * 100, size < 0.0005 ? 2 : 1);
  }
  return (*change > 0 ? "+" : "−") + number;
}

Colour colour_of(std::string_view direction) {
  return direction == "better" ? Colour::good : direction == "worse" ? Colour::bad : Colour::none;
}

const GapCount* gaps_of(const CompareResult& result, const std::string& standard) {
  for (const StandardGaps& gaps : result.gaps)
    if (gaps.standard_id == standard)
      if (const auto found = gaps.counts.find("*"); found != gaps.counts.end()) return &found->second;
  return nullptr;
}

std::string gap_words(const GapCount* count, GapFate fate) {
  return count ? grouped(static_cast<double>(count->gaps[static_cast<std::size_t>(fate)])) : "–";
}

bool is_whole(const ScoreChange& row) { return row.unit_code == "*" && row.class_name.empty(); }

std::string department_lines(const CompareResult& result, Language language) {
  struct Count {
    int better = 0, worse = 0, same = 0;
  };
  std::map<std::string, Count> by_lead;
  for (const ScoreChange& row : result.scores) {
    if (!is_whole(row) || !row.before || !row.after || row.lead.empty()) continue;
    Count& count = by_lead[row.lead];
    ++(row.direction() == "better" ? count.better : row.direction() == "worse" ? count.worse : count.same);
  }
  if (by_lead.size() < 2) return {};
  const bool zh = language == Language::zh;
  TextTable table({{zh ? "牵头单位" : "Lead", false, 40},
                   {zh ? "变好" : "Better", true},
                   {zh ? "变差" : "Worse", true},
                   {zh ? "不变" : "Same", true}});
  for (const auto& [lead, count] : by_lead)
    table.add({printable(lead), std::to_string(count.better), std::to_string(count.worse), std::to_string(count.same)},
              {Colour::none, count.better ? Colour::good : Colour::none, count.worse ? Colour::bad : Colour::none,
               Colour::none});
  return "\n" + table.drawn();
}

}  // namespace

std::string compare_report(const CompareResult& result, Language language) {
  const bool zh = language == Language::zh;
  TextTable table({{zh ? "任务" : "Task", false, 6},
                   {zh ? "标准" : "Standard", false, terminal_width() > 110 ? 44u : 28u},
                   {zh ? "之前" : "Before", true},
                   {zh ? "之后" : "After", true},
                   {zh ? "变化" : "Change", true},
                   {zh ? "结论" : "Verdict"},
                   {zh ? "补上" : "Closed", true},
                   {zh ? "新增" : "Opened", true},
                   {zh ? "移动" : "Moved", true}});
  std::size_t better = 0, worse = 0, same = 0;
  std::string partition;
  bool is_first = true;
  for (const ScoreChange& row : result.scores) {
    if (is_first) partition = row.partition, is_first = false;
    if (!is_whole(row) || row.partition != partition) continue;
    const std::string_view direction = row.direction();
    ++(direction == "better" ? better : direction == "worse" ? worse : same);
    const GapCount* gaps = gaps_of(result, row.standard_id);
    const auto title = result.titles.find(row.standard_id);
    table.add(
        {printable(row.task), title == result.titles.end() ? row.standard_id : printable(title->second.in(language)),
         value_of(row.before, row.value_unit), value_of(row.after, row.value_unit), change_words(row),
         sign_of(row.before) + " → " + sign_of(row.after), gap_words(gaps, GapFate::closed),
         gap_words(gaps, GapFate::opened), gap_words(gaps, GapFate::moved)},
        {Colour::none, Colour::none, Colour::none, Colour::none, colour_of(direction), colour_of(direction)});
  }
  std::string words = table.drawn() + department_lines(result, language) + "\n" +
                      say("{} 项标准：{} 变好，{} 变差，{} 不变\n", "{} standards: {} better, {} worse, {} the same\n",
                          better + worse + same, better, worse, same)
                          .in(language);
  if (!result.only_before.empty())
    words += say("只在之前检查：{}\n", "checked before only: {}\n", join(result.only_before, ", ")).in(language);
  if (!result.only_after.empty())
    words += say("只在之后检查：{}\n", "checked after only: {}\n", join(result.only_after, ", ")).in(language);
  return words;
}

std::string compare_json(const CompareResult& result, const std::string& output) {
  using Json = nlohmann::ordered_json;
  const auto state = [](const std::optional<ScoreState>& one) {
    if (!one) return Json();
    return Json{{"value", one->value ? Json(*one->value) : Json()},
                {"verdict", one->verdict.empty() ? Json() : Json(one->verdict)},
                {"demand", one->demand},
                {"served", one->served},
                {"missing", one->missing}};
  };
  Json scores = Json::array(), gaps = Json::array();
  for (const ScoreChange& row : result.scores) {
    const std::optional<double> change = row.change();
    scores.push_back({{"standard_id", row.standard_id},
                      {"task", row.task},
                      {"partition", row.partition},
                      {"unit_code", row.unit_code},
                      {"unit_name", row.unit_name},
                      {"class", row.class_name},
                      {"direction", row.direction()},
                      {"change", change ? Json(*change) : Json()},
                      {"value_unit", row.value_unit},
                      {"unit_of_measure", row.amount_unit},
                      {"lead", row.lead},
                      {"before", state(row.before)},
                      {"after", state(row.after)}});
  }
  for (const StandardGaps& one : result.gaps)
    for (const auto& [unit, count] : one.counts) {
      Json entry{{"standard_id", one.standard_id},
                 {"unit_code", unit},
                 {"amount_before", count.before},
                 {"amount_after", count.after}};
      for (const GapFate fate :
           {GapFate::closed, GapFate::opened, GapFate::moved, GapFate::grew, GapFate::shrank, GapFate::same})
        entry[std::string(gap_fate_name(fate))] = count.gaps[static_cast<std::size_t>(fate)];
      gaps.push_back(std::move(entry));
    }
  const Json all{
      {"before", result.before_date},      {"after", result.after_date},      {"scores", scores}, {"gaps", gaps},
      {"only_before", result.only_before}, {"only_after", result.only_after}, {"result", output}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gapmap::cli
