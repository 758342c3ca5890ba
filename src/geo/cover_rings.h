// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace gapmap::cover {

/// The rings of one area feature relative to an origin, indexed by horizontal slabs for quick point location.
class Rings {
 public:
  Rings(const Geometries& areas, std::size_t feature, Point origin);

  /// How often the rings turn around a place: 1 inside, 0 outside or in a hole. Builds the slabs on first use.
  int winding(Point p);
  /// The same where `build` has been called before; may be shared by threads.
  int winding_built(Point p) const;
  void build();

  const Box& box() const { return box_; }
  /// Appends the rings as one feature.
  void add_to(Geometries& areas) const;
  /// Calls `visit(closed path)` for every ring.
  template <typename Visit>
  void for_each_ring(const Visit& visit) const {
    std::size_t begin = 0;
    for (const std::uint32_t end : ends_) {
      visit(Path(vertices_.data() + begin, vertices_.data() + end));
      begin = end;
    }
  }
  /// Calls `edge(p, q)` for every edge.
  template <typename Edge>
  void for_each_edge(const Edge& edge) const {
    for_each_ring([&](Path ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) edge(ring[i - 1], ring[i]);
    });
  }
  /// Whether an edge passes within some metres of a place; after `build`.
  bool is_near(Point p, double metres) const;

 private:
  std::size_t slab(double y) const;

  std::vector<Point> vertices_;
  std::vector<std::uint32_t> ends_;
  Box box_;
  double slabs_per_metre_ = 0;
  std::vector<std::uint32_t> slab_begin_;
  std::vector<std::uint32_t> slab_edges_;  ///< index of an edge's first vertex
};

}  // namespace gapmap::cover
