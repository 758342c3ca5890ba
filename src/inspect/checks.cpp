// SPDX-License-Identifier: MIT

#include <iterator>

#include "base/parallel.h"
#include "inspect/list.h"

namespace gapmap {

std::span<const InspectCheck> inspect_checks() {
  static const std::vector<InspectCheck> all{
      unit_overlaps_check(), unit_gaps_check(),        unit_codes_check(),  outside_check(),
      duplicates_check(),    near_duplicates_check(),  amounts_check(),     repeated_totals_check(),
      classes_check(),       isolated_streets_check(), tiny_shapes_check(), datum_check(),
  };
  return all;
}

Issues inspect_layers(const Survey& survey, int jobs) {
  const std::span<const InspectCheck> checks = inspect_checks();
  std::vector<Issues> found(survey.layers.size() * checks.size());
  for_each_index(found.size(), jobs, [&](std::size_t i) {
    const SurveyedLayer& layer = survey.layers[i / checks.size()];
    const InspectCheck& check = checks[i % checks.size()];
    if (layer.is_raster) return;
    Findings findings(std::string(check.code), check.severity, *layer.spec, found[i]);
    check.run(survey, layer, findings);
  });
  Issues all;
  for (Issues& some : found) std::move(some.begin(), some.end(), std::back_inserter(all));
  return all;
}

Findings::~Findings() {
  constexpr std::size_t most = 100;
  if (count_ > most)
    issues_.push_back(
        {code_,
         severity_,
         spec_.role,
         spec_.source,
         {},
         say("同类问题共 {} 处，以上列出前 {} 处", "{} of these in all; the first {} are listed above", count_, most),
         {}});
}

void Findings::add(std::string feature, Text message, std::optional<Point> place) {
  add(std::move(feature), std::move(message), place, severity_);
}

void Findings::add(std::string feature, Text message, std::optional<Point> place, Severity severity) {
  constexpr std::size_t most = 100;
  if (++count_ > most) return;
  issues_.push_back({code_, severity, spec_.role, spec_.source, std::move(feature), std::move(message),
                     place ? std::optional(Place{place->x, place->y}) : std::nullopt});
}

const Column* name_column(const Layer& layer) {
  for (const std::string_view sought :
       {"name", "名称", "名字", "poi名称", "facility", "设施名称", "单位名称", "nombre", "nome"})
    for (const Column& column : layer.columns)
      if (column.is_text() && lower(column.name) == sought) return &column;
  return nullptr;
}

Text feature_name(const SurveyedLayer& surveyed, std::size_t row) {
  const Column* names = surveyed.name.empty() ? name_column(*surveyed.layer) : surveyed.layer->find(surveyed.name);
  const std::string name = names ? printable(shorten(names->text(row), 40)) : std::string();
  return name.empty() ? say("要素 {}", "feature {}", surveyed.layer->ids[row]) : same(name);
}

}  // namespace gapmap
