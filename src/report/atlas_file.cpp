// SPDX-License-Identifier: MIT
#include "report/atlas_file.h"

#include <algorithm>
#include <cmath>

#include "geo/crs.h"
#include "output/result.h"

namespace gapmap {
namespace {

std::string text_of(const Layer& layer, std::string_view column, std::size_t row) {
  const Column* const found = layer.find(column);
  return found ? found->text(row) : std::string();
}

double number_of(const Layer& layer, std::string_view column, std::size_t row) {
  const Column* const found = layer.find(column);
  return found ? found->number(row) : NAN;
}

std::optional<Atlas::Places> read_places(const ResultFile& file, const std::string& table) {
  if (!file.has(table)) return std::nullopt;
  const Layer layer = file.read(table);
  if (!layer.has_geometry()) return std::nullopt;
  Atlas::Places places;
  places.geometries = std::make_shared<const Geometries>(layer.geometries);
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const double people = number_of(layer, "people", i), amount = number_of(layer, "amount", i);
    places.amount.push_back(std::isfinite(people) ? people : std::isfinite(amount) ? amount : 0);
    places.distance.push_back(number_of(layer, "distance", i));
    places.unit_code.push_back(text_of(layer, "unit_code", i));
  }
  return places;
}

/// The tables of input features of that name, and `NAME__2` and so on; of one shape where `only` says so.
std::vector<Atlas::Features> read_shown(const ResultFile& file, const std::string& name, Shape only = Shape::none) {
  std::vector<Atlas::Features> all;
  for (int number = 1;; ++number) {
    const std::string table = number == 1 ? name : name + "__" + std::to_string(number);
    if (!file.has(table)) return all;
    const Layer layer = file.read(table);
    if (layer.size() == 0 || !layer.has_geometry()) continue;
    if (only != Shape::none && layer.geometries.shape() != only) continue;
    all.push_back({{text_of(layer, "kind", 0), text_of(layer, "kind_en", 0)},
                   std::make_shared<const Geometries>(layer.geometries)});
  }
}

/// The units of a partition, by code, as the check had them.
Atlas::Units read_units(const ResultFile& file, const std::string& table) {
  const Layer layer = file.read(table);
  Atlas::Units units;
  units.role = table.substr(std::string_view("units_").size());
  for (std::size_t i = 0; i < layer.size(); ++i)
    units.units.push_back({text_of(layer, "unit_code", i), text_of(layer, "unit_name", i)});
  units.areas = std::make_shared<const Geometries>(layer.geometries);
  return units;
}

void read_partitions(const ReportView& view, Atlas& atlas) {
  std::vector<std::string> roles;
  for (const Score& score : view.scores)
    if (std::find(roles.begin(), roles.end(), score.partition) == roles.end()) roles.push_back(score.partition);
  for (const std::string& role : roles)
    if (view.file.has("units_" + role)) atlas.partitions.push_back(read_units(view.file, "units_" + role));
}

void read_issues(const ResultFile& file, Atlas& atlas) {
  const Layer layer = file.read("input_issues");
  for (std::size_t i = 0; i < layer.size(); ++i)
    atlas.issues.push_back({text_of(layer, "code", i),
                            text_of(layer, "severity", i),
                            text_of(layer, "role", i),
                            text_of(layer, "feature", i),
                            {text_of(layer, "message", i), text_of(layer, "message_en", i)}});
}

Atlas::Item read_item(const ReportView& view, std::size_t number) {
  const ReportStandard& standard = view.standards[number];
  Atlas::Item item;
  item.id = standard.id;
  item.task = standard.task;
  item.title = standard.title;
  item.clause = standard.clause;
  item.assumption = standard.assumption;
  item.basis = standard.basis;
  item.deadline = standard.deadline;
  item.lead = standard.lead;
  item.responsible = standard.responsible;
  item.value_unit = standard.value_unit;
  item.amount_unit = standard.amount_unit;
  for (const Score& score : view.scores)
    if (score.standard == number) item.scores.push_back(score);
  // A file that was edited may lack the row of the whole area.
  if (item.scores.empty() || item.scores.front().unit_code != "*") item.scores.insert(item.scores.begin(), Score{});
  item.gap = read_places(view.file, layer_name("gap_", standard.id));
  item.served = read_places(view.file, layer_name("served_", standard.id));
  item.facilities = read_shown(view.file, layer_name("supply_", standard.id));
  item.streets = read_shown(view.file, layer_name("demand_", standard.id), Shape::line);
  return item;
}

}  // namespace

Atlas atlas_of(const ReportView& view) {
  Atlas atlas;
  atlas.title = view.run.plan_title;
  atlas.document = view.run.document;
  atlas.date = view.run.document_date;
  atlas.crs = view.run.crs;
  atlas.crs_name = view.run.crs.empty() ? "" : Crs::parse(view.run.crs).name();
  atlas.sources = source_words(view.run.inputs);
  atlas.version = view.run.version;
  atlas.started = view.run.started;
  read_partitions(view, atlas);
  for (std::size_t i = 0; i < view.standards.size(); ++i) atlas.items.push_back(read_item(view, i));
  read_issues(view.file, atlas);
  return atlas;
}

}  // namespace gapmap
