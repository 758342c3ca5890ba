// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "output/words.h"
#include "report/atlas_file.h"
#include "report/format.h"
#include "report/workbook.h"

namespace gapmap {
namespace {

using Format = Workbook::Format;

/// The format that a figure of a unit is shown in.
Format format_of(const std::string& unit) { return unit == "share" ? Format::percent : Format::number; }

class Book {
 public:
  Book(const Atlas& atlas, const std::filesystem::path& path, Language language)
      : atlas_(atlas), language_(language), book_(path, atlas.title.in(language), atlas.started) {}

  void write() {
    summary();
    for (const Atlas::Task& task : atlas_.tasks()) sheet_of(task);
    by_unit();
    by_department();
    issues();
    bases();
    about();
    book_.close();
  }

 private:
  std::string in(const char* zh, const char* en) const { return Text{zh, en}.in(language_); }
  std::string verdict(const std::optional<Verdict>& one) const {
    if (!one) return in("不评", "not judged");
    return *one == Verdict::met     ? in("达标", "met")
           : *one == Verdict::unmet ? in("未达标", "unmet")
                                    : in("无数据", "no data");
  }

  void target(const Score& score, Format format) {
    book_.number(score.target.min, format);
    book_.number(score.target.max, format);
  }

  void summary() {
    constexpr std::size_t printed = 12;  // what follows is for filters and formulas
    book_.sheet(in("总表", "Summary"),
                {{in("任务", "Task"), 7},
                 {in("任务名称", "Title of the task"), 18},
                 {in("标准", "Title"), 34},
                 {in("现状", "Value"), 15},
                 {in("单位", "Unit"), 13},
                 {in("目标", "Target"), 17},
                 {in("结论", "Verdict"), 10},
                 {in("缺口", "Missing"), 15},
                 {in("缺口单位", "Unit of gap"), 10},
                 {in("牵头单位", "Lead"), 20},
                 {in("完成时限", "Deadline"), 12},
                 {in("责任单位", "Responsible"), 36},
                 {in("标准编号", "Standard"), 22},
                 {in("目标下限", "Target min"), 12},
                 {in("目标上限", "Target max"), 12},
                 {in("条文", "Clause"), 50}},
                printed);
    for (const Atlas::Item& item : atlas_.items) {
      const Score& score = item.whole();
      const Format format = format_of(item.value_unit);
      book_.text(item.task);
      book_.text(item.task_title.in(language_));
      book_.text(item.title.in(language_));
      book_.number(score.value, format);
      book_.text(item.value_unit == "share" ? "" : unit_words(item.value_unit).in(language_));
      // As words too: a standard may have a target for each class.
      book_.text(target_words(item.scores, item.value_unit, language_));
      book_.verdict(verdict(score.verdict));
      book_.number(missing(score), Format::number);
      book_.text(unit_words(item.amount_unit).in(language_));
      book_.text(item.lead);
      book_.text(item.deadline);
      book_.text(item.responsible);
      book_.text(item.id);
      target(score, format);
      book_.text(item.clause);
      book_.end_row();
    }
    book_.end_sheet(in("未达标", "unmet"), in("达标", "met"));
  }

  static std::optional<double> missing(const Score& score) {
    return score.verdict ? std::optional(score.missing) : std::nullopt;
  }

  /// A row a standard, unit and class.
  void sheet_of(const Atlas::Task& task) {
    book_.sheet(say("任务 {}", "Task {}", task.name).in(language_), score_columns());
    for (const Atlas::Item* item : task.items)
      for (const Score& score : item->scores) score_row(*item, score);
    book_.end_sheet(in("未达标", "unmet"), in("达标", "met"));
  }

  std::vector<Workbook::Head> score_columns() const {
    return {{in("标准编号", "Standard"), 20},  {in("标准", "Title"), 28},          {in("分区", "Partition"), 12},
            {in("单元代码", "Unit code"), 13}, {in("单元名称", "Unit"), 18},       {in("类别", "Class"), 12},
            {in("现状", "Value"), 15},         {in("目标下限", "Target min"), 12}, {in("目标上限", "Target max"), 12},
            {in("结论", "Verdict"), 10},       {in("需求", "Demand"), 14},         {in("已满足", "Served"), 14},
            {in("缺口", "Missing"), 15},       {in("缺口单位", "Unit of gap"), 12}};
  }

