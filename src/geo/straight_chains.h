// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/cover_rings.h"
#include "geo/straight_region.h"

namespace gapmap::straight {

/// The rings of an area and those of a region, cut into chains where they meet.
///
/// Every edge of the area is held against the region's edges near it. Where an end of one lies on the other, or two
/// cross, there is a node, which both rings pass through: an end of the area where there is one, else an end of the
/// region, else the crossing. Stretches that both share become chains of one segment between the same two nodes, and
/// are told apart from all others by that alone. Any other chain lies inside or outside the other's polygons as a
/// whole: as the middle of its longest segment does. Rings that meet nothing are chains of their own; polygons of the
/// region that lie inside the area and meet nothing at all are only listed.
class Chains {
 public:
  /// With `all`, the region's polygons outside the area are taken too.
  Chains(const Region& region, const Geometries& areas, std::size_t feature, bool all = false);

  enum class Side : std::uint8_t { outside, inside, same_way, other_way, twin };
  static constexpr std::uint32_t none = 0xffffffff;
  struct Chain {
    std::uint32_t begin, end;  ///< of its points
    std::uint32_t from, to;    ///< nodes; `none` for a ring that meets nothing
    bool is_area;              ///< of the area, not of the region
    Side side;                 ///< of the other; `twin` where the area's chain stands for both
  };

  const std::vector<Chain>& chains() const { return chains_; }
  Path points(const Chain& chain) const { return {points_.data() + chain.begin, points_.data() + chain.end}; }
  std::size_t nodes() const { return nodes_.size(); }
  /// The region's polygons that the chains hold, and those that lie whole inside the area, in order.
  const std::vector<std::uint32_t>& met() const { return met_; }
  const std::vector<std::uint32_t>& whole() const { return whole_; }
  /// Something comes so near without meeting that rounding could fold a ring.
  bool is_close() const { return is_close_; }

 private:
  void meet_edges(const Geometries& areas, std::size_t feature);
  void meet_itself();
  void meet(std::uint32_t edge, Point a, Point b, std::uint32_t other, Point c, Point d);
  void take_region(bool all);
  void make_chains();
  template <typename Start>
  void add_ring(std::uint32_t begin, std::uint32_t end, std::vector<Position> on_it, bool is_area, const Start& start);
  void find_nodes();
  void find_sides();
  Point middle(const Chain& chain) const;

  const Region* region_;
  cover::Rings rings_;
  std::vector<Point> starts_;              ///< of the area's edges
  std::vector<std::uint32_t> ring_begin_;  ///< among them
  std::vector<Position> on_area_, on_region_;
  std::vector<std::uint32_t> met_, whole_, lone_rings_;
  std::vector<Point> points_, nodes_;
  std::vector<Chain> chains_;
  bool is_close_ = false;
};

}  // namespace gapmap::straight
