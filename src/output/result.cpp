// SPDX-License-Identifier: MIT
#include "output/result.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/geopackage.h"
#include "output/result_sites.h"
#include "output/result_styles.h"
#include "output/table.h"

namespace gapmap {
namespace {

std::string list_of(const std::vector<std::string>& words) { return join(words, "、"); }

double or_missing(const std::optional<double>& number) { return number.value_or(NAN); }

std::string code_of(const Partition& partition, std::size_t bucket) {
  if (bucket == partition.outside()) return partition.is_whole() ? "*" : "-";
  return partition.units()[bucket].code;
}

std::string name_of(const Partition& partition, std::size_t bucket) {
  return bucket == partition.outside() ? std::string() : partition.units()[bucket].name;
}

Layer scores_table(const ResultView& view) {
  TableBuilder table(
      "scores", Shape::none,
      {text_field("standard_id"), text_field("task"), text_field("partition"), text_field("unit_code"),
       text_field("unit_name"), text_field("class"), number_field("value"), text_field("value_unit"),
       number_field("target_min"), number_field("target_max"), text_field("verdict"), number_field("demand"),
       number_field("served"), number_field("missing"), text_field("unit_of_measure"), number_field("error_bound"),
       text_field("lead"), text_field("responsible")});
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    for (const Score& score : result.scores) {
      table.text("standard_id", standard.id);
      table.text("task", standard.task);
      table.text("partition", score.partition);
      table.text("unit_code", score.unit_code);
      table.text("unit_name", score.unit_name);
      table.text("class", score.class_name);
      table.number("value", or_missing(score.value));
      table.text("value_unit", result.reading.value_unit);
      table.number("target_min", or_missing(score.target.min));
      table.number("target_max", or_missing(score.target.max));
      if (score.verdict)
        table.text("verdict", std::string(verdict_name(*score.verdict)));
      else
        table.missing_text("verdict");
      table.number("demand", result.reading.is_sum ? NAN : score.amount.whole);
      table.number("served", score.amount.part);
      table.number("missing", score.verdict ? score.missing : NAN);
      table.text("unit_of_measure", result.reading.amount_unit);
      table.number("error_bound", score.value ? score.error_bound : NAN);
      table.text("lead", list_of(standard.lead));
      table.text("responsible", list_of(standard.responsible));
      table.end_row();
    }
  }
  return table.take();
}

Layer standards_table(const ResultView& view) {
  TableBuilder table("standards", Shape::none,
                     {text_field("id"), text_field("task"), text_field("title_zh"), text_field("title_en"),
                      text_field("clause"), text_field("measure"), text_field("along"), text_field("basis"),
                      text_field("assumption"), text_field("assumption_en"), text_field("deadline"), text_field("lead"),
                      text_field("responsible"), number_field("dropped")});
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const Requirement& way = standard.ways[result.way];
    table.text("id", standard.id);
    table.text("task", standard.task);
    table.text("title_zh", standard.title.zh);
    table.text("title_en", standard.title.en);
    table.text("clause", standard.clause);
    table.text("measure", way.measure);
    table.text("along", way.text("along", way.measure == "reach" ? "straight" : ""));
    table.text("basis", basis_of(view.plan, way));
    table.text("assumption", standard.assumption.zh);
    table.text("assumption_en", standard.assumption.en);
    table.text("deadline", standard.deadline);
    table.text("lead", list_of(standard.lead));
    table.text("responsible", list_of(standard.responsible));
    table.number("dropped", result.reading.dropped);
    table.end_row();
  }
  return table.take();
}

