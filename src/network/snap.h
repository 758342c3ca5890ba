// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/cell_grid.h"
#include "network/graph.h"

namespace gapmap {

/// Where a place off the streets joins them: the nearest place on an edge.
struct Snapped {
  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t edge = nowhere;
  Micrometres along = 0;               ///< from the edge's tail
  Micrometres straight = unreachable;  ///< from the place to the street
  bool found() const { return edge != nowhere; }
};

/// Which pieces of the network a place may join.
enum class Islands : std::uint8_t {
  keep,  ///< the nearest street, on whatever piece it lies
  main,  ///< the nearest street of the largest piece, and another piece only where that is too far
};

struct SnapOptions {
  Metres most{100};  ///< inclusive
  Islands islands = Islands::keep;
};

/// Finds the nearest place on a street, not the nearest node. A grid whose cells hold copies of the segments that
/// touch them, so that a query reads few and neighbouring memory; immutable, shared by threads. Of streets that are
/// equally near the first in the graph's order wins, so that the answer does not depend on the layer's order.
class SnapIndex {
 public:
  explicit SnapIndex(const Graph& graph);

  Snapped find(Point p, const SnapOptions& options) const;

  /// The same for many places, taken cell by cell for the sake of the cache. Does not depend on `jobs`.
  std::vector<Snapped> find_all(std::span<const Point> places, const SnapOptions& options, int jobs) const;

 private:
  struct Segment {
    std::uint32_t edge;
    double offset;  ///< metres along the edge to its start
    double length;
  };
  struct Copy {
    Point a;
    double dx, dy;
    double inverse;  ///< of the squared length; 0 for a point
    std::uint32_t segment;
    bool is_main;
  };

  Snapped nearest(Point p, double most, bool main_only) const;

  const Graph& graph_;
  std::vector<Segment> segments_;
  CellGrid grid_;
  std::vector<Copy> copies_;
};

}  // namespace gapmap
