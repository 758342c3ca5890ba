// SPDX-License-Identifier: MIT
#include "geo/area_locator.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
namespace {

constexpr double on_border = 1e-8;  // metres: the last digits of projected coordinates

bool touches(Point p, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  const double ex = p.x - (a.x + t * dx), ey = p.y - (a.y + t * dy);
  return ex * ex + ey * ey <= on_border * on_border;
}

bool meets_box(const Box& box, Point a, Point b) {
  if (std::max(a.x, b.x) < box.low.x || std::min(a.x, b.x) > box.high.x) return false;
  if (std::max(a.y, b.y) < box.low.y || std::min(a.y, b.y) > box.high.y) return false;
  // The line through the edge passes the box unless all corners lie on one side of it.
  const double dx = b.x - a.x, dy = b.y - a.y;
  const auto side = [&](double x, double y) { return dx * (y - a.y) - dy * (x - a.x); };
  const double one = side(box.low.x, box.low.y), two = side(box.high.x, box.low.y);
  const double three = side(box.high.x, box.high.y), four = side(box.low.x, box.high.y);
  return !((one > 0 && two > 0 && three > 0 && four > 0) || (one < 0 && two < 0 && three < 0 && four < 0));
}

}  // namespace

AreaLocator::AreaLocator(const Geometries& areas) : box_(areas.box().grown(on_border)) {
  for (std::size_t area = 0; area < areas.size(); ++area)
    for (std::size_t i = 0; i < areas.parts_of(area); ++i) {
      const Path ring = areas.part(area, i);
      for (std::size_t k = 1; k < ring.size(); ++k)
        if (ring[k - 1] != ring[k]) edges_.push_back({ring[k - 1], ring[k], static_cast<std::uint32_t>(area)});
      ring_begin_.push_back(static_cast<std::uint32_t>(edges_.size()));
    }
  grid_ = CellGrid(box_, edges_.size());
  grid_.fill([&](auto&& emit) {
    for (std::size_t i = 0; i < edges_.size(); ++i) emit(edges_[i].a, edges_[i].b, static_cast<std::uint32_t>(i));
  });
  find_centres();
}

void AreaLocator::find_centres() {
  struct Crossing {
    double x;
    std::uint32_t area;
  };
  std::vector<std::vector<Crossing>> rows(static_cast<std::size_t>(grid_.rows()));
  for (const Edge& edge : edges_) {
    const auto [low, high] = std::minmax(edge.a.y, edge.b.y);
    for (std::int64_t row = grid_.row_of(low); row <= grid_.row_of(high); ++row) {
      const double y = grid_.centre(0, row).y;
      if ((edge.a.y > y) == (edge.b.y > y)) continue;
      const double x = edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x);
      rows[static_cast<std::size_t>(row)].push_back({x, edge.area});
    }
  }
  member_begin_.push_back(0);
  std::vector<std::uint32_t> inside;  // sorted
  for (std::int64_t row = 0; row < grid_.rows(); ++row) {
    auto& crossings = rows[static_cast<std::size_t>(row)];
    std::sort(crossings.begin(), crossings.end(),
              [](const Crossing& a, const Crossing& b) { return std::pair(a.x, a.area) < std::pair(b.x, b.area); });
    inside.clear();
    std::size_t next = 0;
    for (std::int64_t column = 0; column < grid_.columns(); ++column) {
      const double x = grid_.centre(column, row).x;
      for (; next < crossings.size() && crossings[next].x <= x; ++next) {
        const auto at = std::lower_bound(inside.begin(), inside.end(), crossings[next].area);
        if (at != inside.end() && *at == crossings[next].area)
          inside.erase(at);
        else
          inside.insert(at, crossings[next].area);
      }
      members_.insert(members_.end(), inside.begin(), inside.end());
      member_begin_.push_back(static_cast<std::uint32_t>(members_.size()));
    }
  }
}

