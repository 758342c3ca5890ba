// SPDX-License-Identifier: MIT
#pragma once

#include "output/geopackage.h"
#include "output/result.h"

namespace gapmap {

/// Adds what a standard along the streets shows beside its gaps:
/// - `streets_<standard>`: every reached piece of street once, with its nearest supply and its limit;
/// - `service_area_<standard>`: a strip around them by limit, `service_hull_<standard>`: with the blocks between filled
///   in: drawings on which nothing is counted;
/// - `detour_<standard>`: by unit, how much longer the walks are than a straight line, and whom a circle hides;
/// - `only_straight_<standard>`: the demand within the limit as the crow flies, but not on foot.
void add_walk_layers(GeoPackage& file, const ResultView& view, const StandardResult& result, Language language);

}  // namespace gapmap
