// SPDX-License-Identifier: MIT
#include "network/walk.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "network/heap.h"

namespace gapmap {
namespace {

struct Waiting {
  Micrometres distance;
  std::uint32_t label;
  std::uint32_t node;
  bool operator<(const Waiting& other) const {
    return distance < other.distance || (distance == other.distance && label < other.label);
  }
};

}  // namespace

WalkStarts::WalkStarts(const Graph& graph, std::vector<WalkStart> starts) : starts_(std::move(starts)) {
  std::sort(starts_.begin(), starts_.end(), [](const WalkStart& a, const WalkStart& b) {
    return std::tuple(a.edge, a.from, a.to, a.straight, a.label) <
           std::tuple(b.edge, b.from, b.to, b.straight, b.label);
  });
  begin_.assign(graph.edge_count() + 1, 0);
  for (const WalkStart& start : starts_) {
    assert(start.edge < graph.edge_count());
    assert(start.from == start.to || (start.from < start.to && start.straight == 0));
    ++begin_[start.edge + 1];
  }
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
}

WalkMap::WalkMap(const Graph& graph, std::vector<WalkStart> starts, Micrometres bound)
    : graph_(graph), starts_(graph, std::move(starts)) {
  search(bound);
}

void WalkMap::search(Micrometres bound) {
  nodes_.assign(graph_.node_count(), {});
  QuadHeap<Waiting> heap;
  const auto offer = [&](std::uint32_t node, Reached reached) {
    if (reached.distance > bound || nodes_[node] <= reached) return;
    nodes_[node] = reached;
    heap.push({reached.distance, reached.label, node});
  };
  for (const WalkStart& start : starts_.all()) {
    const Edge& edge = graph_.edge(start.edge);
    offer(edge.tail, {start.straight + graph_.walk(start.edge, 0, start.from), start.label});
    offer(edge.head, {start.straight + graph_.walk(start.edge, edge.length, start.to), start.label});
  }
  while (!heap.empty()) {
    const Waiting next = heap.top();
    heap.pop();
    const Reached reached{next.distance, next.label};
    if (nodes_[next.node] < reached) continue;  // reached better since
    for (const Graph::Arc& arc : graph_.arcs(next.node)) offer(arc.head, {next.distance + arc.length, next.label});
  }
}

WalkMap::Reached WalkMap::at(std::uint32_t edge, Micrometres along) const {
  const Edge& street = graph_.edge(edge);
  const auto from_end = [&](Reached end, Micrometres steps) {
    return end.label == nobody ? end : Reached{end.distance + steps, end.label};
  };
  Reached best = std::min(from_end(nodes_[street.tail], graph_.walk(edge, along, 0)),
                          from_end(nodes_[street.head], graph_.walk(edge, along, street.length)));
  for (const WalkStart& start : starts_.on(edge))
    best = std::min(best, Reached{start.straight + graph_.walk(edge, along, {start.from, start.to}), start.label});
  return best;
}

WalkMap::Reached WalkMap::at(const Snapped& place) const {
  if (!place.found()) return {};
  Reached reached = at(place.edge, place.along);
  if (reached.label != nobody) reached.distance += place.straight;
  return reached;
}

std::vector<WalkMap::Stretch> WalkMap::within(std::uint32_t edge, Micrometres limit) const {
  const Edge& street = graph_.edge(edge);
  std::vector<Site> sites{{{0, 0}, nodes_[street.tail]}};
  for (const WalkStart& start : starts_.on(edge))
    sites.push_back({{start.from, start.to}, {start.straight, start.label}});
  sites.push_back({{street.length, street.length}, nodes_[street.head]});
  std::erase_if(sites, [&](const Site& site) { return site.reached.distance > limit; });
  if (sites.empty()) return {};
  // Sites that another one outdoes even where they stand: left to right, then right to left.
  const auto outdone = [&](const Site& site, const Site& by) {
    const Micrometres gap =
        std::max(graph_.walk(edge, site.place.from, by.place), graph_.walk(edge, site.place.to, by.place));
    return Reached{by.reached.distance + gap, by.reached.label} <= site.reached;
  };
  std::vector<Site> kept;
  for (const Site& site : sites) {
    while (!kept.empty() && outdone(kept.back(), site)) kept.pop_back();
    if (kept.empty() || !outdone(site, kept.back())) kept.push_back(site);
  }
  // Between two that are left the nearer changes once, where both walks are equally long.
  std::vector<Stretch> stretches;
  Micrometres begin = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Site& site = kept[i];
    Micrometres end = street.length;
    if (i + 1 < kept.size()) {
      const Site& next = kept[i + 1];
      end = std::max(
          begin, graph_.between(edge, site.place.to, next.place.from, next.reached.distance - site.reached.distance));
    }
    const EdgeStretch around = graph_.around(edge, site.place, limit - site.reached.distance);
    const Stretch stretch{std::max(begin, around.from), std::min(end, around.to), site.place, site.reached.distance,
                          site.reached.label};
    begin = end;
    if (stretch.from < stretch.to) stretches.push_back(stretch);
  }
  return stretches;
}

}  // namespace gapmap
