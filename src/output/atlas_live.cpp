// SPDX-License-Identifier: MIT
#include <map>

#include "output/atlas.h"
#include "output/basis_words.h"
#include "output/result_places.h"
#include "output/shown.h"

namespace gapmap {
namespace {

/// Nothing where the places are rows of a register that says of none where it is.
std::optional<Atlas::Places> places_of(const PlaceList& list, const Partition& partition) {
  if (list.geometries.shape() == Shape::none) return std::nullopt;
  Atlas::Places places;
  auto geometries = std::make_shared<Geometries>(list.geometries.shape());
  // As the result file has them, so that a sheet is the same from either.
  for (const std::size_t i : ranking(list, partition)) {
    geometries->add_feature(list.geometries, i);
    places.amount.push_back(list.amount[i]);
    places.distance.push_back(list.distance[i]);
    places.unit_code.push_back(partition.code_of(list.bucket[i]));
    for (const Column& column : list.more)
      if (column.name == "finding") places.finding.push_back(column.text(i));
  }
  places.geometries = std::move(geometries);
  return places;
}

Atlas::Detours detours_of(const std::vector<DetourSquare>& squares) {
  Atlas::Detours detours;
  auto geometries = std::make_shared<Geometries>(Shape::area);
  for (const DetourSquare& square : squares) {
    geometries->add_feature(square.ring());
    detours.amount.push_back(square.detour.amount);
    detours.straight.push_back(square.detour.straight / square.detour.amount);
    detours.walk.push_back(square.detour.walk / square.detour.amount);
  }
  detours.squares = std::move(geometries);
  return detours;
}

/// The features that selections mean, each set copied once however many standards show it.
class FeatureSets {
 public:
  Atlas::Features of(const ShownFeatures& shown) {
    auto& geometries = made_[{shown.role, shown.where}];
    if (!geometries) {
      auto copy = std::make_shared<Geometries>(shown.features.geometries().shape());
      for (const std::uint32_t row : shown.features.rows) copy->add_feature(shown.features.geometries(), row);
      geometries = std::move(copy);
    }
    return {shown.title, geometries};
  }

 private:
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Geometries>> made_;
};

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
  for (const auto& [role, spec] : view.plan.layers)
    if (!spec.title.empty()) atlas.layers[role] = spec.title;
  FeatureSets sets;
  for (const StandardResult& result : view.assessment.results) {
    const Standard& standard = view.plan.standards[result.standard];
    const Requirement& way = standard.ways[result.way];
    Atlas::Item& item = atlas.items.emplace_back();
    item.id = standard.id;
    item.task = standard.task;
    item.task_title = task_title(view.plan, standard.task);
    item.title = standard.title;
    item.clause = standard.clause;
    item.assumption = standard.assumption;
    item.basis = basis_words(view.plan, way);
    item.is_sloped = counts_slopes(basis_of(view.plan, way));
    item.deadline = standard.deadline;
    item.lead = join(standard.lead, "、");
    item.responsible = join(standard.responsible, "、");
    item.value_unit = result.reading.value_unit;
    item.amount_unit = result.reading.amount_unit;
    item.scores = result.scores;
    if (result.reading.gap) item.gap = places_of(*result.reading.gap, view.partitions.front());
    if (result.reading.served) item.served = places_of(*result.reading.served, view.partitions.front());
    for (const ShownFeatures& shown : shown_with(way, scene)) item.features_of(shown.part).push_back(sets.of(shown));
    if (result.reading.walk && result.reading.walk->streets.lines.size() > 0)
      item.reached = std::make_shared<const Geometries>(result.reading.walk->streets.lines);
    if (result.reading.walk && !result.reading.walk->squares.empty())
      item.detours = detours_of(result.reading.walk->squares);
  }
  for (const Issue& issue : view.issues)
    atlas.issues.push_back(
        {issue.code, std::string(severity_name(issue.severity)), issue.role, issue.feature, issue.message});
  return atlas;
}

}  // namespace gapmap
