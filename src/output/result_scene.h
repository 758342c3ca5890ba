// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "measure/scene.h"
#include "output/geopackage.h"
#include "output/result.h"

namespace gapmap {

/// Adds what the standards were measured on, as far as a reader needs it to show the result and to ask "what
/// if", so that it needs the inputs no more: the features that maps show (`facilities_<role>`) and which standard
/// shows which (`shown`), the demand of each reach standard (`demand_<role>`, shared where two standards count the
/// same), how they go together (`reach`), and what the layers are called (`layers`).
/// Demand of more than 300,000 vertices is left out, so that a result of a city stays small and quick.
class SceneTables {
 public:
  /// Adds nothing where the view has no scene.
  SceneTables(GeoPackage& file, const ResultView& view, Language language);
  ~SceneTables();
  SceneTables(const SceneTables&) = delete;
  SceneTables& operator=(const SceneTables&) = delete;

  /// To be called with every result in turn; the tables of the demand are written at once.
  void add(const StandardResult& result);
  /// Writes the others.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;  ///< null without a scene
};

}  // namespace gapmap
