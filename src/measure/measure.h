// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "measure/reading.h"
#include "measure/scene.h"
#include "measure/serve.h"
#include "plan/parameter.h"
#include "plan/standard.h"

namespace gapmap {

/// What a measure must be given of a role before it can be asked.
struct Need {
  std::string role;
  std::string condition;
  std::set<std::string> columns;  ///< fields under the names that standards use
  std::set<std::string> numbers;  ///< fields that must hold numbers
  std::vector<Shape> shapes;      ///< geometries that it can use; empty for any
  bool is_register = false;       ///< a table without geometry will do
  bool takes_cells = false;       ///< of a large raster, a stream of its cells will do
  bool takes_heights = false;     ///< a raster of heights
};

/// One kind of arithmetic, in a file of its own, listed once in measures.cpp. It describes itself: plan
/// validation, the JSON Schema, help and the reference are made from this.
struct Measure {
  std::string_view name;
  Text summary;  ///< one line
  Text value;    ///< what the value and the gap features are
  std::vector<Parameter> parameters;
  std::string_view example;  ///< a [[standard]] of the sample district; a test runs it
  std::vector<Need> (*needs)(const Requirement&, const Plan&);
  Reading (*read)(const Requirement&, const Scene&);
  /// Problems that only this measure can see in a requirement, found when the plan is read.
  std::vector<Problem> (*check)(const Requirement&, const Plan&) = nullptr;
  const Serve* serve = nullptr;  ///< how new facilities would close its gaps; null where they cannot
};

/// All measures, in the order of the documentation.
std::span<const Measure> measures();
const Measure* find_measure(std::string_view name);

/// The roles that a requirement needs and the plan does not bind to a source.
std::vector<std::string> unbound_roles(const Requirement& way, const Plan& plan);

/// The measures' keys, as the parser and the schema want them.
std::vector<MeasureSyntax> measure_syntax();

}  // namespace gapmap
