// SPDX-License-Identifier: MIT
#include "network/matrix.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "network/heap.h"

namespace gapmap {
namespace {

/// The places that join each edge.
struct PlacesByEdge {
  PlacesByEdge(const Graph& graph, std::span<const Snapped> places) : begin(graph.edge_count() + 1, 0) {
    for (const Snapped& place : places)
      if (place.found()) ++begin[place.edge + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    index.resize(begin.back());
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (std::uint32_t i = 0; i < places.size(); ++i)
      if (places[i].found()) index[next[places[i].edge]++] = i;
  }
  std::vector<std::uint32_t> begin, index;
};

/// Which way people walk: from the place that is searched from, or to it.
enum class Direction { away, here };

/// A bounded search from one place; its scratch is cleared in no time by counting the searches.
class Search {
 public:
  Search(const Graph& graph, Direction direction)
      : graph_(graph),
        direction_(direction),
        distance_(graph.node_count()),
        round_of_node_(graph.node_count(), 0),
        round_of_edge_(graph.edge_count(), 0) {}

  /// Appends the walks to `to` within the bound, ascending.
  void run(const Snapped& from, std::span<const Snapped> to, const PlacesByEdge& by_edge, Micrometres bound,
           std::vector<WalkMatrix::Walk>& walks) {
    if (!from.found()) return;
    ++round_;
    edges_.clear();
    const Edge& first = graph_.edge(from.edge);
    note_edge(from.edge);
    offer(first.tail, from.straight + along(from.edge, from.along, 0), bound);
    offer(first.head, from.straight + along(from.edge, from.along, first.length), bound);
    while (!heap_.empty()) {
      const Waiting next = heap_.top();
      heap_.pop();
      if (distance_[next.node] < next.distance) continue;
      for (const Graph::Arc& arc : graph_.arcs(next.node)) {
        note_edge(arc.edge);
        const Micrometres steps = direction_ == Direction::here ? arc.length : graph_.walk_out(next.node, arc);
        offer(arc.head, next.distance + steps, bound);
      }
    }
    const std::size_t begin = walks.size();
    for (const std::uint32_t edge : edges_)
      for (std::uint32_t i = by_edge.begin[edge]; i < by_edge.begin[edge + 1]; ++i) {
        const std::uint32_t index = by_edge.index[i];
        const Micrometres metres = walk_to(from, to[index]);
        if (metres <= bound) walks.push_back({index, metres});
      }
    std::sort(walks.begin() + static_cast<std::ptrdiff_t>(begin), walks.end(),
              [](const WalkMatrix::Walk& a, const WalkMatrix::Walk& b) { return a.to < b.to; });
  }

 private:
  struct Waiting {
    Micrometres distance;
    std::uint32_t node;
    bool operator<(const Waiting& other) const { return distance < other.distance; }
  };

  void note_edge(std::uint32_t edge) {
    if (round_of_edge_[edge] == round_) return;
    round_of_edge_[edge] = round_;
    edges_.push_back(edge);
  }

  void offer(std::uint32_t node, Micrometres metres, Micrometres bound) {
    if (metres > bound || (round_of_node_[node] == round_ && distance_[node] <= metres)) return;
    round_of_node_[node] = round_;
    distance_[node] = metres;
    heap_.push({metres, node});
  }

  Micrometres to_node(std::uint32_t node) const {
    return round_of_node_[node] == round_ ? distance_[node] : unreachable;
  }

  Micrometres walk_to(const Snapped& from, const Snapped& to) const {
    const Edge& edge = graph_.edge(to.edge);
    Micrometres metres = std::min(to_node(edge.tail) + along(to.edge, 0, to.along),
                                  to_node(edge.head) + along(to.edge, edge.length, to.along));
    if (from.edge == to.edge) metres = std::min(metres, from.straight + along(to.edge, from.along, to.along));
    return metres + to.straight;
  }

  /// What it takes to walk along an edge between two places, of which `near` comes first in the search.
  Micrometres along(std::uint32_t edge, Micrometres near, Micrometres far) const {
    return direction_ == Direction::away ? graph_.walk(edge, near, far) : graph_.walk(edge, far, near);
  }

  const Graph& graph_;
  Direction direction_;
  std::vector<Micrometres> distance_;
  std::vector<std::uint32_t> round_of_node_, round_of_edge_, edges_;
  std::uint32_t round_ = 0;
  QuadHeap<Waiting> heap_;
};

WalkMatrix search_from(const Graph& graph, std::span<const Snapped> from, std::span<const Snapped> to,
                       Direction direction, Micrometres bound, int jobs) {
  const PlacesByEdge by_edge(graph, to);
  // A chunk makes its own scratch, as large as the graph: few chunks, but enough to share the work.
  const std::size_t chunk = std::max<std::size_t>(64, from.size() / (8 * static_cast<std::size_t>(std::max(1, jobs))));
  struct Rows {
    std::vector<std::size_t> ends;
    std::vector<WalkMatrix::Walk> walks;
  };
  std::vector<Rows> chunks((from.size() + chunk - 1) / chunk);
  for_each_chunk(from.size(), chunk, jobs, [&](std::size_t begin, std::size_t end) {
    Search search(graph, direction);
    Rows& rows = chunks[begin / chunk];
    for (std::size_t i = begin; i < end; ++i) {
      search.run(from[i], to, by_edge, bound, rows.walks);
      rows.ends.push_back(rows.walks.size());
    }
  });
  WalkMatrix matrix;
  for (Rows& rows : chunks) {
    const std::size_t before = matrix.walks.size();
    for (const std::size_t end : rows.ends) matrix.begin.push_back(before + end);
    matrix.walks.insert(matrix.walks.end(), rows.walks.begin(), rows.walks.end());
    rows = {};
  }
  return matrix;
}

WalkMatrix transposed(const WalkMatrix& matrix, std::size_t columns) {
  WalkMatrix other;
  other.begin.assign(columns + 1, 0);
  for (const WalkMatrix::Walk& walk : matrix.walks) ++other.begin[walk.to + 1];
  for (std::size_t i = 1; i < other.begin.size(); ++i) other.begin[i] += other.begin[i - 1];
  other.walks.resize(matrix.walks.size());
  std::vector<std::size_t> next(other.begin.begin(), other.begin.end() - 1);
  for (std::uint32_t row = 0; row < matrix.rows(); ++row)
    for (const WalkMatrix::Walk& walk : matrix.row(row)) other.walks[next[walk.to]++] = {row, walk.distance};
  return other;
}

}  // namespace

WalkMatrix walk_matrix(const Graph& graph, std::span<const Snapped> from, std::span<const Snapped> to,
                       Micrometres bound, int jobs) {
  if (from.size() <= to.size()) return search_from(graph, from, to, Direction::away, bound, jobs);
  return transposed(search_from(graph, to, from, Direction::here, bound, jobs), from.size());
}

}  // namespace gapmap
