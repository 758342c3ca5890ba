// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "measure/scene.h"

namespace gapmap {

/// Features of the input that are shown with a standard.
struct ShownFeatures {
  enum class Part {
    supply,  ///< what serves, or what is counted
    streets  ///< lines that are to be served
  } part = Part::supply;
  std::string role, where;
  Text title;  ///< of the layer, with the class that the condition names: "Schools (kindergarten)"
  Features features;
};

/// What is shown with one way to meet a standard; only what was read.
std::vector<ShownFeatures> shown_with(const Requirement& way, const Scene& scene);

}  // namespace gapmap
