// SPDX-License-Identifier: MIT
#include "network/graph.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace gapmap {
namespace {

Point between(Point a, Point b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

}  // namespace

Graph::Graph(std::vector<Point> nodes, std::vector<Edge> edges, Geometries paths) {
  assert(edges.size() == paths.size());
  const auto streets = std::make_shared<Streets>();
  streets->nodes = std::move(nodes);
  streets->edges = std::move(edges);
  streets->paths = std::move(paths);
  connect(*streets);
  find_components(*streets);
  streets_ = streets;
}

Graph Graph::with(Efforts efforts) const {
  assert(efforts.edge_count() == edge_count());
  Graph graph = *this;
  graph.efforts_ = std::make_shared<const Efforts>(std::move(efforts));
  // An edge's arcs stand as they were made: that out of its tail, which is walked from the head, before that out of its
  // head, where both leave one node.
  std::vector<char> is_seen(edge_count(), 0);
  for (std::size_t node = 0; node < node_count(); ++node)
    for (std::size_t i = streets_->first_out[node]; i < streets_->first_out[node + 1]; ++i) {
      Arc& arc = graph.arcs_[i];
      const Edge& street = edge(arc.edge);
      const bool is_out_of_tail = street.tail == street.head ? !is_seen[arc.edge] : street.tail == node;
      is_seen[arc.edge] = 1;
      arc.length = is_out_of_tail ? graph.walk(arc.edge, street.length, 0) : graph.walk(arc.edge, 0, street.length);
    }
  return graph;
}

EdgeStretch Graph::around(std::size_t edge, EdgeStretch stretch, Micrometres most) const {
  if (efforts_)
    return {efforts_->first_within(edge, stretch.from, most), efforts_->last_within(edge, stretch.to, most)};
  return {std::max<Micrometres>(stretch.from - most, 0), std::min(stretch.to + most, this->edge(edge).length)};
}

Micrometres Graph::between(std::size_t edge, Micrometres low, Micrometres high, Micrometres longer) const {
  if (efforts_) return efforts_->between(edge, low, high, longer);
  return std::clamp<Micrometres>((low + high + longer) / 2, 0, this->edge(edge).length);
}

void Graph::connect(Streets& streets) {
  std::vector<std::uint32_t>& first_out = streets.first_out;
  first_out.assign(streets.nodes.size() + 1, 0);
  for (const Edge& edge : streets.edges) {
    ++first_out[edge.tail + 1];
    ++first_out[edge.head + 1];
  }
  std::partial_sum(first_out.begin(), first_out.end(), first_out.begin());
  arcs_.resize(2 * streets.edges.size());
  std::vector<std::uint32_t> next(first_out.begin(), first_out.end() - 1);
  for (std::uint32_t i = 0; i < streets.edges.size(); ++i) {
    const Edge& edge = streets.edges[i];
    arcs_[next[edge.tail]++] = {edge.head, i, edge.length};
    arcs_[next[edge.head]++] = {edge.tail, i, edge.length};
  }
}

void Graph::find_components(Streets& streets) const {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t>& components = streets.component;
  components.assign(streets.nodes.size(), none);
  std::vector<Micrometres> lengths;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t start = 0; start < streets.nodes.size(); ++start) {
    if (components[start] != none) continue;
    const auto number = static_cast<std::uint32_t>(lengths.size());
    Micrometres twice = 0;
    components[start] = number;
    waiting.assign(1, start);
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.back();
      waiting.pop_back();
      for (std::uint32_t i = streets.first_out[node]; i < streets.first_out[node + 1]; ++i) {
        const Arc& arc = arcs_[i];
        if (!streets.edges[arc.edge].is_mend()) twice += arc.length;
        if (components[arc.head] != none) continue;
        components[arc.head] = number;
        waiting.push_back(arc.head);
      }
    }
    lengths.push_back(twice / 2);
  }
  std::vector<std::uint32_t> order(lengths.size()), rank(lengths.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return lengths[a] > lengths[b]; });
  streets.component_length.reserve(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    streets.component_length.push_back(Metres{to_metres(lengths[order[i]])});
  }
  for (std::uint32_t& component : components) component = rank[component];
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
