// SPDX-License-Identifier: MIT
#include "geo/cover.h"

#include <array>
#include <cassert>
#include <cmath>

#include "base/parallel.h"
#include "geo/cover_parts.h"

namespace gapmap {

namespace {

Point between(Point p, Point q, double t) {
  if (t <= 0) return p;
  if (t >= 1) return q;
  return {p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
}

/// Builds a line feature from stretches in walking order.
class LineBuilder {
 public:
  explicit LineBuilder(Geometries& into) : into_(into) {}

  void add(Point a, Point b) {
    if (a == b) return;
    if (part_.empty() || part_.back() != a) {
      close();
      part_.push_back(a);
    }
    part_.push_back(b);
  }
  void end() {
    close();
    into_.end_feature();
  }

 private:
  void close() {
    if (part_.size() > 1) into_.add_part(part_);
    part_.clear();
  }

  Geometries& into_;
  std::vector<Point> part_;
};

/// Calls `visit(p, q, united covered intervals)` for every segment of a line, in the line's own coordinates.
template <typename Parts, typename Visit>
void walk(const Parts& parts, Path line, const Visit& visit) {
  cover::SegmentCover segments(parts.primitives, parts.grid);
  const Point origin = parts.primitives.origin;
  cover::Intervals inside;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point p{line[i - 1].x - origin.x, line[i - 1].y - origin.y}, q{line[i].x - origin.x, line[i].y - origin.y};
    inside = segments.covered(p, q);
    if (!parts.flat.empty()) {
      parts.flat.add_covered(line[i - 1], line[i], inside);
      cover::unite(inside);
    }
    visit(line[i - 1], line[i], inside);
  }
}

/// The covered area of a feature, with the scratch of the caller's thread.
template <typename Parts>
double measure(const Parts& parts, cover::AreaCover& curved, const Geometries& areas, std::size_t feature) {
  if (areas.is_null(feature)) return 0;
  if (parts.flat.empty()) {
    cover::Rings rings(areas, feature, parts.primitives.origin);
    return curved.measure(rings);
  }
  const straight::Region& flat = parts.flat.region();
  if (parts.primitives.count() == 0) return straight::common_area(flat, areas, feature);
  const straight::Cut cut = straight::cut(flat, areas, feature);
  const double covered = cut.inside.total();
  const Geometries rest = cut.outside.together();
  if (rest.part_count() == 0) return covered;
  cover::Rings rings(rest, 0, parts.primitives.origin);
  return covered + curved.measure(rings);
}

}  // namespace

Cover::Cover(std::span<const CoverSupply> supplies, int jobs) : parts_(std::make_shared<const Parts>(supplies, jobs)) {}

Cover::Cover(const Geometries& supply, std::span<const std::uint32_t> rows, std::span<const double> reach, int jobs)
    : parts_(std::make_shared<const Parts>(std::array{CoverSupply{supply, rows, reach}}, jobs)) {}

double Cover::covered_length(Path line) const {
  double covered = 0;
  walk(*parts_, line, [&](Point p, Point q, const cover::Intervals& inside) {
    const double whole = std::hypot(q.x - p.x, q.y - p.y);
    for (const cover::Interval& part : inside) covered += (part.to - part.from) * whole;
  });
  return covered;
}

void Cover::cut_line(Path line, Geometries& uncovered, Geometries& covered) const {
  LineBuilder out(uncovered), in(covered);
  walk(*parts_, line, [&](Point p, Point q, const cover::Intervals& inside) {
    double from = 0;
    for (const cover::Interval& part : inside) {
      if (part.from > from) out.add(between(p, q, from), between(p, q, part.from));
      in.add(between(p, q, part.from), between(p, q, part.to));
      from = part.to;
    }
    if (from < 1) out.add(between(p, q, from), q);
  });
  out.end();
  in.end();
}

double Cover::covered_area(const Geometries& areas, std::size_t feature) const {
  assert(areas.shape() == Shape::area);
  cover::AreaCover curved(parts_->primitives, parts_->grid, parts_->boundary);
  return measure(*parts_, curved, areas, feature);
}

std::vector<double> Cover::covered_areas(const Geometries& areas, int jobs) const {
  assert(areas.shape() == Shape::area);
  std::vector<double> covered(areas.size());
  for_each_chunk(areas.size(), 8, jobs, [&](std::size_t begin, std::size_t end) {
    cover::AreaCover curved(parts_->primitives, parts_->grid, parts_->boundary);
    for (std::size_t i = begin; i < end; ++i) covered[i] = measure(*parts_, curved, areas, i);
  });
  return covered;
}

}  // namespace gapmap
