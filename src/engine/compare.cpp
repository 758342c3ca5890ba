// SPDX-License-Identifier: MIT
#include "engine/compare.h"

#include <cmath>
#include <filesystem>
#include <set>

#include "base/error.h"
#include "engine/outputs.h"
#include "output/result.h"
#include "output/result_changes.h"
#include "report/view.h"

namespace gapmap {
namespace {

std::vector<ScoreChange> rows_of(const ReportView& view) {
  std::vector<ScoreChange> rows;
  for (const Score& score : view.scores) {
    const ReportStandard& standard = view.standards[score.standard];
    ScoreChange& row = rows.emplace_back();
    row.standard_id = standard.id;
    row.task = standard.task;
    row.partition = score.partition;
    row.unit_code = score.unit_code;
    row.unit_name = score.unit_name;
    row.class_name = score.class_name;
    row.value_unit = standard.value_unit;
    row.amount_unit = standard.amount_unit;
    row.lead = standard.lead;
    row.after = ScoreState{score.value, score.verdict ? std::string(verdict_name(*score.verdict)) : std::string(),
                           score.amount.whole, score.amount.part, score.missing};
  }
  return rows;
}

/// The rows after, as a result of `site` keeps them beside those of today.
std::vector<ScoreChange> rows_with_sites(const ReportView& view) {
  const Layer table = view.file.read("score_changes");
  const auto text = [&](std::string_view column, std::size_t row) {
    const Column* found = table.find(column);
    return found ? found->text(row) : std::string();
  };
  const auto number = [&](std::string_view column, std::size_t row) {
    const Column* found = table.find(column);
    return found ? found->number(row) : NAN;
  };
  std::vector<ScoreChange> rows;
  for (std::size_t i = 0; i < table.size(); ++i) {
    ScoreChange& row = rows.emplace_back();
    row.standard_id = text("standard_id", i);
    row.task = text("task", i);
    row.partition = text("partition", i);
    row.unit_code = text("unit_code", i);
    row.unit_name = text("unit_name", i);
    row.class_name = text("class", i);
    row.value_unit = text("value_unit", i);
    row.amount_unit = text("unit_of_measure", i);
    row.lead = text("lead", i);
    const auto or_zero = [](double value) { return std::isfinite(value) ? value : 0; };
    const double value = number("value_after", i);
    row.after = ScoreState{std::isfinite(value) ? std::optional(value) : std::nullopt, text("verdict_after", i),
                           or_zero(number("demand_after", i)), or_zero(number("served_after", i)),
                           or_zero(number("missing_after", i))};
  }
  return rows;
}

std::string shape_name(Shape shape) {
  constexpr const char* names[] = {"none", "point", "line", "area"};
  return names[static_cast<std::size_t>(shape)];
}

/// The gaps of every standard that has a layer of them on both sides.
std::vector<StandardGaps> gaps_of(const ReportView& before, const ReportView& after, const std::string& after_prefix,
                                  const Progress& progress) {
  std::vector<StandardGaps> all;
  double done = 0;
  for (const ReportStandard& standard : before.standards) {
    report(progress, say("比较 {}", "comparing {}", standard.id),
           done++ / static_cast<double>(before.standards.size()));
    const std::string was = layer_name("gap_", standard.id), is = layer_name(after_prefix, standard.id);
    if (!before.file.has(was) || !after.file.has(is)) continue;
    const Layer old_gaps = before.file.read(was), new_gaps = after.file.read(is);
    if (old_gaps.geometries.shape() != new_gaps.geometries.shape())
      throw Error(Fault::input,
                  say("标准 {} 的缺口一边是 {}，一边是 {}，无法比较",
                      "the gaps of {} are of shape {} on one side and {} on the other", standard.id,
                      shape_name(old_gaps.geometries.shape()), shape_name(new_gaps.geometries.shape())),
                  {"两次用同一种需求图层", "use the same kind of demand layer both times"});
    StandardGaps gaps{standard.id, gap_changes(old_gaps, new_gaps), {}};
    gaps.counts = count_gaps(gaps.changes);
    all.push_back(std::move(gaps));
  }
  return all;
}

void require_same_crs(const ReportView& before, const ReportView& after) {
  if (before.file.crs() == after.file.crs()) return;
  throw Error(Fault::input,
              say("两个结果的坐标系不同：{} 与 {}", "the results are in different coordinates: {} and {}",
                  before.file.crs(), after.file.crs()),
              {"用同一个方案的 crs 重新检查", "check both with the same crs in the plan"});
}

}  // namespace

CompareResult compare(const CompareOptions& options) {
  require_writable({options.output}, options.overwrite);
  protect_inputs({options.output}, {options.before, options.after});
  const ReportView before = read_report_view(options.before);
  const bool has_sites = options.after.empty();
  if (has_sites && !before.file.has("score_changes"))
    throw Error(Fault::usage,
                say("{} 里没有选址，要与什么比较？", "{} holds no sites; what is it to be compared with?",
                    printable(options.before)),
                {"再给一个结果文件，或给 gapmap site 的结果", "give a second result, or a result of gapmap site"});
  const ReportView after = read_report_view(has_sites ? options.before : options.after);
  require_same_crs(before, after);

  CompareResult result;
  result.before_date = before.run.started;
  result.after_date = after.run.started;
  result.scores = score_changes(rows_of(before), has_sites ? rows_with_sites(after) : rows_of(after));
  result.gaps = gaps_of(before, after, has_sites ? "remaining_" : "gap_", options.progress);
  std::set<std::string> known;
  for (const ReportStandard& standard : before.standards) {
    known.insert(standard.id);
    result.titles[standard.id] = standard.title;
    result.only_before.push_back(standard.id);
  }
  for (const ReportStandard& standard : after.standards) {
    result.titles.emplace(standard.id, standard.title);
    if (std::erase(result.only_before, standard.id) == 0) result.only_after.push_back(standard.id);
  }
  if (!options.output.empty()) {
    report(options.progress, {"写结果文件", "writing the result"}, 0);
    const std::string date = after.run.document_date.empty() ? "2000-01-01" : after.run.document_date;
    GeoPackage file(options.output, options.overwrite, Crs::parse(before.file.crs()), options.language,
                    date + "T00:00:00.000Z");
    add_score_changes(file, result.scores, options.language);
    std::vector<GapChangeRow> rows;
    for (const StandardGaps& gaps : result.gaps) {
      rows.push_back({gaps.standard_id, &gaps.counts});
      add_gap_changes(file, gaps.standard_id, result.titles[gaps.standard_id], gaps.changes, options.language);
    }
    add_gap_counts(file, rows, options.language);
    file.commit();
  }
  report(options.progress, {"写结果文件", "writing the result"}, 1);
  return result;
}

}  // namespace gapmap
