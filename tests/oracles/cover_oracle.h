// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include "geo/geometry.h"

namespace gapmap::oracle {

/// Distance from a place to a feature of any shape, by trying every segment; 0 inside an area.
double distance_to(const Geometries& supply, std::size_t feature, Point p);

/// Covered area of a feature by counting the centres of `cells` x `cells` cells of its box. Slow, and blind to
/// everything that could go wrong in a sweep; the error is about perimeter x cell / sqrt(boundary cells).
double covered_area_by_counting(const Geometries& supply, std::span<const std::uint32_t> rows,
                                std::span<const double> reach, const Geometries& areas, std::size_t feature, int cells);

/// Covered area by GEOS: buffers of `quadrant_segments`, united, cut. Circles are a little too small:
/// relatively by (pi / 2 / quadrant_segments)^2 / 6.
double covered_area_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows,
                            std::span<const double> reach, const Geometries& areas, std::size_t feature,
                            int quadrant_segments);

/// The sum over all features, the buffers united once: how peers do it.
double covered_areas_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows,
                             std::span<const double> reach, const Geometries& areas, int quadrant_segments);

/// The same for what is left uncovered: buffers united once, and the gap of every feature made as a polygon.
double gap_areas_by_geos(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach,
                         const Geometries& areas, int quadrant_segments);

/// Whether GEOS calls the feature valid.
bool is_valid(const Geometries& areas, std::size_t feature);

}  // namespace gapmap::oracle
