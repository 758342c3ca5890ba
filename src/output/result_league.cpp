// SPDX-License-Identifier: MIT
#include "output/result_league.h"

#include "output/geopackage.h"
#include "output/result_styles.h"
#include "output/table.h"
#include "output/words.h"

namespace gapmap {
namespace {

Layer league_table(const ResultView& view, Language language) {
  std::vector<FieldSpec> fields{text_field("partition"),      integer_field("standing"),
                                text_field("unit_code"),      text_field("unit_name"),
                                integer_field("met"),         integer_field("unmet"),
                                integer_field("no_data"),     number_field("people_affected"),
                                text_field("widest_standard")};
  for (std::size_t i = 1; i <= worst_gaps; ++i) {
    fields.push_back(text_field(fmt::format("worst_{}", i)));
    fields.push_back(text_field(fmt::format("worst_{}_gap", i)));
  }
  TableBuilder table("league", Shape::none, fields);
  for (const UnitRow& row : by_unit(view.assessment, view.partitions)) {
    table.text("partition", row.partition);
    if (row.standing)
      table.integer("standing", static_cast<std::int64_t>(*row.standing));
    else
      table.missing_integer("standing");
    table.text("unit_code", row.code);
    table.text("unit_name", row.name);
    table.integer("met", static_cast<std::int64_t>(row.counts.met));
    table.integer("unmet", static_cast<std::int64_t>(row.counts.unmet));
    table.integer("no_data", static_cast<std::int64_t>(row.counts.no_data));
    table.number("people_affected", row.counts.people);
    table.text("widest_standard", row.counts.widest ? view.plan.standards[*row.counts.widest].id : std::string());
    for (std::size_t i = 0; i < worst_gaps; ++i) {
      const bool has_gap = i < row.worst.size();
      table.text(fmt::format("worst_{}", i + 1),
                 has_gap ? view.plan.standards[row.worst[i].result->standard].id : std::string());
      table.text(fmt::format("worst_{}_gap", i + 1),
                 has_gap ? say("{}：{}", "{}: {}", gap_title(view.plan, row.worst[i], language),
                               gap_figures(row.worst[i], language))
                               .in(language)
                         : std::string());
    }
    table.end_row();
  }
  return table.take();
}

}  // namespace

std::string gap_title(const Plan& plan, const UnitGap& gap, Language language) {
  std::string title = plan.standards[gap.result->standard].title.in(language);
  if (!gap.score->class_name.empty()) title += " · " + gap.score->class_name;
  return title;
}

std::string gap_figures(const UnitGap& gap, Language language) {
  const std::string& unit = gap.result->reading.value_unit;
  const std::string value = value_words(*gap.score, unit, language),
                    target = target_words(gap.score->target, unit, language);
  return say("{}（{}）", "{} ({})", value, target).in(language);
}

void add_league_table(GeoPackage& file, const ResultView& view, Language language) {
  bool has_units = false;
  for (const Partition& partition : view.partitions) has_units = has_units || !partition.is_whole();
  if (!has_units) return;
  file.add({"league",
            {"单元排名", "League of the units"},
            {"各单元达标项数的名次与最差的三项",
             "the units by the standards that they meet, and the worst three gaps of each"},
            table_style(language)},
           league_table(view, language));
}

}  // namespace gapmap
