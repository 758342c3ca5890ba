// SPDX-License-Identifier: MIT
#include "geo/geometry.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "base/error.h"

namespace gapmap {
namespace {

std::uint32_t index_of(std::size_t count) {
  if (count > std::numeric_limits<std::uint32_t>::max())
    throw Error(Fault::input,
                {"一个图层的坐标多于 42 亿个，请拆分后再读", "a layer has more than 4.2 billion vertices; split it"});
  return static_cast<std::uint32_t>(count);
}

}  // namespace

void Box::add(Point p) {
  low = {std::min(low.x, p.x), std::min(low.y, p.y)};
  high = {std::max(high.x, p.x), std::max(high.y, p.y)};
}

void Box::add(const Box& other) {
  if (other.empty()) return;
  add(other.low);
  add(other.high);
}

std::optional<Geometries> Geometries::from(Shape shape, std::vector<Point> vertices,
                                           std::vector<std::uint32_t> part_begins,
                                           std::vector<std::uint32_t> feature_begins) {
  const auto are_begins = [](const std::vector<std::uint32_t>& begins, std::size_t end) {
    return !begins.empty() && begins.front() == 0 && begins.back() == end &&
           std::is_sorted(begins.begin(), begins.end());
  };
  if (!are_begins(part_begins, vertices.size()) || !are_begins(feature_begins, part_begins.size() - 1))
    return std::nullopt;
  // A part has a vertex at least.
  if (std::adjacent_find(part_begins.begin(), part_begins.end()) != part_begins.end()) return std::nullopt;
  Geometries geometries(shape);
  geometries.vertices_ = std::move(vertices);
  geometries.part_begin_ = std::move(part_begins);
  geometries.feature_begin_ = std::move(feature_begins);
  return geometries;
}

void Geometries::end_part() {
  assert(vertices_.size() > part_begin_.back());
  part_begin_.push_back(index_of(vertices_.size()));
}

void Geometries::end_feature() {
  assert(vertices_.size() == part_begin_.back());
  feature_begin_.push_back(index_of(part_begin_.size() - 1));
}

void Geometries::add_part(Path path) {
  vertices_.insert(vertices_.end(), path.begin(), path.end());
  end_part();
}

void Geometries::add_feature(Path path) {
  add_part(path);
  end_feature();
}

void Geometries::add_feature(const Geometries& other, std::size_t feature) {
  assert(shape_ == other.shape_);
  for (std::size_t i = 0; i < other.parts_of(feature); ++i) add_part(other.part(feature, i));
  end_feature();
}

void Geometries::reserve(std::size_t features, std::size_t vertices) {
  vertices_.reserve(vertices);
  part_begin_.reserve(features + 1);
  feature_begin_.reserve(features + 1);
}

Box Geometries::box() const {
  Box box;
  for (const Point p : vertices_) box.add(p);
  return box;
}

Box Geometries::box(std::size_t feature) const {
  Box box;
  for (std::size_t i = 0; i < parts_of(feature); ++i)
    for (const Point p : part(feature, i)) box.add(p);
  return box;
}

double signed_area(Path ring) {
  double twice = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const double ax = ring[i].x - ring[0].x, ay = ring[i].y - ring[0].y;
    const double bx = ring[i + 1].x - ring[0].x, by = ring[i + 1].y - ring[0].y;
    twice += ax * by - ay * bx;
  }
  return twice / 2;
}

double length(Path line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  return sum;
}

double area_of(const Geometries& areas, std::size_t feature) {
  double sum = 0;
  for (std::size_t i = 0; i < areas.parts_of(feature); ++i) sum += signed_area(areas.part(feature, i));
  return sum;
}

double length_of(const Geometries& lines, std::size_t feature) {
  double sum = 0;
  for (std::size_t i = 0; i < lines.parts_of(feature); ++i) sum += length(lines.part(feature, i));
  return sum;
}

void orient(std::span<std::vector<Point>> rings) {
  for (std::size_t i = 0; i < rings.size(); ++i)
    if ((signed_area(rings[i]) > 0) != (i == 0)) std::reverse(rings[i].begin(), rings[i].end());
}

namespace {

Point halfway_along(const Path path) {
  double left = length(path) / 2;
  for (std::size_t k = 1; k < path.size(); ++k) {
    const Point a = path[k - 1], b = path[k];
    const double step = std::hypot(b.x - a.x, b.y - a.y);
    if (step > 0 && left <= step) return {a.x + left / step * (b.x - a.x), a.y + left / step * (b.y - a.y)};
    left -= step;
  }
  return path[path.size() - 1];
}

}  // namespace

Point label_point(const Geometries& geometries, std::size_t feature) {
  assert(!geometries.is_null(feature));
  const Path first = geometries.part(feature, 0);
  if (geometries.shape() == Shape::point) return first[0];
  if (geometries.shape() == Shape::line) {
    Path longest = first;
    for (std::size_t i = 1; i < geometries.parts_of(feature); ++i)
      if (length(geometries.part(feature, i)) > length(longest)) longest = geometries.part(feature, i);
    return halfway_along(longest);
  }
  const Box box = geometries.box(feature);
  // A horizontal line that misses the vertices in general; a few heights make a thin bend harmless.
  Point best = first[0];
  double widest = -1;
  for (const double share : {0.5037, 0.3511, 0.6593, 0.2089, 0.7919}) {
    const double y = box.low.y + share * (box.high.y - box.low.y);
    std::vector<double> crossings;
    for (std::size_t i = 0; i < geometries.parts_of(feature); ++i) {
      const Path ring = geometries.part(feature, i);
      for (std::size_t k = 1; k < ring.size(); ++k) {
        const Point a = ring[k - 1], b = ring[k];
        if ((a.y <= y) == (b.y <= y)) continue;
        crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
      }
    }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t k = 1; k < crossings.size(); k += 2) {
      if (crossings[k] - crossings[k - 1] <= widest) continue;
      widest = crossings[k] - crossings[k - 1];
      best = {(crossings[k] + crossings[k - 1]) / 2, y};
    }
    if (widest > (box.high.x - box.low.x) / 8) break;
  }
  return best;
}

}  // namespace gapmap
