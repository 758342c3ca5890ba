// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "measure/scene.h"

namespace gapmap {

/// Features of the input that are shown with a standard.
struct ShownFeatures {
  enum class Part {
    supply,   ///< what serves
    counted,  ///< what is counted or added up
    streets   ///< lines that are to be served
  } part = Part::supply;
  std::size_t number = 0;  ///< among those of the same part
  std::string role, where;
  Text title;  ///< of the layer, with the class that the condition names: "Schools (kindergarten)"
  Features features;

  /// What marks these features in the result file: "kindergarten-reach#0" for a supply, "+" for what is counted,
  /// "~" for streets.
  std::string tag(const std::string& standard) const;
};

/// "supply", "counted" or "streets".
std::string_view part_name(ShownFeatures::Part part);

/// What is shown with one way to meet a standard; only what was read and has a geometry.
std::vector<ShownFeatures> shown_with(const Requirement& way, const Scene& scene);

}  // namespace gapmap
