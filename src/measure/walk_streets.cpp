// SPDX-License-Identifier: MIT
#include "measure/walk_streets.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
namespace {

class Collector {
 public:
  Collector(const StreetNetwork& network, std::vector<double> limits) : network_(network), limits_(std::move(limits)) {}

  /// `read(edge)` adds the pieces of one edge.
  template <typename Read>
  ReachedStreets collect(const Read& read) {
    const Graph& graph = network_.graph();
    for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge)
      if (graph.edge(edge).source == 0) read(edge);  // mends and links have no row in the street layer
    return std::move(streets_);
  }

  void by_nearest(std::uint32_t edge, const WalkMap& walks, const SupplyId& id_of) {
    for (const WalkMap::Stretch& stretch : walks.within(edge, to_micrometres(limits_.back()))) {
      const std::int64_t nearest = id_of(stretch.label);
      EdgeStretch inner{stretch.arrival.from, stretch.arrival.from};  // what a smaller limit has taken
      bool is_first = true;
      for (const double limit : limits_) {
        const Micrometres left = to_micrometres(limit) - stretch.least;
        if (left < 0) continue;
        const EdgeStretch around = walks.graph().around(edge, stretch.arrival, left);
        const EdgeStretch outer{std::max(stretch.from, around.from), std::min(stretch.to, around.to)};
        if (outer.from >= outer.to) continue;
        if (is_first) {
          add_walked(edge, outer, limit, nearest, stretch, walks);
        } else {
          add_walked(edge, {outer.from, inner.from}, limit, nearest, stretch, walks);
          add_walked(edge, {inner.to, outer.to}, limit, nearest, stretch, walks);
        }
        inner = outer;
        is_first = false;
      }
    }
  }

  void by_limit(std::uint32_t edge, const WalkTask& task) {
    std::vector<EdgeStretch> taken;
    for (const double limit : limits_) {
      const std::vector<EdgeStretch> reached = task.within(edge, to_micrometres(limit));
      for (const EdgeStretch& one : reached) {
        Micrometres from = one.from;
        for (const EdgeStretch& before : taken) {
          if (before.to <= from || before.from >= one.to) continue;
          add(edge, {from, before.from}, limit);
          from = before.to;
        }
        add(edge, {from, one.to}, limit);
      }
      taken = reached;
    }
  }

 private:
  void add(std::uint32_t edge, EdgeStretch piece, double limit, std::int64_t nearest = ReachedStreets::nobody,
           double least = NAN, double most = NAN) {
    if (piece.from >= piece.to) return;
    append_stretch(network_.graph(), edge, piece.from, piece.to, streets_.lines);
    streets_.lines.end_feature();
    streets_.feature.push_back(network_.streets().layer->ids[network_.graph().edge(edge).feature]);
    streets_.within.push_back(limit);
    streets_.nearest.push_back(nearest);
    streets_.least.push_back(least);
    streets_.most.push_back(most);
  }

  void add_walked(std::uint32_t edge, EdgeStretch piece, double limit, std::int64_t nearest,
                  const WalkMap::Stretch& stretch, const WalkMap& walks) {
    const bool has_start = piece.from <= stretch.arrival.to && piece.to >= stretch.arrival.from;
    const Micrometres ends[] = {walks.distance(edge, stretch, piece.from), walks.distance(edge, stretch, piece.to)};
    add(edge, piece, limit, nearest, to_metres(has_start ? stretch.least : std::min(ends[0], ends[1])),
        to_metres(std::max(ends[0], ends[1])));
  }

  const StreetNetwork& network_;
  std::vector<double> limits_;
  ReachedStreets streets_;
};

}  // namespace

ReachedStreets reached_streets(const WalkTask& task) {
  if (const WalkSupply* only = task.only())
    return nearest_streets(task.network, *only->walks, task.limits(),
                           [&](std::uint32_t label) { return task.id_of(0, label); });
  Collector collector(task.network, task.limits());
  return collector.collect([&](std::uint32_t edge) { collector.by_limit(edge, task); });
}

ReachedStreets nearest_streets(const StreetNetwork& network, const WalkMap& walks, std::vector<double> limits,
                               const SupplyId& id_of) {
  Collector collector(network, std::move(limits));
  return collector.collect([&](std::uint32_t edge) { collector.by_nearest(edge, walks, id_of); });
}

}  // namespace gapmap
