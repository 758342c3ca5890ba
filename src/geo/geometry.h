// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace gapmap {

/// Plane coordinates in metres (easting, northing), or degrees (longitude, latitude) before projection.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Box {
  Point low{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  Point high{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

  bool empty() const { return !(low.x <= high.x && low.y <= high.y); }
  void add(Point p);
  void add(const Box& other);
  Box grown(double margin) const { return {{low.x - margin, low.y - margin}, {high.x + margin, high.y + margin}}; }
  bool contains(Point p) const { return p.x >= low.x && p.x <= high.x && p.y >= low.y && p.y <= high.y; }
  bool intersects(const Box& other) const {
    return low.x <= other.high.x && other.low.x <= high.x && low.y <= other.high.y && other.low.y <= high.y;
  }
};

enum class Shape : std::uint8_t { none, point, line, area };

/// One vertex run: a point, a line string, or a closed ring (first vertex repeated at the end).
using Path = std::span<const Point>;

/// The geometries of a layer as one flat column: features hold parts, parts hold vertices.
///
/// All features share one shape. A point feature has one part of one vertex a point; a line feature one
/// part a line string; an area feature one part a ring. Rings are closed; exteriors turn anticlockwise,
/// holes clockwise, and a polygon's holes follow its exterior, so signed ring areas add up to the area.
/// A feature without parts has no geometry.
class Geometries {
 public:
  Geometries() = default;
  explicit Geometries(Shape shape) : shape_(shape) {}

  Shape shape() const { return shape_; }
  std::size_t size() const { return feature_begin_.size() - 1; }
  std::size_t part_count() const { return part_begin_.size() - 1; }
  /// The columns as they are kept: where the parts begin among the vertices and the features among the parts, each
  /// with an end behind it. Nothing where they contradict each other.
  static std::optional<Geometries> from(Shape shape, std::vector<Point> vertices,
                                        std::vector<std::uint32_t> part_begins,
                                        std::vector<std::uint32_t> feature_begins);
  const std::vector<std::uint32_t>& part_begins() const { return part_begin_; }
  const std::vector<std::uint32_t>& feature_begins() const { return feature_begin_; }

  const std::vector<Point>& vertices() const { return vertices_; }
  std::vector<Point>& vertices() { return vertices_; }

  /// Index of the feature's first part; `first_part(size())` is the end.
  std::size_t first_part(std::size_t feature) const { return feature_begin_[feature]; }
  std::size_t parts_of(std::size_t feature) const { return feature_begin_[feature + 1] - feature_begin_[feature]; }
  bool is_null(std::size_t feature) const { return parts_of(feature) == 0; }
  Path part(std::size_t index) const {
    return {vertices_.data() + part_begin_[index], vertices_.data() + part_begin_[index + 1]};
  }
  Path part(std::size_t feature, std::size_t index) const { return part(feature_begin_[feature] + index); }

  // Building: vertices, then end_part, …, then end_feature.
  void add_vertex(Point p) { vertices_.push_back(p); }
  void end_part();
  void end_feature();
  /// A whole part at once.
  void add_part(Path path);
  /// A whole feature of one part at once.
  void add_feature(Path path);
  void add_point(Point p) { add_feature({&p, 1}); }
  /// A copy of another column's feature (same shape).
  void add_feature(const Geometries& other, std::size_t feature);
  void reserve(std::size_t features, std::size_t vertices);

  Box box() const;
  Box box(std::size_t feature) const;

  bool operator==(const Geometries&) const = default;

 private:
  Shape shape_ = Shape::none;
  std::vector<Point> vertices_;
  std::vector<std::uint32_t> part_begin_{0};
  std::vector<std::uint32_t> feature_begin_{0};
};

/// Twice the signed area of a closed ring is computed around its first vertex, so that large
/// coordinates do not cancel. Anticlockwise is positive. In square metres.
double signed_area(Path ring);

/// Length of a line string in metres.
double length(Path line);

/// Area of an area feature: exteriors less holes, in square metres.
double area_of(const Geometries& areas, std::size_t feature);

/// Length of a line feature in metres.
double length_of(const Geometries& lines, std::size_t feature);

/// Turns rings so that exteriors are anticlockwise and holes clockwise; `rings` is one polygon,
/// its exterior first.
void orient(std::span<std::vector<Point>> rings);

/// Where a whole feature stands: inside an area (on its widest middle chord), halfway along a line's longest part.
Point label_point(const Geometries& geometries, std::size_t feature);

}  // namespace gapmap
