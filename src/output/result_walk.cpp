// SPDX-License-Identifier: MIT
#include "output/result_walk.h"

#include <cmath>

#include "output/result_places.h"
#include "output/result_styles.h"
#include "output/service_areas.h"
#include "output/table.h"

namespace gapmap {
namespace {

Layer streets_layer(const ResultView& view, const StandardResult& result, const std::string& name) {
  const ReachedStreets& streets = result.reading.walk->streets;
  TableBuilder table(name, Shape::line,
                     {text_field("standard_id"), integer_field("feature"), integer_field("nearest"),
                      number_field("within"), number_field("least"), number_field("most"), number_field("length")});
  for (std::size_t i = 0; i < streets.feature.size(); ++i) {
    table.geometry(streets.lines, i);
    table.text("standard_id", view.plan.standards[result.standard].id);
    table.integer("feature", streets.feature[i]);
    if (streets.nearest[i] == ReachedStreets::nobody)
      table.missing_integer("nearest");
    else
      table.integer("nearest", streets.nearest[i]);
    table.number("within", streets.within[i]);
    table.number("least", streets.least[i]);
    table.number("most", streets.most[i]);
    table.number("length", length_of(streets.lines, i));
    table.end_row();
  }
  return table.take();
}

Layer areas_layer(const ResultView& view, const StandardResult& result, const std::string& name,
                  const std::vector<ServiceArea>& areas) {
  TableBuilder table(name, Shape::area, {text_field("standard_id"), number_field("within")});
  for (const ServiceArea& area : areas) {
    table.geometry(area.shape, 0);
    table.text("standard_id", view.plan.standards[result.standard].id);
    table.number("within", area.within);
    table.end_row();
  }
  return table.take();
}

/// A row a unit, and one for the whole plan area, which has no shape of its own.
Layer detour_layer(const ResultView& view, const StandardResult& result, const std::string& name) {
  const Partition& partition = view.partitions.front();
  const bool has_units = !partition.is_whole();
  const std::string size = result.reading.amount_unit == "people" ? "people" : "amount";
  TableBuilder table(name, has_units ? Shape::area : Shape::none,
                     {text_field("standard_id"), text_field("unit_code"), text_field("unit_name"), number_field(size),
                      number_field("straight"), number_field("walk"), number_field("detour"),
                      number_field("covered_straight"), number_field("covered_walk"), number_field("only_straight")});
  const auto add = [&](const std::string& code, const std::string& unit, const Detour& detour) {
    table.text("standard_id", view.plan.standards[result.standard].id);
    table.text("unit_code", code);
    table.text("unit_name", unit);
    table.number(size, detour.amount);
    table.number("straight", detour.amount > 0 ? detour.straight / detour.amount : NAN);
    table.number("walk", detour.amount > 0 ? detour.walk / detour.amount : NAN);
    table.number("detour", detour.straight > 0 ? detour.walk / detour.straight : NAN);
    table.number("covered_straight", detour.covered_straight);
    table.number("covered_walk", detour.covered_walk);
    table.number("only_straight", detour.covered_straight - detour.covered_walk);
    table.end_row();
  };
  Detour whole;
  const std::vector<Detour>& detours = result.reading.walk->detours;
  for (std::size_t bucket = 0; bucket < detours.size(); ++bucket) {
    if (has_units && bucket >= partition.units().size()) continue;
    whole.amount += detours[bucket].amount;
    whole.straight += detours[bucket].straight;
    whole.walk += detours[bucket].walk;
    whole.covered_straight += detours[bucket].covered_straight;
    whole.covered_walk += detours[bucket].covered_walk;
    if (!has_units) continue;
    table.geometry(partition.areas(), bucket);
    add(partition.units()[bucket].code, partition.units()[bucket].name, detours[bucket]);
  }
  if (has_units) table.no_geometry();
  add("*", "", whole);
  return table.take();
}

/// A square a row, so that a district shows where inside it people go the long way round.
Layer detour_map_layer(const ResultView& view, const StandardResult& result, const std::string& name) {
  const std::string size = result.reading.amount_unit == "people" ? "people" : "amount";
  TableBuilder table(name, Shape::area,
                     {text_field("standard_id"), number_field(size), number_field("straight"), number_field("walk"),
                      number_field("detour")});
  for (const DetourSquare& square : result.reading.walk->squares) {
    const Detour& detour = square.detour;
    Geometries drawn(Shape::area);
    drawn.add_feature(square.ring());
    table.geometry(drawn, 0);
    table.text("standard_id", view.plan.standards[result.standard].id);
    table.number(size, detour.amount);
    table.number("straight", detour.straight / detour.amount);
    table.number("walk", detour.walk / detour.amount);
    table.number("detour", detour.straight > 0 ? detour.walk / detour.straight : NAN);
    table.end_row();
  }
  return table.take();
}

}  // namespace

void add_walk_layers(GeoPackage& file, const ResultView& view, const StandardResult& result, Language language) {
  if (!result.reading.walk) return;
  const WalkReading& walk = *result.reading.walk;
  const Standard& standard = view.plan.standards[result.standard];
  const auto info = [&](std::string_view prefix, const Text& kind, Text note, std::string style) {
    return TableInfo{layer_name(prefix, standard.id),
                     say("{}：{}（{}）", "{}: {} ({})", kind, standard.title, standard.id), std::move(note),
                     std::move(style)};
  };
  if (walk.streets.feature.size() > 0) {
    const TableInfo hull = info("service_hull_", {"步行服务片区示意", "Drawn service hull"},
                                {"可达街道之间的街坊（α 形状，圆盘直径 300 米），仅供看图，不参与任何统计",
                                 "the blocks between reached streets (an alpha shape, for discs of 300 m across); a "
                                 "drawing, nothing is counted on it"},
                                service_area_style(language));
    file.add(hull, areas_layer(view, result, hull.name, service_hulls(walk.streets)));
    const TableInfo area = info("service_area_", {"步行服务范围示意", "Drawn service area"},
                                {"沿可达街道两侧各 25 米绘出，仅供看图，不参与任何统计",
                                 "a strip of 25 m along the reached streets; a drawing, nothing is counted on it"},
                                service_area_style(language));
    file.add(area, areas_layer(view, result, area.name, service_strips(walk.streets)));
    const TableInfo streets = info("streets_", {"步行可达街道", "Streets within reach"},
                                   {"每段街道一次，含最近设施与步行距离",
                                    "every piece of street once, with its nearest supply and walking distances"},
                                   served_style(Shape::line, language));
    file.add(streets, streets_layer(view, result, streets.name));
  }
  if (walk.detours.empty()) return;
  const bool has_units = !view.partitions.front().is_whole();
  const TableInfo detour =
      info("detour_", {"绕行系数", "Detour"},
           {"步行距离与直线距离之比，按单元；only_straight 为直线达标而步行不达标的需求",
            "walking over straight distance, by unit; only_straight is covered as the crow flies, but not on foot"},
           has_units ? detour_style(true, language) : table_style(language));
  file.add(detour, detour_layer(view, result, detour.name));
  if (!walk.squares.empty()) {
    const TableInfo map = info("detours_", {"绕行图", "Map of detours"},
                               {"步行距离与直线距离之比，按方格", "walking over straight distance, by squares"},
                               detour_style(false, language));
    file.add(map, detour_map_layer(view, result, map.name));
  }
  const TableInfo hidden =
      info("only_straight_", {"直线达标而步行不达标", "Covered straight, not on foot"},
           {"画圆会漏掉的缺口", "the gaps that a circle hides"}, gap_style(Shape::point, language));
  PlacesTable places(standard.id, result.reading.amount_unit, walk.hidden, view.partitions.front());
  file.add(hidden, std::move(places.table));
}

}  // namespace gapmap
