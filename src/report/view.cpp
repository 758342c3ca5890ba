// SPDX-License-Identifier: MIT
#include "report/view.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.h"
#include "output/basis_words.h"

namespace gapmap {
namespace {

/// The columns of a table by name; a column that the file lacks reads as empty.
class Row {
 public:
  Row(const Layer& layer, std::size_t row) : layer_(layer), row_(row) {}
  std::string text(std::string_view column) const {
    const Column* const found = layer_.find(column);
    return found ? found->text(row_) : std::string();
  }
  std::optional<double> number(std::string_view column) const {
    const Column* const found = layer_.find(column);
    if (!found || found->is_missing(row_)) return std::nullopt;
    const double value = found->number(row_);
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }

 private:
  const Layer& layer_;
  std::size_t row_;
};

std::optional<Verdict> verdict_of(const std::string& name) {
  for (const Verdict verdict : {Verdict::met, Verdict::unmet, Verdict::no_data})
    if (verdict_name(verdict) == name) return verdict;
  return std::nullopt;
}

ReportRun read_run(const ResultFile& file) {
  const Layer table = file.read("run");
  if (table.size() == 0) return {};
  const Row row(table, 0);
  const std::string zh = row.text("plan_title"), en = row.text("plan_title_en");
  return {row.text("gapmap_version"), row.text("plan_id"),     {zh, en.empty() ? zh : en}, row.text("plan_document"),
          row.text("plan_date"),      row.text("plan_sha256"), row.text("inputs"),         row.text("crs"),
          row.text("command_line"),   row.text("started")};
}

std::vector<ReportStandard> read_standards(const ResultFile& file) {
  const Layer table = file.read("standards");
  std::vector<ReportStandard> standards;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Row row(table, i);
    ReportStandard standard;
    standard.id = row.text("id");
    standard.task = row.text("task");
    standard.task_title = {row.text("task_title"), row.text("task_title_en")};
    if (standard.task_title.en.empty()) standard.task_title.en = standard.task_title.zh;
    standard.title = {row.text("title_zh"), row.text("title_en")};
    if (standard.title.en.empty()) standard.title.en = standard.title.zh;
    standard.clause = row.text("clause");
    standard.measure = row.text("measure");
    standard.along = row.text("along");
    standard.basis = {row.text("basis_zh"), row.text("basis_en")};
    if (standard.basis.empty()) standard.basis = same(row.text("basis"));
    standard.is_sloped = counts_slopes(row.text("basis"));
    standard.assumption = {row.text("assumption"), row.text("assumption_en")};
    standard.deadline = row.text("deadline");
    standard.lead = row.text("lead");
    standard.responsible = row.text("responsible");
    standards.push_back(std::move(standard));
  }
  return standards;
}

std::vector<Score> read_scores(const ResultFile& file, std::vector<ReportStandard>& standards) {
  const Layer table = file.read("scores");
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < standards.size(); ++i) places[standards[i].id] = i;
  std::vector<Score> scores;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Row row(table, i);
    const auto place = places.find(row.text("standard_id"));
    if (place == places.end()) continue;
    ReportStandard& standard = standards[place->second];
    standard.value_unit = row.text("value_unit");
    standard.amount_unit = row.text("unit_of_measure");
    Score score;
    score.standard = place->second;
    score.partition = row.text("partition");
    score.unit_code = row.text("unit_code");
    score.unit_name = row.text("unit_name");
    score.class_name = row.text("class");
    score.value = row.number("value");
    score.target = {row.number("target_min"), row.number("target_max")};
    score.verdict = verdict_of(row.text("verdict"));
    score.inside = row.number("inside");
    score.amount = {row.number("served").value_or(0), row.number("demand").value_or(0)};
    score.missing = row.number("missing").value_or(0);
    score.error_bound = row.number("error_bound").value_or(0);
    scores.push_back(std::move(score));
  }
  return scores;
}

}  // namespace

std::vector<std::string> ReportView::tasks() const {
  std::vector<std::string> names;
  for (const ReportStandard& standard : standards)
    if (std::find(names.begin(), names.end(), standard.task) == names.end()) names.push_back(standard.task);
  return names;
}

const Score* ReportView::whole(std::size_t standard) const {
  for (const Score& score : scores)
    if (score.standard == standard && score.unit_code == "*" && score.class_name.empty()) return &score;
  return nullptr;
}

ReportView read_report_view(const std::filesystem::path& path) {
  ReportView view{ResultFile(path), {}, {}, {}};
  std::vector<std::string> lacking;
  for (const std::string table : {"scores", "standards", "run"})
    if (!view.file.has(table)) lacking.push_back(table);
  if (!lacking.empty())
    throw Error(Fault::input,
                say("{} 不是 gapmap 的结果文件：没有表 {}", "{} is not a result of gapmap: it has no table {}",
                    printable(path.string()), join(lacking, ", ")),
                {"请给出 gapmap check 写出的结果文件", "give the result file that gapmap check wrote"});
  view.run = read_run(view.file);
  view.standards = read_standards(view.file);
  view.scores = read_scores(view.file, view.standards);
  if (view.run.crs.empty()) view.run.crs = view.file.crs();
  return view;
}

}  // namespace gapmap
