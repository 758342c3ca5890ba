// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace gapmap {

enum class Severity { note, warning, error };

inline std::string_view severity_name(Severity severity) {
  constexpr std::string_view names[] = {"note", "warning", "error"};
  return names[static_cast<std::size_t>(severity)];
}

/// Where an issue lies, in the plan's coordinates (metres).
struct Place {
  double x;
  double y;
};

/// A fact about the data that does not stop the work but belongs beside every figure made from them.
struct Issue {
  std::string code;  ///< stable, such as "G103"
  Severity severity = Severity::warning;
  std::string role;     ///< the layer's name in the plan
  std::string source;   ///< the file or connection
  std::string feature;  ///< id of the feature, or empty for the whole layer
  Text message;
  std::optional<Place> place;
};

using Issues = std::vector<Issue>;

}  // namespace gapmap
