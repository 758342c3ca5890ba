// SPDX-License-Identifier: MIT
#include "report/shape_pool.h"

#include <cmath>

#include "report/encode.h"
#include "report/thinning.h"

namespace gapmap {
namespace {

constexpr double drawn_step = 0.1;       // metres: finer than a screen or a printer shows
constexpr double drawn_tolerance = 0.5;  // metres: a tenth of a pixel where a street fills the screen

/// The same for features that are drawn alike.
std::string key_of(const Geometries& geometries, std::size_t feature) {
  std::string key;
  const auto add = [&](std::int64_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); };
  for (std::size_t i = 0; i < geometries.parts_of(feature); ++i) {
    const Path path = geometries.part(feature, i);
    add(static_cast<std::int64_t>(path.size()));
    for (const Point p : path) {
      add(std::llround(p.x / drawn_step));
      add(std::llround(p.y / drawn_step));
    }
  }
  return key;
}

}  // namespace

nlohmann::ordered_json ShapePool::add(const Geometries& geometries) {
  const Geometries thin = simplified(geometries, drawn_tolerance);
  Kept& kept = kept_.try_emplace(thin.shape(), Kept{Geometries(thin.shape()), {}}).first->second;
  nlohmann::ordered_json at = nlohmann::ordered_json::array();
  std::size_t last = 0;
  for (std::size_t feature = 0; feature < thin.size(); ++feature) {
    const auto [place, is_new] = kept.places.try_emplace(key_of(thin, feature), kept.geometries.size());
    if (is_new) kept.geometries.add_feature(thin, feature);
    at.push_back(static_cast<std::int64_t>(place->second) - static_cast<std::int64_t>(last));
    last = place->second;
  }
  return {{"pooled", shape_word(thin.shape())}, {"count", thin.size()}, {"at", std::move(at)}};
}

nlohmann::ordered_json ShapePool::take() const {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  for (const auto& [shape, kept] : kept_) all[std::string(shape_word(shape))] = encoded(kept.geometries, drawn_step);
  return all;
}

}  // namespace gapmap
