// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

#include "network/graph.h"
#include "network/snap.h"
#include "network/walk.h"

namespace gapmap::tests {

inline std::vector<Point> random_points(std::mt19937& random, std::size_t count, double side) {
  const auto in = [&] { return side * static_cast<double>(random()) / 4294967296.0; };
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) points.push_back({in(), in()});
  return points;
}

/// Metres (or what takes as long) of walking along an edge from one place to another.
using StepsByHand = std::function<double(std::size_t edge, double from, double to)>;

/// All walks between places, by row from and column to, by Floyd and Warshall on the graph with a node at every place.
inline std::vector<std::vector<double>> walks_by_hand(
    const Graph& graph, const std::vector<Snapped>& places,
    const StepsByHand& steps = [](std::size_t, double from, double to) { return std::abs(to - from); }) {
  const std::size_t nodes = graph.node_count(), n = nodes + places.size();
  std::vector<std::vector<double>> d(n, std::vector<double>(n, INFINITY));
  // From `a` at one place of an edge to `b` at another, and back.
  const auto join = [&](std::size_t a, std::size_t b, std::size_t edge, Micrometres at_a, Micrometres at_b) {
    d[a][b] = std::min(d[a][b], steps(edge, to_metres(at_a), to_metres(at_b)));
    d[b][a] = std::min(d[b][a], steps(edge, to_metres(at_b), to_metres(at_a)));
  };
  for (std::size_t i = 0; i < graph.edge_count(); ++i)
    join(graph.edge(i).tail, graph.edge(i).head, i, 0, graph.edge(i).length);
  for (std::size_t i = 0; i < n; ++i) d[i][i] = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].found()) continue;
    const std::uint32_t at = places[i].edge;
    join(nodes + i, graph.edge(at).tail, at, places[i].along, 0);
    join(nodes + i, graph.edge(at).head, at, places[i].along, graph.edge(at).length);
    for (std::size_t k = 0; k < i; ++k)
      if (places[k].edge == at) join(nodes + i, nodes + k, at, places[i].along, places[k].along);
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      if (std::isfinite(d[i][k]))
        for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  std::vector<std::vector<double>> walks(places.size(), std::vector<double>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = 0; j < places.size(); ++j)
      walks[i][j] = places[i].found() && places[j].found()
                        ? d[nodes + i][nodes + j] + to_metres(places[i].straight) + to_metres(places[j].straight)
                        : INFINITY;
  return walks;
}

inline std::vector<WalkStart> starts_at(const std::vector<Snapped>& places) {
  std::vector<WalkStart> starts;
  for (std::uint32_t i = 0; i < places.size(); ++i)
    if (places[i].found()) starts.push_back(start_at(places[i], i));
  return starts;
}

}  // namespace gapmap::tests
