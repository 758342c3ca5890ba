// SPDX-License-Identifier: MIT
#include "network/graph.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace gapmap {
namespace {

Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

}  // namespace

Graph::Graph(std::vector<Point> nodes, std::vector<Edge> edges, Geometries paths)
    : nodes_(std::move(nodes)), edges_(std::move(edges)), paths_(std::move(paths)) {
  assert(edges_.size() == paths_.size());
  connect();
  find_components();
}

void Graph::connect() {
  first_out_.assign(nodes_.size() + 1, 0);
  for (const Edge& edge : edges_) {
    ++first_out_[edge.tail + 1];
    ++first_out_[edge.head + 1];
  }
  std::partial_sum(first_out_.begin(), first_out_.end(), first_out_.begin());
  arcs_.resize(2 * edges_.size());
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (std::uint32_t i = 0; i < edges_.size(); ++i) {
    const Edge& edge = edges_[i];
    arcs_[next[edge.tail]++] = {edge.head, i, edge.length};
    arcs_[next[edge.head]++] = {edge.tail, i, edge.length};
  }
}

void Graph::find_components() {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  component_.assign(nodes_.size(), none);
  std::vector<Micrometres> lengths;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t start = 0; start < nodes_.size(); ++start) {
    if (component_[start] != none) continue;
    const auto number = static_cast<std::uint32_t>(lengths.size());
    Micrometres twice = 0;
    component_[start] = number;
    waiting.assign(1, start);
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.back();
      waiting.pop_back();
      for (const Arc& arc : arcs(node)) {
        if (!edges_[arc.edge].is_mend()) twice += arc.length;
        if (component_[arc.head] != none) continue;
        component_[arc.head] = number;
        waiting.push_back(arc.head);
      }
    }
    lengths.push_back(twice / 2);
  }
  std::vector<std::uint32_t> order(lengths.size()), rank(lengths.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });
  component_length_.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    component_length_.push_back(Metres{to_metres(lengths[order[i]])});
  }
  for (std::uint32_t& component : component_) component = rank[component];
}

Point place_on(const Graph& graph, std::size_t edge, Micrometres along) {
  const Path path = graph.path(edge);
  if (along <= 0) return path.front();
  if (along >= graph.edge(edge).length) return path.back();
  double left = to_metres(along);
  for (std::size_t k = 1; k < path.size(); ++k) {
    const double step = std::hypot(path[k].x - path[k - 1].x, path[k].y - path[k - 1].y);
    if (left <= step && step > 0) return between(path[k - 1], path[k], left / step);
    left -= step;
  }
  return path.back();
}

void append_stretch(const Graph& graph, std::size_t edge, Micrometres from, Micrometres to, Geometries& into) {
  if (from >= to) return;
  const Path path = graph.path(edge);
  const double begin = to_metres(from), end = to_metres(to);
  into.add_vertex(place_on(graph, edge, from));
  double along = 0;
  for (std::size_t k = 1; k + 1 < path.size(); ++k) {
    along += std::hypot(path[k].x - path[k - 1].x, path[k].y - path[k - 1].y);
    // A vertex within rounding of either end would draw a piece without length.
    if (along > begin + 1e-6 && along < end - 1e-6) into.add_vertex(path[k]);
  }
  into.add_vertex(place_on(graph, edge, to));
  into.end_part();
}

}  // namespace gapmap
