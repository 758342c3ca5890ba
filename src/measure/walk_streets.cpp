// SPDX-License-Identifier: MIT
#include "measure/walk_streets.h"

#include <algorithm>
#include <cmath>

namespace gapmap {
namespace {

class Collector {
 public:
  explicit Collector(const WalkTask& task) : task_(task), limits_(task.limits()) {}

  ReachedStreets collect() {
    const Graph& graph = task_.network.graph();
    for (std::uint32_t edge = 0; edge < graph.edge_count(); ++edge) {
      if (graph.edge(edge).source != 0) continue;  // mends and links have no row in the street layer
      if (task_.only())
        by_nearest(edge);
      else
        by_limit(edge);
    }
    return std::move(streets_);
  }

 private:
  void by_nearest(std::uint32_t edge) {
    for (const WalkMap::Stretch& stretch : task_.only()->walks->within(edge, to_micrometres(limits_.back()))) {
      EdgeStretch inner{stretch.low, stretch.low};  // what a smaller limit has taken
      bool is_first = true;
      for (const double limit : limits_) {
        const Micrometres left = to_micrometres(limit) - stretch.least;
        if (left < 0) continue;
        const EdgeStretch outer{std::max(stretch.from, stretch.low - left), std::min(stretch.to, stretch.high + left)};
        if (outer.from >= outer.to) continue;
        if (is_first) {
          add(edge, outer, limit, &stretch);
        } else {
          add(edge, {outer.from, inner.from}, limit, &stretch);
          add(edge, {inner.to, outer.to}, limit, &stretch);
        }
        inner = outer;
        is_first = false;
      }
    }
  }

  void by_limit(std::uint32_t edge) {
    std::vector<EdgeStretch> taken;
    for (const double limit : limits_) {
      const std::vector<EdgeStretch> reached = task_.within(edge, to_micrometres(limit));
      for (const EdgeStretch& one : reached) {
        Micrometres from = one.from;
        for (const EdgeStretch& before : taken) {
          if (before.to <= from || before.from >= one.to) continue;
          add(edge, {from, before.from}, limit, nullptr);
          from = before.to;
        }
        add(edge, {from, one.to}, limit, nullptr);
      }
      taken = reached;
    }
  }

  void add(std::uint32_t edge, EdgeStretch piece, double limit, const WalkMap::Stretch* stretch) {
    if (piece.from >= piece.to) return;
    append_stretch(task_.network.graph(), edge, piece.from, piece.to, streets_.lines);
    streets_.lines.end_feature();
    streets_.feature.push_back(task_.network.streets().layer->ids[task_.network.graph().edge(edge).feature]);
    streets_.within.push_back(limit);
    streets_.nearest.push_back(stretch ? task_.id_of(0, stretch->label) : ReachedStreets::nobody);
    if (!stretch) {
      streets_.least.push_back(NAN);
      streets_.most.push_back(NAN);
      return;
    }
    const bool has_start = piece.from <= stretch->high && piece.to >= stretch->low;
    const Micrometres ends[] = {stretch->distance(piece.from), stretch->distance(piece.to)};
    streets_.least.push_back(to_metres(has_start ? stretch->least : std::min(ends[0], ends[1])));
    streets_.most.push_back(to_metres(std::max(ends[0], ends[1])));
  }

  const WalkTask& task_;
  std::vector<double> limits_;
  ReachedStreets streets_;
};

}  // namespace

ReachedStreets reached_streets(const WalkTask& task) { return Collector(task).collect(); }

}  // namespace gapmap
