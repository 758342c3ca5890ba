// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include <ogr_geometry.h>

#include "base/issue.h"
#include "geo/geometry.h"

namespace gapmap {

/// Takes OGR geometries into one flat column: heights and measures are dropped, curves are drawn with
/// short chords, rings are closed and turned. All features must share one shape.
class GeometryIntake {
 public:
  /// Adds a feature; a null or empty geometry becomes a feature without parts. Throws
  /// Error{Fault::input} naming `place` and the feature where its shape is not that of the others.
  void add(const OGRGeometry* geometry, long long id, const std::string& place);

  /// The same from little-endian well-known binary, without a geometry in between. False where it is empty, mixed,
  /// curved or in any way odd: the layer must then be read anew with `add`, which knows what to do.
  bool add_wkb(std::span<const unsigned char> wkb);

  /// For tables whose coordinates stand in columns.
  void add_point(Point p, long long id);

  Geometries take();

  /// Ids of the features without a usable geometry.
  const std::vector<long long>& nulls() const { return nulls_; }
  /// Parts that were left out for a coordinate that is not a finite number, or for too few vertices.
  std::size_t lost_parts() const { return lost_parts_; }
  std::size_t curves() const { return curves_; }
  std::size_t with_height() const { return with_height_; }
  std::size_t opened_rings() const { return opened_rings_; }

 private:
  void set_shape(Shape shape, long long id, const std::string& place);
  void add_parts(const OGRGeometry& geometry, long long id, const std::string& place);
  void add_polygon(const OGRPolygon& polygon);

  Geometries geometries_;
  std::vector<Point> wkb_path_;  // scratch
  Shape shape_ = Shape::none;
  std::size_t waiting_ = 0;  // null features seen before the shape was known
  std::vector<long long> nulls_;
  std::size_t curves_ = 0, with_height_ = 0, opened_rings_ = 0, lost_parts_ = 0;
};

/// Whether all numbers can be coordinates: formats write absurd ones where there is none.
bool is_usable(Path path);

std::string_view shape_name_zh(Shape shape);
std::string_view shape_name_en(Shape shape);

}  // namespace gapmap
