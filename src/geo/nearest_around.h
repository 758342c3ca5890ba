// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "geo/nearest.h"

namespace gapmap {

/// The distances that `Nearest` finds, for many places that lie close together: what can be nearest to any of them is
/// gathered once. One a thread.
///
/// From the middle of a box of half-diagonal h the nearest feature is d away; the nearest feature of any place of the
/// box is then at most d + h from that place, and so at most d + 2 h from the middle. The same sieve again leaves a
/// smaller box within it the few that matter there.
class NearestAround {
 public:
  explicit NearestAround(const Nearest& index) : index_(&index) {}

  /// Gathers what can be nearest to a place of a box.
  void gather(const Box& box);
  /// Sieves that for a box within it; holds until the next box, or until `widen`.
  void narrow(const Box& box);
  /// Takes all that was gathered again.
  void widen() { is_narrow_ = false; }

  /// No place of the box is farther than this from its nearest feature, in metres; infinite where there is none.
  double farthest() const { return farthest_; }
  /// Every place of the box is at least this far.
  double closest() const { return closest_; }

  /// Metres from a place of the box to its nearest feature, the very number that `Nearest::find` gives.
  double distance(Point p) const;

 private:
  using Segment = Nearest::Segment;

  void bound(double to_middle, double half);

  const Nearest* index_;
  std::vector<Segment> gathered_, narrowed_;
  std::vector<std::uint32_t> items_;
  bool is_narrow_ = false;
  double farthest_ = 0, closest_ = 0;
};

}  // namespace gapmap
