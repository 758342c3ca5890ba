// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <numeric>

#include "inspect/list.h"
#include "network/noding.h"

namespace gapmap {
namespace {

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  const Layer& layer = *surveyed.layer;
  if (layer.geometries.shape() != Shape::line || layer.size() < 2) return;
  std::vector<std::uint32_t> rows(layer.size());
  std::iota(rows.begin(), rows.end(), 0u);
  const std::array<StreetLines, 1> streets{StreetLines{&layer.geometries, rows, {}}};
  const Graph graph = make_graph(streets, {});
  if (graph.component_count() < 2) return;
  const double whole = std::accumulate(graph.edges().begin(), graph.edges().end(), 0.0,
                                       [](double sum, const Edge& edge) { return sum + to_metres(edge.length); });
  // Where no piece is the network, the layer is none: rivers, fences, bus lines.
  if (graph.component_length(0).value < 0.5 * whole) return;
  std::vector<char> is_told(graph.component_count(), 0);
  for (std::size_t i = 0; i < graph.edge_count(); ++i) {
    const std::uint32_t piece = graph.component_of_edge(i);
    if (piece == 0 || is_told[piece]) continue;
    is_told[piece] = 1;
    const std::size_t row = graph.edge(i).feature;
    findings.add(std::to_string(layer.ids[row]),
                 say("街道（{}）不与路网相连，孤立部分长 {} 米", "{} is a street cut off from the network, {} m of it",
                     feature_name(surveyed, row), grouped(graph.component_length(piece).value, 0)),
                 graph.path(i)[0]);
  }
}

}  // namespace

InspectCheck isolated_streets_check() {
  return {"R201", Severity::warning, {"与路网不相连的街道", "streets that are cut off from the network"}, run};
}

}  // namespace gapmap
