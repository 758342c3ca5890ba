// SPDX-License-Identifier: MIT
#include "output/result_shown.h"

#include "output/geopackage.h"
#include "output/result_styles.h"
#include "output/shown.h"
#include "output/table.h"

namespace gapmap {
namespace {

Layer shown_layer(const Standard& standard, const ShownFeatures& shown, const std::string& name) {
  const Geometries& geometries = shown.features.geometries();
  TableBuilder table(name, geometries.shape(),
                     {text_field("standard_id"), text_field("role"), text_field("kind"), text_field("kind_en"),
                      integer_field("feature")});
  for (const std::uint32_t row : shown.features.rows) {
    table.geometry(geometries, row);
    table.text("standard_id", standard.id);
    table.text("role", shown.role);
    table.text("kind", shown.title.zh);
    table.text("kind_en", shown.title.en);
    table.integer("feature", shown.features.layer().ids[row]);
    table.end_row();
  }
  return table.take();
}

}  // namespace

void add_shown_tables(GeoPackage& file, const ResultView& view, Language language) {
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    std::map<std::string, int> counts;
    for (const ShownFeatures& shown : shown_with(standard.ways[result.way], *view.scene)) {
      const bool is_supply = shown.part == ShownFeatures::Part::supply;
      std::string name = layer_name(is_supply ? "supply_" : "demand_", standard.id);
      if (const int number = ++counts[name]; number > 1) name += "__" + std::to_string(number);
      const Layer layer = shown_layer(standard, shown, name);
      file.add({name,
                is_supply ? say("设施：{}（{}）", "Facilities: {} ({})", shown.title, name)
                          : say("服务对象：{}（{}）", "Demand: {} ({})", shown.title, name),
                standard.title, shown_style(name, layer.geometries.shape(), language)},
               layer);
    }
  }
}

}  // namespace gapmap
