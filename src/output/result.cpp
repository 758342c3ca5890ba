// SPDX-License-Identifier: MIT
#include "output/result.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>

#include "output/basis_words.h"
#include "output/geopackage.h"
#include "output/result_departments.h"
#include "output/result_league.h"
#include "output/result_places.h"
#include "output/result_scene.h"
#include "output/result_sites.h"
#include "output/result_styles.h"
#include "output/result_walk.h"
#include "output/table.h"
#include "output/words.h"
#include "plan/table_name.h"

namespace gapmap {
namespace {

std::string list_of(const std::vector<std::string>& words) { return join(words, "、"); }

double or_missing(const std::optional<double>& number) { return number.value_or(NAN); }

Layer scores_table(const ResultView& view) {
  TableBuilder table(
      "scores", Shape::none,
      {text_field("standard_id"),     text_field("task"),          text_field("partition"), text_field("unit_code"),
       text_field("unit_name"),       text_field("class"),         number_field("value"),   text_field("value_unit"),
       number_field("target_min"),    number_field("target_max"),  text_field("verdict"),   number_field("inside"),
       text_field("shown"),           number_field("demand"),      number_field("served"),  number_field("missing"),
       text_field("unit_of_measure"), number_field("error_bound"), text_field("lead"),      text_field("responsible")});
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
      table.number("inside", or_missing(score.inside));
      table.text("shown", shown_words(score, result.reading.value_unit));
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

}  // namespace

Text task_title(const Plan& plan, const std::string& number) {
  const auto task =
      std::find_if(plan.tasks.begin(), plan.tasks.end(), [&](const Task& one) { return one.number == number; });
  return task == plan.tasks.end() ? Text{} : task->title;
}

namespace {

Layer standards_table(const ResultView& view) {
  TableBuilder table("standards", Shape::none,
                     {text_field("id"), text_field("task"), text_field("task_title"), text_field("task_title_en"),
                      text_field("title_zh"), text_field("title_en"), text_field("clause"), text_field("measure"),
                      text_field("along"), text_field("basis"), text_field("basis_zh"), text_field("basis_en"),
                      text_field("assumption"), text_field("assumption_en"), text_field("deadline"), text_field("lead"),
                      text_field("responsible"), number_field("dropped")});
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const Requirement& way = standard.ways[result.way];
    const Text task = task_title(view.plan, standard.task);
    table.text("id", standard.id);
    table.text("task", standard.task);
    table.text("task_title", task.zh);
    table.text("task_title_en", task.en);
    table.text("title_zh", standard.title.zh);
    table.text("title_en", standard.title.en);
    table.text("clause", standard.clause);
    table.text("measure", way.measure);
    table.text("along", way.text("along", way.measure == "reach" || way.measure == "catchment" ? "straight" : ""));
    const Text basis = basis_words(view.plan, way);
    table.text("basis", basis_of(view.plan, way));
    table.text("basis_zh", basis.zh);
    table.text("basis_en", basis.en);
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

Layer run_table(const ResultView& view) {
  TableBuilder table(
      "run", Shape::none,
      {text_field("gapmap_version"), text_field("plan_id"), text_field("plan_title"), text_field("plan_title_en"),
       text_field("plan_document"), text_field("plan_date"), text_field("plan_sha256"), text_field("inputs"),
       text_field("crs"), text_field("libraries"), text_field("command_line"), text_field("started"),
       number_field("seconds"), text_field("reused")});
  table.text("gapmap_version", view.run.version);
  table.text("plan_id", view.plan.id);
  table.text("plan_title", view.plan.title.zh);
  table.text("plan_title_en", view.plan.title.en);
  table.text("plan_document", view.plan.document);
  table.text("plan_date", view.plan.date);
  table.text("plan_sha256", view.run.plan_sha256);
  table.text("inputs", view.run.inputs);
  table.text("crs", view.crs.label());
  table.text("libraries", view.run.libraries);
  table.text("command_line", view.run.command_line);
  table.text("started", view.run.started);
  table.number("seconds", view.run.seconds);
  table.text("reused", view.run.reused);
  table.end_row();
  return table.take();
}

/// Where the tables stand in the file's list, whichever is written first.
enum Chapter { figures, places, walks, units, measured_on, notes };

// Every table but `run` must be the same for the same input, so that the date is the plan's own.
std::string timestamp_of(const Plan& plan) { return (plan.date.empty() ? "2000-01-01" : plan.date) + "T00:00:00.000Z"; }

/// A register without places still names what is late: as a table.
bool has_rows(const std::optional<PlaceList>& list) {
  return list && (list->geometries.shape() != Shape::none || list->size() > 0);
}

}  // namespace

Layer issues_layer(const Issues& issues) {
  TableBuilder table("input_issues", Shape::point,
                     {text_field("role"), text_field("source"), text_field("feature"), text_field("severity"),
                      text_field("code"), text_field("message"), text_field("message_en")});
  for (const Issue& issue : issues) {
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

std::string layer_name(std::string_view prefix, const std::string& standard_id) {
  return std::string(prefix) + table_name(standard_id);
}

struct PreparedPlaces {
  PlacesTable places;
  std::string style;
};

struct ResultWriter::State {
  State(const ResultView& shown, const std::filesystem::path& path, bool overwrite, Language spoken)
      : view(shown),
        language(spoken),
        file(path, overwrite, shown.crs, spoken, timestamp_of(shown.plan), shown.scene ? shown.scene->jobs : 1),
        scene(file, shown, spoken) {}

  /// Its table and style; the places stay with the result.
  PreparedPlaces prepare(const StandardResult& result, const PlaceList& list, bool is_gap) const {
    return {{view.plan.standards[result.standard].id, result.reading.amount_unit, list, view.partitions.front()},
            is_gap ? gap_style(list, language) : served_style(list.geometries.shape(), language)};
  }

  PreparedPlaces take(const StandardResult& result, const PlaceList& list, bool is_gap) {
    {
      const std::lock_guard lock(mutex);
      if (auto node = prepared.extract(&list)) return std::move(node.mapped());
    }
    return prepare(result, list, is_gap);
  }

  void add_places(const StandardResult& result, const PlaceList& list, bool is_gap) {
    const Standard& standard = view.plan.standards[result.standard];
    const Text kind = is_gap ? Text{"缺口", "Gap"} : Text{"已服务", "Served"};
    PreparedPlaces places = take(result, list, is_gap);
    file.add({layer_name(is_gap ? "gap_" : "served_", standard.id),
              say("{}：{}（{}）", "{}: {} ({})", kind, standard.title, standard.id),
              {standard.clause, standard.title.en},
              std::move(places.style),
              indexed_where_large},
             std::move(places.places.table));
  }

  const ResultView& view;
  Language language;
  GeoPackage file;
  SceneTables scene;
  std::mutex mutex;
  std::map<const PlaceList*, PreparedPlaces> prepared;
};

ResultWriter::ResultWriter(const ResultView& view, const std::filesystem::path& path, bool overwrite, Language language)
    : state_(std::make_unique<State>(view, path, overwrite, language)) {}

ResultWriter::~ResultWriter() = default;

void ResultWriter::prepare(const StandardResult& result) {
  const auto keep = [&](const std::optional<PlaceList>& list, bool is_gap) {
    if (!has_rows(list)) return;
    PreparedPlaces places = state_->prepare(result, *list, is_gap);
    const std::lock_guard lock(state_->mutex);
    state_->prepared.emplace(&*list, std::move(places));
  };
  keep(result.reading.gap, true);
  keep(result.reading.served, false);
}

void ResultWriter::add(const StandardResult& result) {
  State& s = *state_;
  const Reading& reading = result.reading;
  s.file.begin_chapter(places);
  if (has_rows(reading.gap)) s.add_places(result, *reading.gap, true);
  if (has_rows(reading.served)) s.add_places(result, *reading.served, false);
  s.file.begin_chapter(walks);
  add_walk_layers(s.file, s.view, result, s.language);
  s.file.begin_chapter(measured_on);
  s.scene.add(result);
}

void ResultWriter::commit() {
  const ResultView& view = state_->view;
  const Language language = state_->language;
  GeoPackage& file = state_->file;
  file.begin_chapter(figures);
  file.add({"scores",
            {"得分", "Scores"},
            {"每项标准在每个单元的值与结论", "value and verdict of each standard in each unit"},
            table_style(language)},
           scores_table(view));
  file.add(
      {"standards", {"标准", "Standards"}, {"所检查的条款", "the clauses that were checked"}, table_style(language)},
      standards_table(view));
  add_departments_table(file, view, language);
  add_league_table(file, view, language);
  file.begin_chapter(units);
  if (view.sites) add_site_tables(file, view, language);
  for (const Partition& partition : view.partitions)
    if (!partition.is_whole())
      file.add({"units_" + partition.role(),
                say("评分单元（{}）", "Units ({})", partition.role()),
                {"各单元达标与未达标的标准数", "standards met and unmet by unit"},
                units_style(language)},
               units_layer(view, partition));
  file.begin_chapter(measured_on);
  state_->scene.finish();
  file.begin_chapter(notes);
  file.add({"input_issues",
            {"数据问题", "Input issues"},
            {"输入数据中的问题", "what is wrong with the input"},
            issues_style(language)},
           issues_layer(view.issues));
  file.add({"run", {"运行记录", "Run"}, {"本结果如何得出", "how this result was made"}, table_style(language)},
           run_table(view));
  file.add_project();
  file.commit();
}

void write_result(const ResultView& view, const std::filesystem::path& path, bool overwrite, Language language) {
  ResultWriter writer(view, path, overwrite, language);
  for (const StandardResult& result : view.assessment.results) writer.add(result);
  writer.commit();
}

}  // namespace gapmap
