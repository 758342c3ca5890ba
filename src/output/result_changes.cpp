// SPDX-License-Identifier: MIT
#include "output/result_changes.h"

#include <cmath>

#include "output/result.h"
#include "output/result_styles.h"
#include "output/table.h"

namespace gapmap {

void add_score_changes(GeoPackage& file, const std::vector<ScoreChange>& changes, Language language) {
  TableBuilder table("score_changes", Shape::none,
                     {text_field("standard_id"),
                      text_field("task"),
                      text_field("partition"),
                      text_field("unit_code"),
                      text_field("unit_name"),
                      text_field("class"),
                      text_field("direction"),
                      number_field("value_before"),
                      number_field("value_after"),
                      number_field("change"),
                      text_field("value_unit"),
                      text_field("verdict_before"),
                      text_field("verdict_after"),
                      number_field("demand_before"),
                      number_field("demand_after"),
                      number_field("served_before"),
                      number_field("served_after"),
                      number_field("missing_before"),
                      number_field("missing_after"),
                      text_field("unit_of_measure"),
                      text_field("lead")});
  for (const ScoreChange& row : changes) {
    table.text("standard_id", row.standard_id);
    table.text("task", row.task);
    table.text("partition", row.partition);
    table.text("unit_code", row.unit_code);
    table.text("unit_name", row.unit_name);
    table.text("class", row.class_name);
    table.text("direction", std::string(row.direction()));
    table.number("change", row.change().value_or(NAN));
    table.text("value_unit", row.value_unit);
    table.text("unit_of_measure", row.amount_unit);
    table.text("lead", row.lead);
    const auto add = [&](const std::string& when, const std::optional<ScoreState>& state) {
      table.number("value_" + when, state && state->value ? *state->value : NAN);
      if (state && !state->verdict.empty())
        table.text("verdict_" + when, state->verdict);
      else
        table.missing_text("verdict_" + when);
      table.number("demand_" + when, state ? state->demand : NAN);
      table.number("served_" + when, state ? state->served : NAN);
      table.number("missing_" + when, state && !state->verdict.empty() ? state->missing : NAN);
    };
    add("before", row.before);
    add("after", row.after);
    table.end_row();
  }
  file.add({"score_changes",
            {"得分变化", "Changes of the scores"},
            {"每项标准在每个单元前后的值与结论", "value and verdict of each standard in each unit, before and after"},
            table_style(language)},
           table.take());
}

void add_gap_changes(GeoPackage& file, const std::string& standard_id, const Text& title, const GapChanges& changes,
                     Language language) {
  const Shape shape = changes.places.shape();
  if (shape == Shape::none) return;
  const std::string name = layer_name("change_", standard_id);
  TableBuilder table(name, shape,
                     {text_field("standard_id"), text_field("fate"), text_field("unit_code"), text_field("unit_name"),
                      text_field("class"), integer_field("feature"), number_field("amount_before"),
                      number_field("amount_after"), number_field("change"), number_field("moved")});
  for (std::size_t i = 0; i < changes.all.size(); ++i) {
    const GapChange& change = changes.all[i];
    if (change.fate == GapFate::same) continue;
    table.geometry(changes.places, i);
    table.text("standard_id", standard_id);
    table.text("fate", std::string(gap_fate_name(change.fate)));
    table.text("unit_code", change.unit_code);
    table.text("unit_name", change.unit_name);
    table.text("class", change.class_name);
    table.integer("feature", change.feature);
    table.number("amount_before", change.before);
    table.number("amount_after", change.after);
    table.number("change", change.after - change.before);
    table.number("moved", change.fate == GapFate::moved ? change.moved : NAN);
    table.end_row();
  }
  file.add({name,
            say("缺口变化：{}（{}）", "Changes of the gaps: {} ({})", title, standard_id),
            {"补上、新增、移动、扩大、缩小的缺口", "gaps closed, opened, moved, grown, shrunk"},
            change_style(shape, language)},
           table.take());
}

void add_gap_counts(GeoPackage& file, const std::vector<GapChangeRow>& rows, Language language) {
  constexpr GapFate fates[] = {GapFate::closed, GapFate::opened, GapFate::moved,
                               GapFate::grew,   GapFate::shrank, GapFate::same};
  std::vector<FieldSpec> fields{text_field("standard_id"), text_field("unit_code"), number_field("amount_before"),
                                number_field("amount_after")};
  for (const GapFate fate : fates) fields.push_back(integer_field(std::string(gap_fate_name(fate))));
  TableBuilder table("gap_changes", Shape::none, fields);
  for (const GapChangeRow& row : rows)
    for (const auto& [unit, count] : *row.counts) {
      table.text("standard_id", row.standard_id);
      table.text("unit_code", unit);
      table.number("amount_before", count.before);
      table.number("amount_after", count.after);
      for (const GapFate fate : fates)
        table.integer(std::string(gap_fate_name(fate)),
                      static_cast<std::int64_t>(count.gaps[static_cast<std::size_t>(fate)]));
      table.end_row();
    }
  file.add({"gap_changes",
            {"缺口变化数", "Counts of changed gaps"},
            {"各单元补上、新增、移动的缺口数", "gaps closed, opened and moved in each unit"},
            table_style(language)},
           table.take());
}

}  // namespace gapmap
