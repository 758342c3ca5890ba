// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "base/error.h"
#include "output/words.h"
#include "report/atlas_file.h"
#include "report/format.h"
#include "report/pandoc.h"

namespace gapmap {
namespace {

/// Words from data as Markdown shows them: no mark, tag or table border of theirs is one of ours.
std::string plain(const std::string& words) {
  std::string result;
  for (const char c : words) {
    if (c == '\n' || c == '\r' || c == '\t') {
      result += ' ';
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (std::string_view("\\`*_{}[]<>#+-!|$~^@&\"'").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string row(const std::vector<std::string>& cells) { return "| " + join(cells, " | ") + " |\n"; }

std::string head(const std::vector<std::string>& titles) {
  return row(titles) + row(std::vector<std::string>(titles.size(), "---"));
}

class Document {
 public:
  Document(const Atlas& atlas, Language language) : atlas_(atlas), language_(language) {}

  std::string text() {
    std::string words = "---\ntitle: '" +
                        quoted(say("《{}》达标检查报告", "Compliance report: {}", atlas_.title).in(language_)) +
                        "'\ndate: '" + quoted(atlas_.day()) + "'\n---\n\n";
    // One after the other: each takes the next number of a part or table.
    words += conclusion();
    words += figures();
    for (const Atlas::Task& task : atlas_.tasks()) words += section(task);
    words += departments();
    words += basis();
    return words;
  }

 private:
  std::string in(const char* zh, const char* en) const { return Text{zh, en}.in(language_); }
  /// Chinese reports number their parts 一、二、三.
  std::string title(const Text& words) {
    constexpr std::string_view numbers[] = {"一", "二", "三", "四", "五", "六"};
    const std::string number =
        language_ == Language::zh ? std::string(numbers[parts_]) + "、" : fmt::format("{}. ", parts_ + 1);
    ++parts_;
    return "# " + number + words.in(language_) + "\n\n";
  }
  /// Inside '…' of the YAML head.
  static std::string quoted(const std::string& words) {
    std::string result;
    for (const char c : words) result += c == '\'' ? "''" : c == '\n' ? " " : std::string(1, c);
    return result;
  }
  std::string verdict(const Score& score) const {
    const std::string& words = verdict_words(score.verdict).in(language_);
    return words.substr(words.find(' ') == std::string::npos ? 0 : words.find(' ') + 1);
  }
  std::string table_title(const Text& words) {
    ++tables_;
    return say("表 {}　{}", "Table {}. {}", tables_, words).in(language_) + "\n\n";
  }

  std::string conclusion() {
    std::size_t counts[3] = {};
    for (const Atlas::Item& item : atlas_.items)
      if (item.whole().verdict) ++counts[static_cast<std::size_t>(*item.whole().verdict)];
    std::string words = title({"总体结论", "Conclusion"});
    words += say("本次共检查 {} 项标准，其中 {} 项达标，{} 项未达标，{} 项因缺少数据不能评价。",
                 "{} standards were checked: {} are met, {} are unmet, {} could not be judged for want of data.",
                 counts[0] + counts[1] + counts[2], counts[0], counts[1], counts[2])
                 .in(language_);
    return words + "\n\n";
  }

  std::string figures() {
    std::string words = title({"指标现状与目标", "Figures and targets"});
    words +=
        table_title({"各项标准的现状、目标、缺口与结论", "present value, target, gap and verdict of each standard"});
    words += head({in("任务", "Task"), in("标准", "Standard"), in("现状", "Present"), in("目标", "Target"),
                   in("缺口", "Gap"), in("结论", "Verdict"), in("牵头单位", "Lead")});
    for (const Atlas::Item& item : atlas_.items) {
      const Score& score = item.whole();
      words +=
          row({plain(item.task), plain(item.title.in(language_)), plain(value_words(score, item.value_unit, language_)),
               plain(target_words(item.scores, item.value_unit, language_)),
               plain(missing_words(score, item.amount_unit, language_)), verdict(score), plain(item.lead)});
    }
    return words + "\n" + title({"各任务情况", "Task by task"});
  }

  /// What the figures say, in one sentence.
  std::string sentence(const Atlas::Item& item) const {
    const Score& score = item.whole();
    const std::string name = plain(item.title.in(language_)),
                      value = plain(value_words(score, item.value_unit, language_)),
                      target = plain(target_words(item.scores, item.value_unit, language_)),
                      gap = plain(missing_words(score, item.amount_unit, language_));
    std::string words = say("**{}**：现状 {}", "**{}**: {}", name, value).in(language_);
    if (!target.empty()) words += say("，目标 {}", ", target {}", target).in(language_);
    if (!gap.empty()) words += say("，缺口 {}", ", gap {}", gap).in(language_);
    return words + say("，{}。", ", {}.", verdict(score)).in(language_);
  }

  std::string section(const Atlas::Task& task) {
    std::string words = "## " + task_words(plain(task.name), plain(task.title().in(language_)), language_) + "\n\n";
    for (const Atlas::Item* item : task.items) {
      words += sentence(*item) + "\n\n";
      if (!item->clause.empty()) words += "> " + plain(item->clause) + "\n\n";
      words += worst_units(*item);
    }
    return words;
  }

  std::string worst_units(const Atlas::Item& item) {
    if (atlas_.partitions.empty()) return {};
    std::vector<const Score*> rows;
    for (const Score* score : item.of_units(atlas_.partitions.front().role))
      if (score->verdict == Verdict::unmet) rows.push_back(score);
    if (rows.empty()) return {};
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Score* a, const Score* b) { return std::abs(a->missing) > std::abs(b->missing); });
    constexpr std::size_t most = 10;
    std::string words =
        table_title(say("{}：未达标单元（共 {} 个，列缺口最大的 {} 个）",
                        "{}: units where it is unmet ({} in all, the {} largest gaps)",
                        Text{plain(item.title.zh), plain(item.title.en)}, rows.size(), std::min(most, rows.size())));
    words += head({in("单元", "Unit"), in("现状", "Present"), in("目标", "Target"), in("缺口", "Gap")});
    for (std::size_t i = 0; i < std::min(most, rows.size()); ++i)
      words += row({plain(rows[i]->unit_name), plain(value_words(*rows[i], item.value_unit, language_)),
                    plain(target_words(rows[i]->target, item.value_unit, language_)),
                    plain(missing_words(*rows[i], item.amount_unit, language_))});
    return words + "\n";
  }

  std::string departments() {
    std::map<std::string, std::vector<const Atlas::Item*>> leads;
    for (const Atlas::Item& item : atlas_.items)
      if (!item.lead.empty() && item.whole().verdict == Verdict::unmet) leads[item.lead].push_back(&item);
    if (leads.empty()) return {};
    std::string words = title({"责任单位未达标事项", "Unmet standards by department"});
    words += table_title({"各牵头单位未达标的标准与完成时限", "unmet standards and deadlines by lead department"});
    words += head({in("牵头单位", "Lead"), in("任务", "Task"), in("标准", "Standard"), in("缺口", "Gap"),
                   in("完成时限", "Deadline"), in("责任单位", "Responsible")});
    for (const auto& [lead, items] : leads)
      for (const Atlas::Item* item : items)
        words += row({plain(lead), plain(item->task), plain(item->title.in(language_)),
                      plain(missing_words(item->whole(), item->amount_unit, language_)), plain(item->deadline),
                      plain(item->responsible)});
    return words + "\n";
  }

  std::string basis() {
    std::string words = title({"依据、数据与口径", "Sources, data and readings"});
    const auto line = [&](const Text& name, const std::string& content) {
      if (!content.empty()) words += "- " + name.in(language_) + plain(content) + "\n";
    };
    line({"依据文件：", "Document: "}, atlas_.document.empty() || atlas_.date.empty()
                                           ? atlas_.document + atlas_.date
                                           : say("{}，{}", "{}, {}", atlas_.document, atlas_.date).in(language_));
    line({"数据：", "Data: "}, atlas_.sources.in(language_));
    line({"坐标系：", "Coordinate system: "}, crs_words(atlas_.crs_name, language_) + " " + atlas_.crs);
    line({"检查日期：", "Checked: "}, atlas_.day());
    line({"软件：", "Software: "}, "gapmap " + atlas_.version);
    line({"数据问题：", "Data issues: "}, say("{} 条，见结果文件的 input_issues 表",
                                              "{}, in the table input_issues of the result file", atlas_.issues.size())
                                              .in(language_));
    words += "\n" + table_title({"计算依据与口径", "what each figure was computed on"});
    words += head({in("标准", "Standard"), in("计算依据", "Computed on"), in("口径", "Read as")});
    for (const Atlas::Item& item : atlas_.items)
      words +=
          row({plain(item.title.in(language_)), plain(item.basis.in(language_)), plain(item.assumption.in(language_))});
    return words;
  }

  const Atlas& atlas_;
  Language language_;
  std::size_t parts_ = 0;
  std::size_t tables_ = 0;
};

ReportFiles write(const ReportView& view, const ReportRequest& request) {
  const Atlas atlas = atlas_of(view);
  const std::filesystem::path markdown = request.folder / "report.md", document = request.folder / "report.docx";
  const std::filesystem::path text = request.files.write(markdown, Document(atlas, request.language).text());
  const std::filesystem::path made = request.files.add(document);
  if (!run_pandoc(text, made, atlas.started)) {
    request.files.drop(made);
    return {{markdown},
            {{"没有安装 pandoc，未写 report.docx", "report.docx was not written: pandoc is not installed"}}};
  }
  return {{markdown, document}, {}};
}

}  // namespace

ReportFormat document_report() {
  return {"document",
          "md",
          {"公文体例的报告：report.md，装有 pandoc 时另有 report.docx",
           "a written report: report.md, and report.docx where pandoc is installed"},
          write};
}

}  // namespace gapmap