  void score_row(const Atlas::Item& item, const Score& score) {
    const Format format = format_of(item.value_unit);
    book_.text(item.id);
    book_.text(item.title.in(language_));
    book_.text(atlas_.layer_title(score.partition).in(language_));
    book_.text(score.unit_code);
    book_.text(score.unit_code == "*"   ? in("全区", "whole area")
               : score.unit_code == "-" ? in("单元之外", "outside all units")
                                        : score.unit_name);
    book_.text(class_words(score.class_name).in(language_));
    book_.number(score.value, format);
    target(score, format);
    book_.verdict(verdict(score.verdict));
    book_.number(score.amount.whole > 0 ? std::optional(score.amount.whole) : std::nullopt, Format::number);
    book_.number(score.amount.part, Format::number);
    book_.number(missing(score), Format::number);
    book_.text(unit_words(item.amount_unit).in(language_));
    book_.end_row();
  }

  /// A row a unit, a column a standard.
  void by_unit() {
    if (atlas_.partitions.empty()) return;
    const Atlas::Units& units = atlas_.partitions.front();
    std::vector<Workbook::Head> heads{{in("单元代码", "Unit code"), 13},
                                      {in("单元名称", "Unit"), 18},
                                      {in("未达标项数", "Unmet"), 10},
                                      {in("达标项数", "Met"), 10}};
    std::vector<std::map<std::string, const Score*>> scores;
    for (const Atlas::Item& item : atlas_.items) {
      heads.push_back({item.task + " " + item.title.in(language_), 14});
      auto& found = scores.emplace_back();
      for (const Score* score : item.of_units(units.role)) found[score->unit_code] = score;
    }
    book_.sheet(in("按单元", "By unit"), heads);
    for (const Unit& unit : units.units) {
      std::size_t met = 0, unmet = 0;
      for (const auto& found : scores)
        if (const auto score = found.find(unit.code); score != found.end() && score->second->verdict) {
          met += *score->second->verdict == Verdict::met ? 1 : 0;
          unmet += *score->second->verdict == Verdict::unmet ? 1 : 0;
        }
      book_.text(unit.code);
      book_.text(unit.name);
      book_.number(static_cast<double>(unmet), Format::integer);
      book_.number(static_cast<double>(met), Format::integer);
      for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto score = scores[i].find(unit.code);
        const bool is_known = score != scores[i].end();
        book_.figure(is_known ? score->second->value : std::nullopt, format_of(atlas_.items[i].value_unit),
                     is_known && score->second->verdict == Verdict::unmet,
                     is_known && score->second->verdict == Verdict::met);
      }
      book_.end_row();
    }
    book_.end_sheet();
  }

  /// A row a department and standard that it leads or shares.
  void by_department() {
    book_.sheet(in("按责任单位", "By department"), {{in("单位", "Department"), 24},
                                                    {in("角色", "Part"), 10},
                                                    {in("任务", "Task"), 8},
                                                    {in("标准", "Title"), 34},
                                                    {in("现状", "Value"), 15},
                                                    {in("目标下限", "Target min"), 12},
                                                    {in("目标上限", "Target max"), 12},
                                                    {in("结论", "Verdict"), 10},
                                                    {in("缺口", "Missing"), 15},
                                                    {in("缺口单位", "Unit of gap"), 12},
                                                    {in("完成时限", "Deadline"), 12}});
    std::map<std::string, std::vector<std::pair<bool, const Atlas::Item*>>> departments;
    for (const Atlas::Item& item : atlas_.items)
      for (const bool is_lead : {true, false})
        for (const std::string& name : names_in(is_lead ? item.lead : item.responsible))
          departments[name].emplace_back(is_lead, &item);
    for (const auto& [name, parts] : departments)
      for (const auto& [is_lead, item] : parts) {
        const Score& score = item->whole();
        book_.text(name);
        book_.text(is_lead ? in("牵头", "lead") : in("责任", "responsible"));
        book_.text(item->task);
        book_.text(item->title.in(language_));
        book_.number(score.value, format_of(item->value_unit));
        target(score, format_of(item->value_unit));
        book_.verdict(verdict(score.verdict));
        book_.number(missing(score), Format::number);
        book_.text(unit_words(item->amount_unit).in(language_));
        book_.text(item->deadline);
        book_.end_row();
      }
    book_.end_sheet(in("未达标", "unmet"), in("达标", "met"));
  }

