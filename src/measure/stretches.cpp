// SPDX-License-Identifier: MIT
#include "measure/stretches.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "network/heap.h"

namespace gapmap {
namespace {

/// One of the two ends of an edge, and so a way out of the node there: a street that returns to its own node has two.
using EdgeEnd = std::uint32_t;
constexpr EdgeEnd none = std::numeric_limits<EdgeEnd>::max();

constexpr EdgeEnd tail_of(std::uint32_t edge) { return 2 * edge; }
constexpr EdgeEnd head_of(std::uint32_t edge) { return 2 * edge + 1; }
constexpr EdgeEnd other(EdgeEnd end) { return end ^ 1; }

/// How far the streets go on beyond a node, when one may not turn back.
class Onward {
 public:
  Onward(const Graph& graph, const PlacesOnEdges& facilities)
      : graph_(graph), facilities_(facilities), labels_(graph.node_count()), height_(graph.node_count(), 0) {
    search();
    measure_trees();
  }

  /// To the nearest facility for who arrives at the end of an edge; `unreachable` where there is none.
  Micrometres to_facility(EdgeEnd arrived) const {
    for (const Label& label : labels_[node_of(arrived)])
      if (label.way != none && label.way != arrived) return label.distance;
    return unreachable;
  }

  /// To the farthest end of the streets beyond, where no facility is to be reached but by going back.
  Micrometres to_end(EdgeEnd arrived) const { return height_[node_of(arrived)]; }

 private:
  struct Label {
    Micrometres distance = unreachable;
    EdgeEnd way = none;  ///< by which one leaves the node
  };
  struct Entry {
    Micrometres distance;
    EdgeEnd way;
    bool operator<(const Entry& entry) const { return std::tie(distance, way) < std::tie(entry.distance, entry.way); }
  };

  std::uint32_t node_of(EdgeEnd end) const {
    const Edge& edge = graph_.edge(end / 2);
    return end % 2 == 0 ? edge.tail : edge.head;
  }

  bool settle(const Entry& entry) {
    auto& [first, second] = labels_[node_of(entry.way)];
    if (first.way == entry.way || second.way != none) return false;
    (first.way == none ? first : second) = {entry.distance, entry.way};
    return true;
  }

  void search() {
    QuadHeap<Entry> heap;
    for (std::uint32_t edge = 0; edge < graph_.edge_count(); ++edge) {
      if (facilities_[edge].empty()) continue;
      heap.push({facilities_[edge].front(), tail_of(edge)});
      heap.push({graph_.edge(edge).length - facilities_[edge].back(), head_of(edge)});
    }
    while (!heap.empty()) {
      const Entry here = heap.top();
      heap.pop();
      if (!settle(here)) continue;
      const std::uint32_t node = node_of(here.way);
      for (const Graph::Arc& arc : graph_.arcs(node))
        for (const EdgeEnd arrived : {tail_of(arc.edge), head_of(arc.edge)})
          if (node_of(arrived) == node && arrived != here.way && facilities_[arc.edge].empty() &&
              labels_[arc.head][1].way == none)
            heap.push({here.distance + arc.length, other(arrived)});
    }
  }

  /// Takes away street ends without facilities one after another; what a node has lost is the tree beyond it.
  void measure_trees() {
    std::vector<std::size_t> left(graph_.node_count());
    std::vector<char> is_taken(graph_.edge_count(), 0);
    std::vector<std::uint32_t> ends;
    for (std::uint32_t node = 0; node < graph_.node_count(); ++node)
      if ((left[node] = graph_.degree(node)) == 1) ends.push_back(node);
    while (!ends.empty()) {
      const std::uint32_t node = ends.back();
      ends.pop_back();
      for (const Graph::Arc& arc : graph_.arcs(node)) {
        if (is_taken[arc.edge] || !facilities_[arc.edge].empty()) continue;
        is_taken[arc.edge] = 1;
        height_[arc.head] = std::max(height_[arc.head], height_[node] + arc.length);
        if (--left[arc.head] == 1) ends.push_back(arc.head);
      }
    }
  }

  const Graph& graph_;
  const PlacesOnEdges& facilities_;
  std::vector<std::array<Label, 2>> labels_;  ///< by node, the nearer first
  std::vector<Micrometres> height_;
};

}  // namespace

std::vector<Stretch> stretches(const Graph& graph, const PlacesOnEdges& facilities) {
  const Onward onward(graph, facilities);
  std::vector<Stretch> all;
  const auto add = [&](std::uint32_t edge, Micrometres from, Micrometres to, Micrometres length) {
    if (from < to) all.push_back({edge, from, to, length});
  };
  for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
    const Micrometres length = graph.edge(edge).length;
    const Micrometres before = onward.to_facility(tail_of(edge)), after = onward.to_facility(head_of(edge));
    const std::vector<Micrometres>& places = facilities[edge];
    if (places.empty() && before == unreachable && after == unreachable) {
      add(edge, 0, length, unreachable);
      continue;
    }
    const Micrometres to_left = before == unreachable ? onward.to_end(tail_of(edge)) : before;
    const Micrometres to_right = after == unreachable ? onward.to_end(head_of(edge)) : after;
    if (places.empty()) {
      add(edge, 0, length, to_left + length + to_right);
      continue;
    }
    add(edge, 0, places.front(), to_left + places.front());
    for (std::size_t i = 1; i < places.size(); ++i) add(edge, places[i - 1], places[i], places[i] - places[i - 1]);
    add(edge, places.back(), length, length - places.back() + to_right);
  }
  return all;
}

}  // namespace gapmap