void AreaLocator::hold(Point p, std::vector<std::uint32_t>& holders, std::vector<std::uint32_t>& borders) const {
  holders.clear();
  borders.clear();
  if (!box_.contains(p)) return;
  const std::int64_t column = grid_.column_of(p.x), row = grid_.row_of(p.y);
  const std::size_t cell = grid_.index(column, row);
  const auto centred = members(cell);
  holders.assign(centred.begin(), centred.end());
  const auto edges = grid_.items(cell);
  if (edges.empty()) return;

  const Point c = grid_.centre(column, row);
  for (const std::uint32_t item : edges) {
    const auto& [a, b, area] = edges_[item];
    if (touches(p, a, b)) borders.push_back(area);
    if ((a.y > p.y) != (b.y > p.y)) {
      const double x = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
      if ((p.x < x) != (c.x < x)) holders.push_back(area);
    }
    if ((a.x > c.x) != (b.x > c.x)) {
      const double y = a.y + (c.x - a.x) / (b.x - a.x) * (b.y - a.y);
      if ((p.y < y) != (c.y < y)) holders.push_back(area);
    }
  }
  // What was toggled an odd number of times holds the point.
  std::sort(holders.begin(), holders.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < holders.size();) {
    std::size_t end = i;
    while (end < holders.size() && holders[end] == holders[i]) ++end;
    if ((end - i) % 2 == 1) holders[kept++] = holders[i];
    i = end;
  }
  holders.resize(kept);
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
}

std::int32_t AreaLocator::find(Point p) const {
  thread_local std::vector<std::uint32_t> holders, borders;
  hold(p, holders, borders);
  std::uint32_t first = std::numeric_limits<std::uint32_t>::max();
  for (const auto* list : {&holders, &borders})
    if (!list->empty()) first = std::min(first, list->front());
  return first == std::numeric_limits<std::uint32_t>::max() ? nowhere : static_cast<std::int32_t>(first);
}

void AreaLocator::crossings(Point a, Point b, std::vector<double>& places) const {
  Box reach;
  reach.add(a);
  reach.add(b);
  if (!reach.intersects(box_)) return;
  const double dx = b.x - a.x, dy = b.y - a.y;
  grid_.along(a, b, [&](std::size_t cell) {
    for (const std::uint32_t item : grid_.items(cell)) {
      const Edge& edge = edges_[item];
      const double ex = edge.b.x - edge.a.x, ey = edge.b.y - edge.a.y;
      const double across = dx * ey - dy * ex;
      if (across == 0) {
        // Along the border: its ends are where the other side of it may begin.
        for (const Point end : {edge.a, edge.b}) {
          const double t = ((end.x - a.x) * dx + (end.y - a.y) * dy) / (dx * dx + dy * dy);
          if (t > 0 && t < 1) places.push_back(t);
        }
        continue;
      }
      const double t = ((edge.a.x - a.x) * ey - (edge.a.y - a.y) * ex) / across;
      const double s = ((edge.a.x - a.x) * dy - (edge.a.y - a.y) * dx) / across;
      if (t > 0 && t < 1 && s >= -1e-12 && s <= 1 + 1e-12) places.push_back(t);
    }
  });
}

bool AreaLocator::meets(const Box& box, std::vector<std::uint32_t>& features) const {
  features.clear();
  const Box near = box.grown(2 * on_border);
  if (!near.intersects(box_)) return false;
  std::vector<std::uint32_t> borders;
  hold(near.low, features, borders);
  const std::size_t holding = features.size();
  for (std::int64_t row = grid_.row_of(near.low.y); row <= grid_.row_of(near.high.y); ++row)
    for (std::int64_t column = grid_.column_of(near.low.x); column <= grid_.column_of(near.high.x); ++column)
      for (const std::uint32_t item : grid_.items(grid_.index(column, row)))
        if (meets_box(near, edges_[item].a, edges_[item].b)) features.push_back(edges_[item].area);
  if (features.size() == holding) return false;
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return true;
}

}  // namespace gapmap
