// SPDX-License-Identifier: MIT
#pragma once

#include "measure/scene.h"
#include "output/geopackage.h"
#include "output/result.h"

namespace gapmap {

/// Adds what the standards were measured on, as far as a reader needs it to show the result and to ask "what
/// if", so that it needs the inputs no more: the features that maps show (`facilities_<role>`) and which standard
/// shows which (`shown`), the demand of each reach standard (`demand_<role>`, shared where two standards count the
/// same), how they go together (`reach`), and what the layers are called (`layers`).
/// Demand of more than 300,000 vertices is left out, so that a result of a city stays small and quick.
void add_scene_tables(GeoPackage& file, const ResultView& view, const Scene& scene, Language language);

}  // namespace gapmap
