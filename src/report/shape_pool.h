// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "geo/geometry.h"

namespace gapmap {

/// The shapes that a page draws, each once however many standards show it: units are the gaps of many standards, and a
/// home may lie too far from five kinds of facilities. Rounded and thinned as a screen shows them, never for counting.
class ShapePool {
 public:
  /// Takes in the features and tells where they are in the pool, each as the difference to the one before it:
  ///   {"pooled": "area", "count": 2, "at": [17, 1]}
  nlohmann::ordered_json add(const Geometries& geometries);

  /// What was taken in, by shape, as `encoded` writes it: {"area": {…}}.
  nlohmann::ordered_json take() const;

 private:
  struct Kept {
    Geometries geometries;
    std::unordered_map<std::string, std::size_t> places;  ///< by the bytes of their rounded coordinates
  };
  std::map<Shape, Kept> kept_;
};

}  // namespace gapmap
