// SPDX-License-Identifier: MIT
#include "engine/expectations.h"

#include <regex>

#include "measure/measure.h"

namespace gapmap {
namespace {

constexpr std::size_t most_units = 5'000;

bool counts_people(const std::string& column) {
  const std::string name = lower(column);
  for (const std::string_view word : {"people", "population", "all_pop", "pop_total", "residents", "人口", "人数"})
    if (name.find(word) != std::string::npos) return true;
  return name == "pop";
}

SurveyedLayer surveyed(const LayerSpec& spec, const ReadLayer& read) {
  SurveyedLayer layer;
  layer.spec = &spec;
  layer.layer = &read.layer;
  layer.is_raster = read.is_raster;
  for (const Column& column : read.layer.columns)
    // A field that also goes by the plan's name for it is looked at once, under its own.
    if (counts_people(column.name) && !spec.fields.contains(column.name)) layer.people.insert(column.name);
  return layer;
}

/// The values that a condition compares a field with: kind = 'park' OR kind IN ('a', 'b').
void add_classes(const std::string& condition, std::map<std::string, std::set<std::string>>& classes) {
  static const std::regex equality(R"re("?([^\s"'=<>!(),]+)"?\s*=\s*'([^']*)')re");
  static const std::regex list(R"re("?([^\s"'=<>!(),]+)"?\s+[iI][nN]\s*\(((?:\s*'[^']*'\s*,?)+)\))re");
  static const std::regex quoted(R"re('([^']*)')re");
  if (condition.size() > 2000) return;  // std::regex recurses
  for (std::sregex_iterator at(condition.begin(), condition.end(), equality), end; at != end; ++at)
    classes[(*at)[1]].insert((*at)[2]);
  for (std::sregex_iterator at(condition.begin(), condition.end(), list), end; at != end; ++at) {
    const std::string values = (*at)[2];
    for (std::sregex_iterator value(values.begin(), values.end(), quoted); value != end; ++value)
      classes[(*at)[1]].insert((*value)[1]);
  }
}

void add_classes(const Requirement& way, const std::string& role,
                 std::map<std::string, std::set<std::string>>& classes) {
  for (const auto& [key, selection] : way.selections()) {
    if (selection->layer != role) continue;
    add_classes(selection->where, classes);
    if (key != "demand" && key != "layer") continue;
    if (const Limit* within = way.find<Limit>("within"); within && !within->by.empty())
      for (const auto& [name, limit] : within->classes) classes[within->by].insert(name);
    if (!way.target.by.empty())
      for (const auto& [name, range] : way.target.classes) classes[way.target.by].insert(name);
  }
  if (way.text("layer") == role) {
    add_classes(way.text("where"), classes);
    add_classes(way.text("among"), classes);
  }
}

}  // namespace

SurveyedLayer expect_of_plan(const Plan& plan, const LayerSpec& spec, const ReadLayer& read) {
  SurveyedLayer layer = surveyed(spec, read);
  const auto add_amount = [&](const std::string& name) {
    const auto alias = spec.fields.find(name);
    const std::string own = alias == spec.fields.end() ? name : alias->second;
    layer.people.insert(read.layer.find(own) ? own : name);
  };
  if (!spec.weight.empty()) add_amount(spec.weight);
  for (const UnitsSpec& units : plan.units) {
    if (units.layer != spec.role) continue;
    layer.is_tiling = true;
    layer.code = units.code;
    layer.name = units.name;
  }
  for (const Standard& standard : plan.standards)
    for (const Requirement& way : standard.ways) {
      add_classes(way, spec.role, layer.classes);
      const Measure* measure = find_measure(way.measure);
      if (!measure) continue;
      for (const Need& need : measure->needs(way, plan))
        if (need.role == spec.role)
          for (const std::string& name : need.numbers) add_amount(name);
    }
  return layer;
}

SurveyedLayer expect_of_file(const LayerSpec& spec, const ReadLayer& read) {
  SurveyedLayer layer = surveyed(spec, read);
  const std::size_t count = read.layer.size();
  layer.is_tiling = read.layer.geometries.shape() == Shape::area && count >= 2 && count <= most_units;
  return layer;
}

}  // namespace gapmap
