// SPDX-License-Identifier: MIT
#include "output/result_changes.h"

#include <cmath>

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

}  // namespace gapmap
