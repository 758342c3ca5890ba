// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/atlas.h"
#include "output/canvas.h"
#include "output/map_view.h"

namespace gapmap {

/// A row of the legend: a sample of what was drawn, and words with its count.
struct LegendRow {
  enum class Sign { area, hatched_area, line, point, ring, marker, symbol } sign = Sign::area;
  std::string colour;
  double opacity = 1;
  std::size_t marker = 0;  ///< of Sign::marker, by the number of the selection
  double size = 1;         ///< radius or width in mm
  std::string words;
};

/// How a standard is drawn into a frame.
struct MapOptions {
  Language language = Language::zh;
  bool has_labels = true;
  std::optional<std::size_t> unit;  ///< shows this unit of the first partition and pales the others
  std::optional<Box> mark;          ///< frames this piece of ground and calls it A
  bool has_north_arrow = false;
  double line_scale = 1;  ///< of line widths and symbols; below 1 for small maps
};

/// Draws a standard's gap map: units, what is served, streets, the gap graded by colour with the worst on
/// top, facilities by selection, borders, names. Returns the legend of what is really in view.
std::vector<LegendRow> draw_map(Canvas& canvas, const Atlas& atlas, const Atlas::Item& item, const MapView& view,
                                const MapOptions& options);

/// Draws the sample of a legend row into a box of 6 mm x 3.2 mm, or one so many times as high.
void draw_sign(Canvas& canvas, const LegendRow& row, double x, double y, double scale = 1);

/// A scale bar of two fields with a round length, at most `room` mm long; returns its height.
double draw_scale_bar(Canvas& canvas, const MapView& view, double x, double y, double room, Language language);

/// A north arrow in the corner of the map where the least of the units lies; returns the paper it takes.
Frame draw_north_arrow(Canvas& canvas, const Atlas& atlas, const MapView& view, Language language);

}  // namespace gapmap
