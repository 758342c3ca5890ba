// SPDX-License-Identifier: MIT
#include "output/shown.h"

namespace gapmap {
namespace {

/// The one class that a condition names, as in "kind = 'kindergarten'"; empty where it names none or several.
std::string class_named_in(const std::string& where) {
  const std::size_t open = where.find('\'');
  if (open == std::string::npos) return {};
  const std::size_t close = where.find('\'', open + 1);
  if (close == std::string::npos || where.find('\'', close + 1) != std::string::npos) return {};
  return where.substr(open + 1, close - open - 1);
}

}  // namespace

std::vector<ShownFeatures> shown_with(const Requirement& way, const Scene& scene) {
  std::vector<ShownFeatures> all;
  for (const auto& [key, selection] : way.selections()) {
    // A sum has no gap that could be drawn: what it counts is all there is to see.
    const bool is_counted = key == "layer" && way.measure == "total";
    const bool is_supply = key == "supply" || key == "numerator" || is_counted;
    if (!is_supply && key != "demand") continue;
    const std::string where = is_counted ? way.text("where", selection->where) : selection->where;
    const auto role = scene.roles.find(selection->layer);
    if (role == scene.roles.end() || role->second.is_raster || !role->second.rows->contains(where)) continue;
    const Shape shape = role->second.layer->geometries.shape();
    if (shape == Shape::none || (key == "demand" && shape != Shape::line)) continue;
    const LayerSpec& spec = *role->second.spec;
    const Text title = spec.title.empty() ? same(spec.role) : spec.title;
    const std::string kind = class_named_in(where);
    all.push_back({is_supply ? ShownFeatures::Part::supply : ShownFeatures::Part::streets, selection->layer, where,
                   kind.empty() ? title : say("{}（{}）", "{} ({})", title, kind),
                   scene.features(selection->layer, where)});
  }
  return all;
}

}  // namespace gapmap
