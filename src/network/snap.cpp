// SPDX-License-Identifier: MIT
#include "network/snap.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "network/segment.h"

namespace gapmap {
namespace {

constexpr std::size_t places_at_once = 4096;
constexpr double segments_a_cell = 2;

}  // namespace

SnapIndex::SnapIndex(const Graph& graph) : graph_(graph) {
  for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
    const Path path = graph.path(edge);
    double offset = 0;
    for (std::size_t k = 1; k < path.size(); ++k) {
      const double step = distance_between(path[k - 1], path[k]);
      segments_.push_back({edge, offset, step});
      offset += step;
    }
  }
  grid_ = CellGrid(graph.box(), static_cast<std::size_t>(static_cast<double>(segments_.size()) / segments_a_cell));
  grid_.fill([&](auto&& emit) {
    std::uint32_t segment = 0;
    for (std::size_t edge = 0; edge < graph.edge_count(); ++edge) {
      const Path path = graph.path(edge);
      for (std::size_t k = 1; k < path.size(); ++k) emit(path[k - 1], path[k], segment++);
    }
  });
  // First where each segment starts, then the copies, cell after cell.
  std::vector<std::uint32_t> start(segments_.size());
  std::uint32_t segment = 0;
  for (std::size_t edge = 0; edge < graph.edge_count(); ++edge)
    for (std::uint32_t k = 1; k < graph.path(edge).size(); ++k) start[segment++] = k - 1;
  copies_.reserve(grid_.all_items().size());
  for (const std::uint32_t item : grid_.all_items()) {
    const Path path = graph.path(segments_[item].edge);
    const Point a = path[start[item]], b = path[start[item] + 1];
    const double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
    copies_.push_back(
        {a, dx, dy, square > 0 ? 1 / square : 0, item, graph.component_of_edge(segments_[item].edge) == 0});
  }
}

Snapped SnapIndex::nearest(Point p, double most, bool main_only) const {
  double best_square = most * most;
  std::uint32_t best = Snapped::nowhere;
  double best_t = 0;
  const std::int64_t column = grid_.column_of(p.x), row = grid_.row_of(p.y);
  // What lies outside the rings seen so far is no nearer to p than to the place of the middle cell nearest to p.
  const Point low = grid_.low(column, row);
  const double qx = std::clamp(p.x - low.x, 0.0, grid_.cell()), qy = std::clamp(p.y - low.y, 0.0, grid_.cell());
  const double margin = std::min({qx, grid_.cell() - qx, qy, grid_.cell() - qy});
  const std::int64_t last = std::max({column, grid_.columns() - 1 - column, row, grid_.rows() - 1 - row});
  for (std::int64_t ring = 0; ring <= last; ++ring) {
    if (ring > 0) {
      const double seen = static_cast<double>(ring - 1) * grid_.cell() + margin - touching;
      if (seen > 0 && seen * seen > best_square) break;
    }
    const std::int64_t left = column - ring, right = column + ring, bottom = row - ring, top = row + ring;
    for (std::int64_t y = std::max<std::int64_t>(bottom, 0); y <= std::min(top, grid_.rows() - 1); ++y) {
      const std::int64_t step = y == bottom || y == top || ring == 0 ? 1 : right - left;
      for (std::int64_t x = left; x <= right; x += step) {
        if (x < 0 || x >= grid_.columns()) continue;
        const std::size_t cell = grid_.index(x, y);
        const Copy* end = copies_.data() + grid_.first_item(cell + 1);
        for (const Copy* copy = copies_.data() + grid_.first_item(cell); copy != end; ++copy) {
          const double px = p.x - copy->a.x, py = p.y - copy->a.y;
          const double t = std::clamp((px * copy->dx + py * copy->dy) * copy->inverse, 0.0, 1.0);
          const double ex = px - t * copy->dx, ey = py - t * copy->dy, square = ex * ex + ey * ey;
          if (square > best_square || (square == best_square && copy->segment >= best)) continue;
          if (main_only && !copy->is_main) continue;
          best_square = square;
          best = copy->segment;
          best_t = t;
        }
      }
    }
  }
  if (best == Snapped::nowhere) return {};
  const Segment& segment = segments_[best];
  const Micrometres along = to_micrometres(segment.offset + best_t * segment.length);
  return {segment.edge, std::min(along, graph_.edge(segment.edge).length), to_micrometres(std::sqrt(best_square))};
}

Snapped SnapIndex::find(Point p, const SnapOptions& options) const {
  if (segments_.empty() || !std::isfinite(p.x) || !std::isfinite(p.y)) return {};
  const double most = options.most.value + touching;
  if (options.islands == Islands::main)
    if (const Snapped snapped = nearest(p, most, true); snapped.found()) return snapped;
  return nearest(p, most, false);
}

std::vector<Snapped> SnapIndex::find_all(std::span<const Point> places, const SnapOptions& options, int jobs) const {
  std::vector<Snapped> all(places.size());
  if (segments_.empty()) return all;
  const auto cells = static_cast<std::size_t>(grid_.columns() * grid_.rows());
  std::vector<std::uint32_t> cell(places.size()), order(places.size()), next(cells + 1, 0);
  for_each_chunk(places.size(), places_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
      cell[i] = static_cast<std::uint32_t>(grid_.index(grid_.column_of(places[i].x), grid_.row_of(places[i].y)));
  });
  for (const std::uint32_t c : cell) ++next[c + 1];
  for (std::size_t c = 1; c < next.size(); ++c) next[c] += next[c - 1];
  for (std::uint32_t i = 0; i < places.size(); ++i) order[next[cell[i]]++] = i;
  for_each_chunk(order.size(), places_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) all[order[i]] = find(places[order[i]], options);
  });
  return all;
}

}  // namespace gapmap
