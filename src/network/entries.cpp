// SPDX-License-Identifier: MIT
#include "network/entries.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "base/parallel.h"
#include "geo/area_locator.h"
#include "network/segment.h"

namespace gapmap {
namespace {

constexpr std::size_t edges_at_once = 1024;

/// The nearest places of two segments, those on `ab` as shares of it: a stretch where both run side by side.
struct Approach {
  double metres = std::numeric_limits<double>::infinity();
  double low = 0, high = 0;

  void offer(double at, double apart) {
    if (apart < metres - 1e-9) *this = {apart, at, at};
    if (apart > metres + 1e-9) return;
    low = std::min(low, at);
    high = std::max(high, at);
  }
};

Approach approach(Point a, Point b, Point c, Point d) {
  Approach best;
  best.offer(0, distance_between(a, point_on(c, d, nearest_on(a, c, d))));
  best.offer(1, distance_between(b, point_on(c, d, nearest_on(b, c, d))));
  for (const Point p : {c, d}) {
    const double at = nearest_on(p, a, b);
    best.offer(at, distance_between(p, point_on(a, b, at)));
  }
  double t = 0, u = 0;
  if (cross(a, b, c, d, t, u)) best.offer(t, 0);
  return best;
}

class EntryFinder {
 public:
  EntryFinder(const Graph& graph, const Geometries& shapes, std::span<const std::uint32_t> rows, double near)
      : graph_(graph), rows_(rows), near_(std::max(near, touching)) {
    Geometries areas(Shape::area);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      for (std::size_t k = 0; k < shapes.parts_of(rows[i]); ++k) {
        const Path part = shapes.part(rows[i], k);
        for (std::size_t n = 1; n < part.size(); ++n) sides_.push_back({part[n - 1], part[n], i});
      }
      if (shapes.shape() == Shape::area) areas.add_feature(shapes, rows[i]);
    }
    if (areas.size() > 0) inside_ = std::make_unique<AreaLocator>(areas);
    for (const Side& side : sides_) {
      box_.add(side.a);
      box_.add(side.b);
    }
    box_ = box_.grown(near_);
    grid_ = CellGrid(box_, sides_.size());
    grid_.fill([&](auto&& emit) {
      for (std::uint32_t i = 0; i < sides_.size(); ++i) emit(sides_[i].a, sides_[i].b, i);
    });
  }

  void enter(std::uint32_t edge, std::vector<WalkStart>& starts) const {
    const Path path = graph_.path(edge);
    double offset = 0;
    for (std::size_t k = 1; k < path.size(); ++k) {
      const double step = distance_between(path[k - 1], path[k]);
      if (step > 0) enter(edge, path[k - 1], path[k], offset, step, starts);
      offset += step;
    }
  }

 private:
  struct Side {
    Point a, b;
    std::uint32_t shape;  // index in rows
  };

  void enter(std::uint32_t edge, Point a, Point b, double offset, double step, std::vector<WalkStart>& starts) const {
    Box box;
    box.add(a);
    box.add(b);
    const Box reach = box.grown(near_);
    if (sides_.empty() || !reach.intersects(box_)) return;
    const auto at = [&](double t) { return std::min(to_micrometres(offset + t * step), graph_.edge(edge).length); };

    std::vector<std::uint32_t> close;
    for (std::int64_t row = grid_.row_of(reach.low.y); row <= grid_.row_of(reach.high.y); ++row)
      for (std::int64_t column = grid_.column_of(reach.low.x); column <= grid_.column_of(reach.high.x); ++column)
        for (const std::uint32_t item : grid_.items(grid_.index(column, row))) close.push_back(item);
    std::sort(close.begin(), close.end());
    close.erase(std::unique(close.begin(), close.end()), close.end());

    std::map<std::uint32_t, Approach> nearest;  // by shape
    std::vector<double> places{0, 1};
    for (const std::uint32_t item : close) {
      const Approach found = approach(a, b, sides_[item].a, sides_[item].b);
      if (found.metres > near_) continue;
      if (found.metres <= touching) places.insert(places.end(), {found.low, found.high});
      Approach& best = nearest[sides_[item].shape];
      best.offer(found.low, found.metres);
      best.offer(found.high, found.metres);
    }
    if (inside_) {
      std::sort(places.begin(), places.end());
      for (std::size_t i = 1; i < places.size(); ++i) {
        if (places[i] == places[i - 1]) continue;
        const std::int32_t area = inside_->find(point_on(a, b, (places[i - 1] + places[i]) / 2));
        if (area == AreaLocator::nowhere) continue;
        starts.push_back({edge, at(places[i - 1]), at(places[i]), 0, rows_[static_cast<std::size_t>(area)]});
      }
    }
    for (const auto& [shape, best] : nearest)
      for (const double t : std::set<double>{best.low, best.high})
        starts.push_back({edge, at(t), at(t), best.metres <= touching ? 0 : to_micrometres(best.metres), rows_[shape]});
  }

  const Graph& graph_;
  std::span<const std::uint32_t> rows_;
  double near_;
  std::vector<Side> sides_;
  Box box_;
  CellGrid grid_;
  std::unique_ptr<AreaLocator> inside_;
};

}  // namespace

std::vector<WalkStart> find_entries(const Graph& graph, const Geometries& shapes, std::span<const std::uint32_t> rows,
                                    Metres near, int jobs) {
  const EntryFinder finder(graph, shapes, rows, near.value);
  std::vector<std::vector<WalkStart>> chunks((graph.edge_count() + edges_at_once - 1) / edges_at_once);
  for_each_chunk(graph.edge_count(), edges_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t edge = begin; edge < end; ++edge)
      finder.enter(static_cast<std::uint32_t>(edge), chunks[begin / edges_at_once]);
  });
  std::vector<WalkStart> all;
  for (const auto& chunk : chunks) all.insert(all.end(), chunk.begin(), chunk.end());
  return all;
}

}  // namespace gapmap
