// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "output/canvas.h"
#include "output/map_labels.h"
#include "output/map_view.h"

namespace gapmap {

/// Beyond this number a PDF takes a picture of symbols instead of the symbols: it stays below some megabytes.
constexpr std::size_t most_symbols = 3000;

/// Puts a line or area feature into the canvas's path.
void trace(Canvas& canvas, const Geometries& geometries, std::size_t feature, const MapView& view);

/// Fills the canvas's path with thin dark lines at 45 degrees: areas that stay visible in grey print.
void hatch(Canvas& canvas, const Frame& frame, double scale);

/// A facility: square, triangle, diamond, circle by the number of its selection; dark, with a white rim. Gaps are
/// circles, so that the two differ in grey print.
void marker(Canvas& canvas, std::size_t number, double x, double y, double radius);

/// A white disc with a coloured rim, for the opposite of what a full disc shows: they differ in grey print.
void ring(Canvas& canvas, const std::string& colour, double x, double y, double radius);

/// Radius in mm that lets so many symbols stand in a frame without hiding each other altogether.
double symbol_radius(std::size_t count, const MapView& view);

}  // namespace gapmap
