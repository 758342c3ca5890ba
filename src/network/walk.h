// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "network/graph.h"
#include "network/snap.h"

namespace gapmap {

/// A stretch of an edge where walks may start, after `straight` from what they lead to: one place (from == to) for a
/// point, more where a street runs through a park, which has no straight piece. Lengths count from the edge's tail.
struct WalkStart {
  std::uint32_t edge;
  Micrometres from, to;
  Micrometres straight;
  std::uint32_t label;  ///< of what it leads to
};

inline WalkStart start_at(const Snapped& place, std::uint32_t label) {
  return {place.edge, place.along, place.along, place.straight, label};
}

/// Starts by the edge that they lie on, in an order that does not depend on how they were listed.
class WalkStarts {
 public:
  WalkStarts(const Graph& graph, std::vector<WalkStart> starts);

  std::span<const WalkStart> all() const { return starts_; }
  std::span<const WalkStart> on(std::size_t edge) const {
    return {starts_.data() + begin_[edge], starts_.data() + begin_[edge + 1]};
  }

 private:
  std::vector<WalkStart> starts_;
  std::vector<std::uint32_t> begin_;
};

/// How far it is on foot from every place of a network to the nearest start: one search from all starts at once
/// (Dijkstra 1959), with the parts of edges at both ends. People walk to the starts, which matters where ground rises.
/// Equal walks go to the lower label. Immutable.
class WalkMap {
 public:
  static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
  struct Reached {
    Micrometres distance = unreachable;
    std::uint32_t label = nobody;
    auto operator<=>(const Reached&) const = default;
  };
  /// A stretch of an edge with one label. Its distance is least where walks arrive and grows on both sides.
  struct Stretch {
    Micrometres from, to;
    EdgeStretch arrival;
    Micrometres least;
    std::uint32_t label;
  };

  /// Walks longer than `bound` are not looked for.
  WalkMap(const Graph& graph, std::vector<WalkStart> starts, Micrometres bound = unreachable - 1);

  const Graph& graph() const { return graph_; }
  /// From a place on an edge.
  Reached at(std::uint32_t edge, Micrometres along) const;
  /// From a place off the streets, its straight piece counted; unreachable where it joins no street.
  Reached at(const Snapped& place) const;

  /// The stretches of an edge from which no walk is longer than `limit`, cut where the nearest start changes.
  std::vector<Stretch> within(std::uint32_t edge, Micrometres limit) const;
  /// From a place of a stretch of an edge.
  Micrometres distance(std::uint32_t edge, const Stretch& stretch, Micrometres along) const {
    return stretch.least + graph_.walk(edge, along, stretch.arrival);
  }

 private:
  /// Where walks from an edge arrive on it: a start, or an end, whence they go on.
  struct Site {
    EdgeStretch place;
    Reached reached;
  };
  void search(Micrometres bound);

  const Graph& graph_;
  WalkStarts starts_;
  std::vector<Reached> nodes_;
};

}  // namespace gapmap
