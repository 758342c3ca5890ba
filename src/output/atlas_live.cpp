// SPDX-License-Identifier: MIT
#include <map>

#include "output/atlas.h"

namespace gapmap {
namespace {

std::string code_in(const Partition& partition, std::size_t bucket) {
  if (bucket == partition.outside()) return partition.is_whole() ? "*" : "-";
  return partition.units()[bucket].code;
}

Atlas::Places places_of(const PlaceList& list, const Partition& partition) {
  Atlas::Places places;
  places.geometries = std::make_shared<const Geometries>(list.geometries);
  places.amount = list.amount;
  places.distance = list.distance;
  for (const std::size_t bucket : list.bucket) places.unit_code.push_back(code_in(partition, bucket));
  return places;
}

/// The one class that a condition names, as in "kind = 'kindergarten'"; empty where it names none or several.
std::string class_named_in(const std::string& where) {
  const std::size_t open = where.find('\''), close = where.find('\'', open + 1);
  if (open == std::string::npos || close == std::string::npos || where.find('\'', close + 1) != std::string::npos)
    return {};
  return where.substr(open + 1, close - open - 1);
}

/// The features that selections mean, each set copied once however many standards show it.
class FeatureSets {
 public:
  explicit FeatureSets(const Scene& scene) : scene_(scene) {}

  /// Whether the rows of this condition were asked for, so that they are known.
  bool has(const Selection& selection, const std::string& where) const {
    const auto role = scene_.roles.find(selection.layer);
    return role != scene_.roles.end() && role->second.rows->contains(where) && shape_of(selection) != Shape::none &&
           !role->second.is_raster;
  }
  Shape shape_of(const Selection& selection) const {
    return scene_.roles.at(selection.layer).layer->geometries.shape();
  }

  Atlas::Features of(const Selection& selection, const std::string& where) {
    const Features features = scene_.features(selection.layer, where);
    auto& geometries = made_[{selection.layer, where}];
    if (!geometries) {
      auto copy = std::make_shared<Geometries>(features.geometries().shape());
      for (const std::uint32_t row : features.rows) copy->add_feature(features.geometries(), row);
      geometries = std::move(copy);
    }
    const LayerSpec& spec = *features.role->spec;
    const Text title = spec.title.empty() ? same(spec.role) : spec.title;
    const std::string kind = class_named_in(where);
    return {kind.empty() ? title : say("{}（{}）", "{} ({})", title, kind), geometries};
  }

 private:
  const Scene& scene_;
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Geometries>> made_;
};

void show_inputs(const Requirement& way, FeatureSets& sets, Atlas::Item& item) {
  for (const auto& [key, selection] : way.selections()) {
    // A sum has no gap that could be drawn: what it counts is all there is to see.
    const bool is_counted = key == "layer" && way.measure == "total";
    const std::string where = is_counted ? way.text("where", selection->where) : selection->where;
    if (!sets.has(*selection, where)) continue;
    if (key == "supply" || key == "numerator" || is_counted) item.facilities.push_back(sets.of(*selection, where));
    if (key == "demand" && sets.shape_of(*selection) == Shape::line) item.streets.push_back(sets.of(*selection, where));
  }
}

}  // namespace

Atlas atlas_of(const ResultView& view, const Scene& scene) {
  Atlas atlas;
  atlas.title = view.plan.title;
  atlas.document = view.plan.document;
  atlas.date = view.plan.date;
  atlas.crs = view.crs.label();
  atlas.crs_name = view.crs.name();
  atlas.sources = source_words(view.run.inputs);
  atlas.version = view.run.version;
  atlas.started = view.run.started;
  for (const Partition& partition : view.partitions)
    if (!partition.is_whole())
      atlas.partitions.push_back(
          {partition.role(), partition.units(), std::make_shared<const Geometries>(partition.areas())});
  FeatureSets sets(scene);
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const Requirement& way = standard.ways[result.way];
    Atlas::Item& item = atlas.items.emplace_back();
    item.id = standard.id;
    item.task = standard.task;
    item.title = standard.title;
    item.clause = standard.clause;
    item.assumption = standard.assumption;
    item.basis = basis_of(view.plan, way);
    item.deadline = standard.deadline;
    item.lead = join(standard.lead, "、");
    item.responsible = join(standard.responsible, "、");
    item.value_unit = result.reading.value_unit;
    item.amount_unit = result.reading.amount_unit;
    item.scores = result.scores;
    if (result.reading.gap) item.gap = places_of(*result.reading.gap, view.partitions.front());
    if (result.reading.served) item.served = places_of(*result.reading.served, view.partitions.front());
    show_inputs(way, sets, item);
  }
  for (const Issue& issue : view.issues)
    atlas.issues.push_back(
        {issue.code, std::string(severity_name(issue.severity)), issue.role, issue.feature, issue.message});
  return atlas;
}

}  // namespace gapmap
