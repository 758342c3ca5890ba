// SPDX-License-Identifier: MIT
#include "geo/crossings.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/cancel.h"

namespace gapmap {
namespace {

struct Edge {
  Point a, b;
};

/// Which side of the edge a point is on: positive left, negative right.
double side(const Edge& edge, Point p) {
  return (edge.b.x - edge.a.x) * (p.y - edge.a.y) - (edge.b.y - edge.a.y) * (p.x - edge.a.x);
}

bool cross(const Edge& one, const Edge& two) {
  return side(one, two.a) * side(one, two.b) < 0 && side(two, one.a) * side(two, one.b) < 0;
}

}  // namespace

std::size_t count_crossings(const Geometries& areas, std::size_t feature, std::size_t most) {
  std::vector<Edge> edges;
  double across = 0, up = 0;
  for (std::size_t i = 0; i < areas.parts_of(feature); ++i) {
    const Path ring = areas.part(feature, i);
    for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
      edges.push_back({ring[k], ring[k + 1]});
      across += std::abs(ring[k + 1].x - ring[k].x);
      up += std::abs(ring[k + 1].y - ring[k].y);
    }
  }
  const Box box = areas.box(feature);
  // The sweep goes along the axis on which edges are short against the whole, so that few are open at once.
  if (across * (box.high.y - box.low.y) > up * (box.high.x - box.low.x))
    for (Edge& edge : edges) edge = {{edge.a.y, edge.a.x}, {edge.b.y, edge.b.x}};
  for (Edge& edge : edges)
    if (edge.b.x < edge.a.x) std::swap(edge.a, edge.b);
  std::sort(edges.begin(), edges.end(), [](const Edge& one, const Edge& two) { return one.a.x < two.a.x; });
  constexpr std::size_t most_pairs = 1'000'000'000;  // a few seconds
  std::size_t count = 0, pairs = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    stop_if_cancelled();
    for (std::size_t k = i + 1; k < edges.size() && edges[k].a.x <= edges[i].b.x; ++k) {
      if (++pairs > most_pairs) return most;
      if (cross(edges[i], edges[k]) && ++count >= most) return most;
    }
  }
  return count;
}

}  // namespace gapmap
