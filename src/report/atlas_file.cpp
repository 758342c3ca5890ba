// SPDX-License-Identifier: MIT
#include "report/atlas_file.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/crs.h"
#include "output/result.h"
#include "output/shown.h"

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
    if (layer.find("finding")) places.finding.push_back(text_of(layer, "finding", i));
  }
  return places;
}

/// The features that standards show, each table read once and each set made once.
class ShownTable {
 public:
  explicit ShownTable(const ResultFile& file) : file_(file), table_(file.read("shown")) {}

  void add_to(Atlas::Item& item) {
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (text_of(table_, "standard_id", i) != item.id) continue;
      const std::string facilities = text_of(table_, "facilities", i);
      if (!file_.has(facilities)) continue;
      item.features_of(part_named(text_of(table_, "part", i)).value_or(ShownFeatures::Part::counted))
          .push_back({{text_of(table_, "title_zh", i), text_of(table_, "title_en", i)},
                      tagged(layer_of(facilities), " " + text_of(table_, "tag", i) + " ")});
    }
  }

 private:
  const Layer& layer_of(const std::string& table) {
    const auto [place, is_new] = layers_.try_emplace(table);
    if (is_new) place->second = file_.read(table);
    return place->second;
  }

  std::shared_ptr<const Geometries> tagged(const Layer& layer, const std::string& tag) {
    std::vector<std::uint32_t> rows;
    if (const Column* const serves = layer.find("serves"); serves)
      for (std::uint32_t row = 0; row < layer.size(); ++row)
        if (serves->text(row).find(tag) != std::string::npos) rows.push_back(row);
    auto& made = made_[{layer.name, rows}];
    if (!made) {
      auto geometries = std::make_shared<Geometries>(layer.geometries.shape());
      for (const std::uint32_t row : rows) geometries->add_feature(layer.geometries, row);
      made = std::move(geometries);
    }
    return made;
  }

  const ResultFile& file_;
  Layer table_;
  std::map<std::string, Layer> layers_;
  std::map<std::pair<std::string, std::vector<std::uint32_t>>, std::shared_ptr<const Geometries>> made_;
};

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

void read_layers(const ResultFile& file, Atlas& atlas) {
  const Layer layer = file.read("layers");
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const Text title{text_of(layer, "title_zh", i), text_of(layer, "title_en", i)};
    if (!title.empty()) atlas.layers[text_of(layer, "role", i)] = title;
  }
}

/// Nothing where the file has none, or not all of their columns.
std::optional<Atlas::Detours> read_detours(const ResultFile& file, const std::string& table,
                                           const std::string& amount_unit) {
  if (!file.has(table)) return std::nullopt;
  const Layer layer = file.read(table);
  const Column* const amount = layer.find(amount_unit == "people" ? "people" : "amount");
  const Column *const straight = layer.find("straight"), *const walk = layer.find("walk");
  if (!amount || !straight || !walk || layer.geometries.shape() != Shape::area) return std::nullopt;
  Atlas::Detours detours{std::make_shared<const Geometries>(layer.geometries), {}, {}, {}};
  for (std::size_t i = 0; i < layer.size(); ++i) {
    detours.amount.push_back(amount->number(i));
    detours.straight.push_back(straight->number(i));
    detours.walk.push_back(walk->number(i));
  }
  return detours;
}

Atlas::Item read_item(const ReportView& view, std::size_t number, ShownTable& shown) {
  const ReportStandard& standard = view.standards[number];
  Atlas::Item item;
  item.id = standard.id;
  item.task = standard.task;
  item.task_title = standard.task_title;
  item.title = standard.title;
  item.clause = standard.clause;
  item.assumption = standard.assumption;
  item.basis = standard.basis;
  item.is_sloped = standard.is_sloped;
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
  shown.add_to(item);
  if (const std::string streets = layer_name("streets_", standard.id); view.file.has(streets))
    item.reached = std::make_shared<const Geometries>(view.file.read(streets).geometries);
  item.detours = read_detours(view.file, layer_name("detours_", standard.id), item.amount_unit);
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
  read_layers(view.file, atlas);
  ShownTable shown(view.file);
  for (std::size_t i = 0; i < view.standards.size(); ++i) atlas.items.push_back(read_item(view, i, shown));
  read_issues(view.file, atlas);
  return atlas;
}

}  // namespace gapmap
