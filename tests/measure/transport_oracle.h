// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <functional>
#include <vector>

namespace gapmap::tests {

/// What a solution of the transportation problem turns away, and its sum of amount times distance.
struct TransportSums {
  double refused = 0, total = 0;
};

/// The optimum of the transportation problem by cancelling cycles of negative cost, found by Bellman and Ford over all
/// demands and facilities: slow, and another idea than the solver's. An infinite distance is no way.
inline TransportSums cancel_cycles(const std::vector<double>& amounts, const std::vector<double>& capacities,
                                   const std::function<double(std::size_t, std::size_t)>& distance) {
  const std::size_t n = amounts.size(), f = capacities.size() + 1;  // the last is nowhere
  const double refusal = 1e6;
  const auto cost = [&](std::size_t i, std::size_t k) { return k + 1 == f ? refusal : distance(i, k); };
  std::vector<double> flow(n * f, 0), load(f, 0);
  for (std::size_t i = 0; i < n; ++i) flow[i * f + f - 1] = amounts[i];
  const std::size_t sink = n + f, nodes = n + f + 1;
  struct Arc {
    std::size_t from, to;
    double cost, room;
  };
  for (;;) {
    std::vector<Arc> arcs;
    std::fill(load.begin(), load.end(), 0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t k = 0; k < f; ++k) {
        if (std::isfinite(cost(i, k))) arcs.push_back({i, n + k, cost(i, k), 1e18});
        if (flow[i * f + k] > 0) arcs.push_back({n + k, i, -cost(i, k), flow[i * f + k]});
        load[k] += flow[i * f + k];
      }
    for (std::size_t k = 0; k < f; ++k) {
      const double room = k + 1 == f ? 1e18 : capacities[k] - load[k];
      if (room > 0) arcs.push_back({n + k, sink, 0, room});
      if (load[k] > 0) arcs.push_back({sink, n + k, 0, load[k]});
    }
    std::vector<double> label(nodes, 0);
    std::vector<std::size_t> last(nodes, arcs.size());
    std::size_t touched = nodes;
    for (std::size_t round = 0; round <= nodes; ++round) {
      touched = nodes;
      for (std::size_t a = 0; a < arcs.size(); ++a)
        if (label[arcs[a].from] + arcs[a].cost < label[arcs[a].to] - 1e-7) {
          label[arcs[a].to] = label[arcs[a].from] + arcs[a].cost;
          last[arcs[a].to] = a;
          touched = arcs[a].to;
        }
      if (touched == nodes) break;
    }
    if (touched == nodes) break;
    for (std::size_t step = 0; step < nodes; ++step) touched = arcs[last[touched]].from;
    double room = 1e18;
    for (std::size_t node = touched;;) {
      room = std::min(room, arcs[last[node]].room);
      node = arcs[last[node]].from;
      if (node == touched) break;
    }
    for (std::size_t node = touched;;) {
      const Arc& arc = arcs[last[node]];
      if (arc.from < n) flow[arc.from * f + arc.to - n] += room;
      if (arc.to < n) flow[arc.to * f + arc.from - n] -= room;
      node = arc.from;
      if (node == touched) break;
    }
  }
  TransportSums sum;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < f; ++k)
      if (flow[i * f + k] > 0)
        (k + 1 == f ? sum.refused : sum.total) += flow[i * f + k] * (k + 1 == f ? 1 : cost(i, k));
  return sum;
}

}  // namespace gapmap::tests
