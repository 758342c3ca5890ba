// SPDX-License-Identifier: MIT
#include "output/json.h"

#include <nlohmann/json.hpp>

#include "output/basis_words.h"
#include "output/json_by.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

Json both(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json shown_json(const Score& score) {
  Json all = Json::array();
  for (const Shown& shown : score.shown) all.push_back({{"threshold", shown.threshold}, {"is_met", shown.is_met}});
  return all;
}

Json score_json(const ResultView& view, const StandardResult& result, const Score& score) {
  return {{"standard_id", view.plan.standards[score.standard].id},
          {"task", view.plan.standards[score.standard].task},
          {"partition", score.partition},
          {"unit_code", score.unit_code},
          {"unit_name", score.unit_name},
          {"class", score.class_name},
          {"value", number(score.value)},
          {"value_unit", result.reading.value_unit},
          {"target_min", number(score.target.min)},
          {"target_max", number(score.target.max)},
          {"verdict", score.verdict ? Json(verdict_name(*score.verdict)) : Json()},
          {"inside", number(score.inside)},
          {"shown", shown_json(score)},
          {"demand", result.reading.is_sum ? Json() : Json(score.amount.whole)},
          {"served", score.amount.part},
          {"missing", score.verdict ? Json(score.missing) : Json()},
          {"unit_of_measure", result.reading.amount_unit},
          {"error_bound", score.value ? Json(score.error_bound) : Json()}};
}

}  // namespace

std::string to_json(const ResultView& view, const std::string& result_file, const std::string& by) {
  Json standards = Json::array(), scores = Json::array(), issues = Json::array();
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const Requirement& way = standard.ways[result.way];
    standards.push_back({{"id", standard.id},
                         {"task", standard.task},
                         {"statements", standard.statements},
                         {"title", both(standard.title)},
                         {"clause", standard.clause},
                         {"measure", way.measure},
                         {"basis", basis_of(view.plan, way)},
                         {"assumption", both(standard.assumption)},
                         {"deadline", standard.deadline},
                         {"lead", standard.lead},
                         {"responsible", standard.responsible}});
    for (const Score& score : result.scores) scores.push_back(score_json(view, result, score));
  }
  for (const Issue& issue : view.issues)
    issues.push_back({{"code", issue.code},
                      {"severity", severity_name(issue.severity)},
                      {"role", issue.role},
                      {"source", issue.source},
                      {"feature", issue.feature},
                      {"message", both(issue.message)}});
  Json tasks = Json::array();
  for (const Task& task : view.plan.tasks) tasks.push_back({{"number", task.number}, {"title", both(task.title)}});
  Json all{
      {"plan",
       {{"id", view.plan.id}, {"title", both(view.plan.title)}, {"sha256", view.run.plan_sha256}, {"tasks", tasks}}},
      {"crs", view.crs.label()},
      {"standards", standards},
      {"scores", scores},
      {"issues", issues},
      {"run",
       {{"gapmap_version", view.run.version},
        {"inputs", Json::parse(view.run.inputs)},
        {"libraries", Json::parse(view.run.libraries)},
        {"command_line", view.run.command_line},
        {"started", view.run.started},
        {"seconds", view.run.seconds}}},
      {"result", result_file}};
  if (!by.empty()) all["by_" + by] = verdicts_by(by, view);
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gapmap
