// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "measure/scene.h"

namespace gapmap {

/// Features of the input that are shown with a standard.
struct ShownFeatures {
  enum class Part {
    supply,   ///< what serves
    counted,  ///< what is counted or added up
    streets,  ///< lines that are to be served
    network,  ///< streets that people walk along
  } part = Part::supply;
  std::size_t number = 0;  ///< among those of the same part
  std::string role, where;
  Text title;  ///< of the layer, with the class that the condition names: "Schools (kindergarten)"
  Features features;

  /// What marks these features in the result file: "kindergarten-reach#0" for a supply, "+" for what is counted,
  /// "~" for streets,
  /// "=" for what is walked along.
  std::string tag(const std::string& standard) const;
};

/// "supply", "counted", "streets" or "network".
std::string_view part_name(ShownFeatures::Part part);

/// The part of that name; nothing where there is none.
std::optional<ShownFeatures::Part> part_named(std::string_view name);

/// What is shown with one way to meet a standard; only what was read and has a geometry.
std::vector<ShownFeatures> shown_with(const Requirement& way, const Scene& scene);

}  // namespace gapmap