/// Worst first: within the units before outside, then by the size of the gap, then by feature.
std::vector<std::size_t> ranking(const PlaceList& places, const Partition& partition) {
  std::vector<std::size_t> order(places.size());
  std::iota(order.begin(), order.end(), 0);
  const auto key = [&](std::size_t i) {
    const bool is_outside = !partition.is_whole() && places.bucket[i] == partition.outside();
    return std::tuple(is_outside, -std::abs(places.amount[i]), places.feature[i], i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

/// The units with what they keep and break: the map that a meeting starts from.
Layer units_layer(const ResultView& view, const Partition& partition) {
  TableBuilder table("units_" + partition.role(), Shape::area,
                     {text_field("unit_code"), text_field("unit_name"), integer_field("met"), integer_field("unmet"),
                      integer_field("no_data"), text_field("verdict")});
  for (std::size_t unit = 0; unit < partition.units().size(); ++unit) {
    std::int64_t counts[3] = {};
    for (const StandardResult& result : view.assessment.results)
      for (const Score& score : result.scores)
        if (score.partition == partition.role() && score.unit_code == partition.units()[unit].code &&
            score.class_name.empty() && score.verdict)
          ++counts[static_cast<std::size_t>(*score.verdict)];
    table.geometry(partition.areas(), unit);
    table.text("unit_code", partition.units()[unit].code);
    table.text("unit_name", partition.units()[unit].name);
    table.integer("met", counts[0]);
    table.integer("unmet", counts[1]);
    table.integer("no_data", counts[2]);
    table.text("verdict", std::string(verdict_name(counts[1] > 0   ? Verdict::unmet
                                                   : counts[0] > 0 ? Verdict::met
                                                                   : Verdict::no_data)));
    table.end_row();
  }
  return table.take();
}

Layer issues_layer(const ResultView& view) {
  TableBuilder table("input_issues", Shape::point,
                     {text_field("role"), text_field("source"), text_field("feature"), text_field("severity"),
                      text_field("code"), text_field("message"), text_field("message_en")});
  for (const Issue& issue : view.issues) {
    if (issue.place)
      table.point({issue.place->x, issue.place->y});
    else
      table.no_geometry();
    table.text("role", issue.role);
    table.text("source", issue.source);
    table.text("feature", issue.feature);
    table.text("severity", std::string(severity_name(issue.severity)));
    table.text("code", issue.code);
    table.text("message", issue.message.zh);
    table.text("message_en", issue.message.en);
    table.end_row();
  }
  return table.take();
}

Layer run_table(const ResultView& view) {
  TableBuilder table("run", Shape::none,
                     {text_field("gapmap_version"), text_field("plan_id"), text_field("plan_title"),
                      text_field("plan_sha256"), text_field("inputs"), text_field("crs"), text_field("libraries"),
                      text_field("command_line"), text_field("started"), number_field("seconds")});
  table.text("gapmap_version", view.run.version);
  table.text("plan_id", view.plan.id);
  table.text("plan_title", view.plan.title.zh);
  table.text("plan_sha256", view.run.plan_sha256);
  table.text("inputs", view.run.inputs);
  table.text("crs", view.crs.label());
  table.text("libraries", view.run.libraries);
  table.text("command_line", view.run.command_line);
  table.text("started", view.run.started);
  table.number("seconds", view.run.seconds);
  table.end_row();
  return table.take();
}

}  // namespace

Layer places_layer(const ResultView& view, const StandardResult& result, const PlaceList& places,
                   const std::string& name) {
  const Partition& partition = view.partitions.front();
  const Shape shape = places.geometries.shape();
  const std::string size = result.reading.amount_unit == "people" ? "people" : "amount";
  std::vector<FieldSpec> fields{text_field("standard_id"), text_field("unit_code"),  text_field("unit_name"),
                                text_field("class"),       integer_field("feature"), number_field(size),
                                number_field("distance")};
  if (shape == Shape::line) fields.push_back(number_field("length"));
  if (shape == Shape::area) fields.push_back(number_field("area"));
  fields.push_back(integer_field("rank"));
  TableBuilder table(name, shape, fields);
  std::int64_t rank = 0;
  for (const std::size_t i : ranking(places, partition)) {
    table.geometry(places.geometries, i);
    table.text("standard_id", view.plan.standards[result.standard].id);
    table.text("unit_code", code_of(partition, places.bucket[i]));
    table.text("unit_name", name_of(partition, places.bucket[i]));
    table.text("class", places.class_name[i]);
    table.integer("feature", places.feature[i]);
    table.number(size, places.amount[i]);
    table.number("distance", places.distance[i]);
    if (shape == Shape::line) table.number("length", length_of(places.geometries, i));
    if (shape == Shape::area) table.number("area", area_of(places.geometries, i));
    table.integer("rank", ++rank);
    table.end_row();
  }
  return table.take();
}

std::string layer_name(std::string_view prefix, const std::string& standard_id) {
  std::string name(prefix);
  for (const char c : standard_id) name += c == '-' || c == '.' ? '_' : c;
  return name;
}

std::string basis_of(const Plan& plan, const Requirement& way) {
  std::string words;
  const auto add = [&](const std::string& key, const Selection& selection) {
    if (!words.empty()) words += "; ";
    words += key + ": " + selection.layer;
    if (const auto layer = plan.layers.find(selection.layer); layer != plan.layers.end() && !layer->second.year.empty())
      words += " " + layer->second.year;
    if (!selection.where.empty()) words += " (" + selection.where + ")";
  };
  for (const auto& [key, selection] : way.selections()) add(key, *selection);
  if (const std::string where = way.text("where"); !where.empty()) words += "; where: " + where;
  if (const std::string among = way.text("among"); !among.empty()) words += "; among: " + among;
  return words;
}

void write_result(const ResultView& view, const std::filesystem::path& path, bool overwrite, Language language) {
  // Every table but `run` must be the same for the same input, so that the date is the plan's own.
  const std::string timestamp = (view.plan.date.empty() ? "2000-01-01" : view.plan.date) + "T00:00:00.000Z";
  GeoPackage file(path, overwrite, view.crs, language, timestamp);
  file.add({"scores",
            {"得分", "Scores"},
            {"每项标准在每个单元的值与结论", "value and verdict of each standard in each unit"},
            table_style(language)},
           scores_table(view));
  file.add(
      {"standards", {"标准", "Standards"}, {"所检查的条款", "the clauses that were checked"}, table_style(language)},
      standards_table(view));
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const auto add = [&](std::string_view prefix, const Text& kind, const PlaceList& places, const std::string& style) {
      const std::string name = layer_name(prefix, standard.id);
      file.add({name,
                say("{}：{}（{}）", "{}: {} ({})", kind, standard.title, standard.id),
                {standard.clause, standard.title.en},
                style},
               places_layer(view, result, places, name));
    };
    const auto has_shape = [](const std::optional<PlaceList>& places) {
      return places && places->geometries.shape() != Shape::none;
    };
    if (has_shape(result.reading.gap))
      add("gap_", {"缺口", "Gap"}, *result.reading.gap, gap_style(result.reading.gap->geometries.shape(), language));
    if (has_shape(result.reading.served))
      add("served_", {"已服务", "Served"}, *result.reading.served,
          served_style(result.reading.served->geometries.shape(), language));
  }
  if (view.sites) add_site_tables(file, view, language);
  for (const Partition& partition : view.partitions)
    if (!partition.is_whole())
      file.add({"units_" + partition.role(),
                say("评分单元（{}）", "Units ({})", partition.role()),
                {"各单元达标与未达标的标准数", "standards met and unmet by unit"},
                units_style(language)},
               units_layer(view, partition));
  file.add({"input_issues",
            {"数据问题", "Input issues"},
            {"输入数据中的问题", "what is wrong with the input"},
            issues_style(language)},
           issues_layer(view));
  file.add({"run", {"运行记录", "Run"}, {"本结果如何得出", "how this result was made"}, table_style(language)},
           run_table(view));
  file.commit();
}

}  // namespace gapmap
