// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/cover_area.h"

namespace gapmap::cover {

/// Draws the covered and the uncovered part of an area as polygons, straight from the stretches of edges and boundary
/// that `AreaCover` adds up: no overlay.
///
/// The uncovered part is bounded by the area's edges outside the region and by the region's boundary inside the area,
/// walked backwards; the covered part by the edges inside and the same boundary walked forwards. Chains of both meet
/// where an edge crosses a circle or a band's side, and where two pieces of boundary meet: each end is the start of
/// exactly one other chain, and following them gives rings with the part on their left.
///
/// Arcs become chords with their vertices on the circle (those between the ends a hair inside). Such chords lie in
/// their disc and in its cell of the power diagram, since cells are convex; so chords of different discs never cross,
/// nor does an edge outside the region cross one. An edge inside could, where a vertex of the area lies between a chord
/// and its arc: there the chord gets a vertex above it. What may still go wrong is rounding where things touch or
/// nearly touch; rings that do are `doubtful` and for somebody else to look at.
class Outline {
 public:
  /// Chords stay within `tolerance` metres of their arcs.
  Outline(const Primitives& primitives, const Grid& grid, const Boundary& boundary, double tolerance)
      : primitives_(&primitives),
        grid_(&grid),
        boundary_(&boundary),
        area_cover_(primitives, grid, boundary),
        tolerance_(tolerance) {}

  struct Polygon {
    std::vector<std::vector<Point>> rings;  ///< exterior first; relative to the primitives' origin
    double area = 0;                        ///< in square metres, with true arcs in place of their chords
    bool doubtful = false;
  };

  /// Fills both parts. False where chains do not meet, in degenerate cases: nothing is drawn then.
  bool draw(Rings& rings, std::vector<Polygon>& gap, std::vector<Polygon>& served);
  /// Square metres between a single chord and its arc that were not drawn, since nothing lies between the chords.
  double slivers() const { return slivers_; }

 private:
  enum class Kind : std::uint8_t { outside, inside, border };
  static constexpr std::uint32_t none = 0xffffffff;

  /// A stretch of edges or boundary: vertices `begin` to `end` of the pool.
  struct Chain {
    std::uint32_t begin, end;
    Kind kind;
    bool closed = false, doubtful = false, dropped = false;
    std::uint32_t from = none, to = none;  ///< nodes
    double bulge = 0;                      ///< m2 between an arc and its chords
  };
  struct Ring {
    std::vector<Point> path = {};
    double area = 0;   ///< signed, of what is drawn
    double bulge = 0;  ///< what true arcs add
    Box box = {};      ///< where there are holes
    bool doubtful = false;
  };
  struct Extra {
    std::uint32_t element;
    double angle;
    bool operator<(const Extra& other) const {
      return element != other.element ? element < other.element : angle < other.angle;
    }
  };

  void start_ring() { ring_begin_ = chains_.size(); }
  void add_edge(Point p, Point q, const Intervals& inside);
  void add_portion(Kind kind, Point a, Point b, bool is_short);
  void end_ring();
  void look_around(Point vertex);
  void add_border(Rings& rings, std::uint32_t element, Interval stretch, Interval piece);
  void add_arc(const Disc& disc, std::uint32_t element, Interval stretch);
  bool join_ends();
  bool follow(Kind kind, std::vector<Polygon>& polygons);
  std::uint32_t next_of(std::uint32_t node, Point back, bool is_reversed, Kind kind, bool& is_choice) const;
  bool assemble(std::vector<Polygon>& polygons);

  Point first_of(const Chain& chain) const { return points_[chain.begin]; }
  Point last_of(const Chain& chain) const { return points_[chain.end - 1]; }

  const Primitives* primitives_;
  const Grid* grid_;
  const Boundary* boundary_;
  AreaCover area_cover_;
  double tolerance_;

  std::vector<Point> points_;
  std::vector<Chain> chains_;
  std::size_t ring_begin_ = 0;
  std::vector<Extra> extras_;
  std::size_t nodes_ = 0;
  std::vector<std::uint32_t> starts_begin_, starts_;  // chains by the node that they leave
  std::vector<char> used_;
  std::vector<Ring> rings_;
  double slivers_ = 0;
};

}  // namespace gapmap::cover
