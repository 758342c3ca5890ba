// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/text.h"
#include "geo/geometry.h"

namespace gapmap {

/// A rectangle of paper in mm, y downwards.
struct Frame {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  bool overlaps(const Frame& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool holds(const Frame& inner) const {
    return inner.x >= x && inner.right() <= right() && inner.y >= y && inner.bottom() <= bottom();
  }
  Frame grown(double margin) const { return {x - margin, y - margin, width + 2 * margin, height + 2 * margin}; }
};

/// Where a piece of the ground lies on the sheet: centred in a frame, at a scale of 1 : `denominator`.
struct MapView {
  Frame frame;
  Box ground;              ///< what the whole frame shows
  double denominator = 1;  ///< metres on the ground for a metre of paper

  double mm_per_metre() const { return 1000 / denominator; }
  bool shows(const Geometries& geometries, std::size_t feature) const {
    return !geometries.is_null(feature) && geometries.box(feature).intersects(ground);
  }
  Point at(Point p) const {
    return {frame.x + (p.x - ground.low.x) * mm_per_metre(), frame.y + (ground.high.y - p.y) * mm_per_metre()};
  }
  /// Where a place on paper lies on the ground.
  Point ground_at(Point p) const {
    return {ground.low.x + (p.x - frame.x) / mm_per_metre(), ground.high.y - (p.y - frame.y) / mm_per_metre()};
  }
};

/// The largest conventional scale (1, 1.2, 1.5, 1.75, 2, 2.5 … times a power of ten) that shows all of
/// `ground` in the frame.
MapView fit_view(const Box& ground, const Frame& frame);

/// The largest of 1, 2, 5 times a power of ten that is not above `value`.
double round_below(double value);
/// The smallest conventional scale denominator that is not below `value`.
double round_scale(double value);
/// The conventional number (as for scales) that is nearest to `value`.
double round_near(double value);

/// "500 m", "2 km".
std::string distance_words(double metres, Language language);

/// The outline of one part on paper: vertices nearer to the last than can be printed are left out, so that
/// a sheet's size follows the paper and not the data.
std::vector<Point> outline(Path path, const MapView& view);

}  // namespace gapmap
