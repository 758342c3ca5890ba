// SPDX-License-Identifier: MIT
#include "measure/street_ends.h"

namespace gapmap {

std::vector<StreetEnd> street_ends(const Graph& graph) {
  std::vector<StreetEnd> ends;
  for (std::uint32_t node = 0; node < graph.node_count(); ++node) {
    if (graph.degree(node) != 1) continue;
    const std::uint32_t last = graph.arcs(node)[0].edge;
    Micrometres length = 0;
    std::uint32_t here = node, edge = last;
    do {
      if (!graph.edge(edge).is_mend()) length += graph.edge(edge).length;
      here = graph.edge(edge).tail == here ? graph.edge(edge).head : graph.edge(edge).tail;
      if (graph.degree(here) != 2) break;
      const auto arcs = graph.arcs(here);
      edge = arcs[0].edge == edge ? arcs[1].edge : arcs[0].edge;
    } while (true);
    const double metres = to_metres(length);
    ends.push_back({node, last, graph.degree(here) == 1 ? metres / 2 : metres, metres});
  }
  return ends;
}

}  // namespace gapmap
