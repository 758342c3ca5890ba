// SPDX-License-Identifier: MIT
#include "cli/by_table.h"

#include <algorithm>
#include <cassert>

#include "assess/by_department.h"
#include "assess/by_task.h"
#include "assess/by_unit.h"
#include "cli/terminal.h"
#include "output/result_league.h"
#include "output/words.h"

namespace gapmap::cli {
namespace {

std::string count(std::size_t number) { return number == 0 ? "–" : std::to_string(number); }

std::string people(const VerdictCounts& counts) { return counts.people > 0 ? grouped(counts.people) : "–"; }

/// What the column of people counts; below every table that has it.
std::string people_note(Language language) {
  return Text{"受影响人数为未达标标准中缺口最大一项的人数，各项不相加。\n",
              "People: the most that any one unmet standard leaves unserved; standards are not summed.\n"}
      .in(language);
}

std::string tasks(const CheckResult& result, Language language) {
  const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(language); };
  TextTable table({{in("任务", "Task"), false, 6},
                   {in("名称", "Title"), false, 44},
                   {in("结论", "Verdict"), false},
                   {in("达标", "Met"), true},
                   {in("未达标", "Unmet"), true},
                   {in("无数据", "No data"), true},
                   {in("不评", "Open"), true},
                   {in("受影响（人）", "People"), true}});
  for (const TaskRow& row : by_task(result.plan, result.assessment)) {
    const auto verdict = row.counts.verdict();
    const Colour colour = verdict == Verdict::unmet ? Colour::bad
                          : verdict == Verdict::met ? Colour::good
                                                    : Colour::faint;
    const std::string words =
        row.counts.total() > 0 ? verdict_words(verdict).in(language) : in("没有标准", "no standard");
    table.add({printable(row.number), printable(row.title.in(language)), words, count(row.counts.met),
               count(row.counts.unmet), count(row.counts.no_data), count(row.counts.open), people(row.counts)},
              {Colour::none, Colour::none, colour});
  }
  return table.drawn() + people_note(language);
}

std::string departments(const CheckResult& result, Language language) {
  const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(language); };
  TextTable table({{in("单位", "Department"), false, 40},
                   {in("职责", "Duty"), false},
                   {in("达标", "Met"), true},
                   {in("未达标", "Unmet"), true},
                   {in("无数据", "No data"), true},
                   {in("不评", "Open"), true},
                   {in("受影响（人）", "People"), true},
                   {in("缺口最大的标准", "Widest gap"), false, 40}});
  for (const DepartmentRow& row : by_department(result.plan, result.assessment)) {
    const auto& widest = row.counts.widest;
    table.add({printable(row.department), row.duty == Duty::lead ? in("牵头", "lead") : in("责任", "responsible"),
               count(row.counts.met), count(row.counts.unmet), count(row.counts.no_data), count(row.counts.open),
               people(row.counts), widest ? printable(result.plan.standards[*widest].title.in(language)) : ""},
              {Colour::none, Colour::none, Colour::none, row.counts.unmet > 0 ? Colour::bad : Colour::none});
  }
  return table.drawn() + people_note(language);
}

std::string units(const CheckResult& result, Language language) {
  const auto in = [&](const char* zh, const char* en) { return Text{zh, en}.in(language); };
  const std::vector<UnitRow> rows = by_unit(result.assessment, result.partitions);
  std::string words;
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end =
        std::find_if(begin, rows.end(), [&](const UnitRow& row) { return row.partition != begin->partition; });
    TextTable table({{in("名次", "Place"), true},
                     {in("单元", "Unit"), false, 30},
                     {in("达标", "Met"), true},
                     {in("未达标", "Unmet"), true},
                     {in("无数据", "No data"), true},
                     {in("受影响（人）", "People"), true},
                     {in("最差三项：现状（目标）", "Worst three: value (target)"), true},
                     {in("标准", "Standard"), false, terminal_width() > 110 ? 50u : 30u}});
    for (auto row = begin; row != end; ++row) {
      std::vector<std::string> cells{row->standing ? std::to_string(*row->standing) : "–",
                                     printable(row->name.empty() ? row->code : row->name),
                                     count(row->counts.met),
                                     count(row->counts.unmet),
                                     count(row->counts.no_data),
                                     people(row->counts)};
      for (std::size_t i = 0; i == 0 || i < std::min(worst_gaps, row->worst.size()); ++i) {
        const bool has_gap = i < row->worst.size();
        cells.push_back(has_gap ? printable(gap_figures(row->worst[i], language)) : "");
        cells.push_back(has_gap ? printable(gap_title(result.plan, row->worst[i], language)) : "");
        table.add(std::move(cells));
        cells.assign(6, "");
      }
    }
    words += printable(begin->partition) + "\n" + table.drawn() + "\n";
    begin = end;
  }
  if (rows.empty()) return in("方案没有评分单元（units）。\n", "The plan has no units to give scores for (`units`).\n");
  return words + people_note(language);
}

}  // namespace

std::string by_table(std::string_view by, const CheckResult& result, Language language) {
  if (by == "task") return tasks(result, language);
  if (by == "department") return departments(result, language);
  assert(by == "unit");
  return units(result, language);
}

}  // namespace gapmap::cli
