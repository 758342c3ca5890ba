// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "input/read.h"

namespace gapmap {

struct InspectOptions {
  std::vector<std::string> sources;  ///< one plan file (.toml), or data files
  std::vector<std::string> layers;   ///< "ROLE=SOURCE": rebinds a layer of the plan
  std::string crs;                   ///< of bare files: to look at them in; empty to choose by place
  std::string output;                ///< GeoPackage for the issues; empty to write none
  Language language = Language::en;  ///< of layer names and aliases in the file
  int jobs = 0;                      ///< threads; 0 for as many as the machine runs at once
  bool overwrite = false;
  bool allow_network = false;
  Progress progress;
};

/// One layer and whether it could be read.
struct InspectedLayer {
  std::string role;
  std::string shape;  ///< "point", "line", "area", "raster" or "table"; empty where it could not be read
  InputRecord record;
  bool is_readable = false;
  bool is_unbound = false;  ///< the plan does not say where it is
};

struct InspectResult {
  std::string title;
  Crs crs;
  std::vector<InspectedLayer> layers;
  Issues issues;  ///< of reading and of all checks

  bool is_usable() const;  ///< whether every layer could be read
};

/// Looks over all layers of a plan, or bare data files, feature by feature. A layer that cannot be read is an
/// issue, not an error. Throws Error where the plan itself is wrong or the output cannot be written.
InspectResult inspect(const InspectOptions& options);

}  // namespace gapmap
