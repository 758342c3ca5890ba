// SPDX-License-Identifier: MIT
#include "output/shown.h"

#include <algorithm>
#include <array>
#include <optional>

#include "measure/street_network.h"
#include "output/words.h"

namespace gapmap {
namespace {

using Part = ShownFeatures::Part;

constexpr std::array<std::string_view, 4> part_names{"supply", "counted", "streets", "network"};

/// The one class that a condition names, as in "kind = 'kindergarten'"; empty where it names none or several.
std::string class_named_in(const std::string& where) {
  const std::size_t open = where.find('\'');
  if (open == std::string::npos) return {};
  const std::size_t close = where.find('\'', open + 1);
  if (close == std::string::npos || where.find('\'', close + 1) != std::string::npos) return {};
  return where.substr(open + 1, close - open - 1);
}

/// Whether a selection adds up the people of its layer: thousands of homes are no facilities.
bool is_of_people(const Selection& selection, const Scene& scene) {
  const auto role = scene.roles.find(selection.layer);
  return role != scene.roles.end() && selection.of && selection.of->what == Amount::What::field &&
         selection.of->field == role->second.spec->weight;
}

/// The part that a selection plays; nothing where it is not shown.
std::optional<Part> part_of(const std::string& key, const Requirement& way, const Scene& scene) {
  if (key == "supply") return Part::supply;
  if (key == "demand") return Part::streets;
  // A sum has no gap that could be drawn: what it counts is all there is to see.
  if (key == "layer" && way.measure == "total") return Part::counted;
  // What a network lacks is seen only on the network.
  if (key == "layer" && (way.measure == "dead_ends" || way.measure == "connected" || way.measure == "spacing"))
    return Part::streets;
  // Of beds per person the beds are shown, of persons per school the schools.
  if (way.measure == "ratio")
    if (key == (is_of_people(way.selection("numerator"), scene) ? "denominator" : "numerator")) return Part::counted;
  return std::nullopt;
}

}  // namespace

std::string ShownFeatures::tag(const std::string& standard) const {
  constexpr std::array marks{'#', '+', '~', '='};
  return standard + marks[static_cast<std::size_t>(part)] + std::to_string(number);
}

std::string_view part_name(Part part) { return part_names[static_cast<std::size_t>(part)]; }

std::optional<Part> part_named(std::string_view name) {
  const auto found = std::find(part_names.begin(), part_names.end(), name);
  if (found == part_names.end()) return std::nullopt;
  return static_cast<Part>(found - part_names.begin());
}

std::vector<ShownFeatures> shown_with(const Requirement& way, const Scene& scene) {
  std::vector<ShownFeatures> all;
  std::array<std::size_t, 4> numbers{};
  for (const auto& [key, selection] : way.selections()) {
    const std::optional<Part> part = part_of(key, way, scene);
    const auto role = scene.roles.find(selection->layer);
    if (!part || role == scene.roles.end() || role->second.is_raster) continue;
    const std::string where = key == "layer" ? way.text("where", selection->where) : selection->where;
    const Shape shape = role->second.layer->geometries.shape();
    if (!role->second.rows->contains(where) || shape == Shape::none) continue;
    if (*part == Part::streets && shape != Shape::line) continue;
    const LayerSpec& spec = *role->second.spec;
    const Text title = spec.title.empty() ? same(spec.role) : spec.title;
    const std::string kind = class_named_in(where);
    all.push_back({*part, numbers[static_cast<std::size_t>(*part)]++, selection->layer, where,
                   kind.empty() ? title : say("{}（{}）", "{} ({})", title, class_words(selection->layer, kind)),
                   scene.features(selection->layer, where)});
  }
  const auto is_walked = [&](const ShownFeatures& one) { return one.role == scene.network->layer; };
  if (way.text("along") == "walk" && scene.network && scene.roles.contains(scene.network->layer) &&
      std::none_of(all.begin(), all.end(), is_walked)) {
    const Features streets = walked_streets(scene);
    const Text& title = streets.role->spec->title;
    all.push_back(
        {Part::network, 0, scene.network->layer, "", title.empty() ? same(scene.network->layer) : title, streets});
  }
  return all;
}

}  // namespace gapmap
