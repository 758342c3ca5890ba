// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "output/atlas.h"
#include "output/canvas.h"
#include "output/map_frame.h"
#include "output/map_view.h"

namespace gapmap {

/// A grade of walks over straight distance, from `from` up to the next one.
struct DetourClass {
  double from;
  Text words;
  const char* colour;
};
/// From direct to long; the same on paper and in QGIS.
std::span<const DetourClass> detour_classes();

/// Fills the squares of a standard by how much longer people walk than a straight line, over the units and under their
/// borders.
void draw_detours(Canvas& canvas, const Atlas& atlas, const Atlas::Detours& detours, const MapView& view);

/// The grades that squares have, with the amount in each.
std::vector<LegendRow> detour_legend(const Atlas::Item& item, Language language);

/// "On foot 830 m on average, 610 m straight: 1.36 times as far", over the whole plan area.
Text detour_words(const Atlas::Detours& detours);

}  // namespace gapmap
