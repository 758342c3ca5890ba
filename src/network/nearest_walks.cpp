// SPDX-License-Identifier: MIT
#include "network/nearest_walks.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>

#include "network/heap.h"

namespace gapmap {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

struct Waiting {
  WalkMap::Reached reached;
  std::uint32_t node;
  bool operator<(const Waiting& other) const { return reached < other.reached; }
};

/// What was settled at a node, linked to what was settled there before.
struct Settled {
  WalkMap::Reached reached;
  std::uint32_t node;
  std::size_t before;
};

}  // namespace

NearestWalks::NearestWalks(const Graph& graph, std::vector<WalkStart> starts, std::size_t count, Micrometres bound)
    : graph_(graph), starts_(graph, std::move(starts)), count_(count), bound_(bound) {
  assert(count > 0);
  std::vector<Settled> settled;
  std::vector<std::size_t> last(graph.node_count(), none), size(graph.node_count(), 0);
  QuadHeap<Waiting> heap;
  const auto holds = [&](std::uint32_t node, std::uint32_t label) {
    for (std::size_t i = last[node]; i != none; i = settled[i].before)
      if (settled[i].reached.label == label) return true;
    return false;
  };
  const auto offer = [&](std::uint32_t node, WalkMap::Reached reached) {
    if (reached.distance > bound || holds(node, reached.label)) return;
    if (size[node] == count)
      is_complete_ = false;
    else
      heap.push({reached, node});
  };
  for (const WalkStart& start : starts_.all()) {
    const Edge& edge = graph.edge(start.edge);
    offer(edge.tail, {start.straight + graph.walk(start.edge, 0, start.from), start.label});
    offer(edge.head, {start.straight + graph.walk(start.edge, edge.length, start.to), start.label});
  }
  while (!heap.empty()) {
    const Waiting next = heap.top();
    heap.pop();
    if (holds(next.node, next.reached.label)) continue;  // by a shorter walk
    if (size[next.node] == count) {
      is_complete_ = false;
      continue;
    }
    settled.push_back({next.reached, next.node, last[next.node]});
    last[next.node] = settled.size() - 1;
    ++size[next.node];
    for (const Graph::Arc& arc : graph.arcs(next.node))
      offer(arc.head, {next.reached.distance + arc.length, next.reached.label});
  }
  // Nodes were settled in the order of their walks, so that filling keeps each node's ascending.
  begin_.assign(graph.node_count() + 1, 0);
  for (std::size_t node = 0; node < graph.node_count(); ++node) begin_[node + 1] = begin_[node] + size[node];
  reached_.resize(settled.size());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (const Settled& one : settled) reached_[next[one.node]++] = one.reached;
}

std::vector<WalkMap::Reached> NearestWalks::at(const Snapped& place) const {
  std::vector<WalkMap::Reached> all;
  if (!place.found()) return all;
  const Edge& street = graph_.edge(place.edge);
  const auto add = [&](Micrometres steps, std::uint32_t label) {
    if (const Micrometres walk = place.straight + steps; walk <= bound_) all.push_back({walk, label});
  };
  const Micrometres back = graph_.walk(place.edge, place.along, 0);
  const Micrometres ahead = graph_.walk(place.edge, place.along, street.length);
  for (const WalkMap::Reached& one : of_node(street.tail)) add(one.distance + back, one.label);
  for (const WalkMap::Reached& one : of_node(street.head)) add(one.distance + ahead, one.label);
  for (const WalkStart& start : starts_.on(place.edge))
    add(start.straight + graph_.walk(place.edge, place.along, {start.from, start.to}), start.label);
  std::sort(all.begin(), all.end(), [](const WalkMap::Reached& a, const WalkMap::Reached& b) {
    return std::tie(a.label, a.distance) < std::tie(b.label, b.distance);
  });
  const auto same = [](const WalkMap::Reached& a, const WalkMap::Reached& b) { return a.label == b.label; };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
  std::sort(all.begin(), all.end());
  // A label beyond the count may have been left out at one end of the street, so that only so many are sure.
  if (!is_complete_ && all.size() > count_) all.resize(count_);
  return all;
}

}  // namespace gapmap