  static std::vector<std::string> names_in(const std::string& joined) {
    constexpr std::string_view separator = "、";
    std::vector<std::string> names;
    for (std::size_t at = 0; at < joined.size();) {
      const std::size_t end = std::min(joined.find(separator, at), joined.size());
      names.push_back(joined.substr(at, end - at));
      at = end + separator.size();
    }
    return names;
  }

  void issues() {
    book_.sheet(in("数据问题", "Data issues"), {{in("代码", "Code"), 8},
                                                {in("严重程度", "Severity"), 10},
                                                {in("图层", "Layer"), 18},
                                                {in("要素", "Feature"), 14},
                                                {in("说明", "Message"), 90}});
    for (const Atlas::Trouble& issue : atlas_.issues) {
      book_.text(issue.code);
      book_.text(issue.severity == "error"     ? in("错误", "error")
                 : issue.severity == "warning" ? in("警告", "warning")
                 : issue.severity == "note"    ? in("提示", "note")
                                               : issue.severity);
      book_.text(atlas_.layer_title(issue.role).in(language_));
      book_.text(issue.feature);
      book_.text(issue.message.in(language_));
      book_.end_row();
    }
    book_.end_sheet();
  }

  void about() {
    book_.sheet(in("说明", "About"), {{in("项目", "Item"), 18}, {in("内容", "Content"), 100}});
    const auto row = [&](const std::string& name, const std::string& words) {
      book_.text(name);
      book_.text(words);
      book_.end_row();
    };
    row(in("方案", "Plan"), atlas_.title.in(language_));
    row(in("依据文件", "Document"), std::string(trimmed(atlas_.document + "  " + atlas_.date)));
    row(in("数据", "Data"), atlas_.sources.in(language_));
    row(in("坐标系", "Coordinate system"), crs_words(atlas_.crs_name, language_) + "  " + atlas_.crs);
    row(in("检查日期", "Checked"), atlas_.day());
    row("gapmap", atlas_.version);
    book_.end_sheet();
  }

  /// What each figure was computed on, and how the document was read.
  void bases() {
    book_.sheet(in("计算依据", "Basis"), {{in("任务", "Task"), 8},
                                          {in("标准编号", "Standard"), 22},
                                          {in("标准", "Title"), 34},
                                          {in("计算依据", "Computed on"), 60},
                                          {in("口径", "Read as"), 50}});
    for (const Atlas::Item& item : atlas_.items) {
      for (const std::string& words :
           {item.task, item.id, item.title.in(language_), item.basis.in(language_), item.assumption.in(language_)})
        book_.text(words);
      book_.end_row();
    }
    book_.end_sheet();
  }

  const Atlas& atlas_;
  Language language_;
  Workbook book_;
};

ReportFiles write(const ReportView& view, const ReportRequest& request) {
  const Atlas atlas = atlas_of(view);
  const std::filesystem::path path = request.folder / "scores.xlsx";
  Book(atlas, request.files.add(path), request.language).write();
  return {{path}, {}};
}

}  // namespace

ReportFormat xlsx_report() {
  return {"xlsx",
          "xlsx",
          {"电子表格：每个任务、单元、责任单位和数据问题各有工作表",
           "a workbook: a sheet a task, by unit, by department, data issues"},
          write};
}

}  // namespace gapmap
