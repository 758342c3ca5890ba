// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace gapmap {

/// A facility that a demand can go to, and how far it is (metres or minutes).
struct Way {
  std::uint32_t facility;
  double distance;
};

/// Who is served where, at the least total distance, no facility above its capacity.
struct TransportProblem {
  std::vector<double> amounts;     ///< one a demand, above 0
  std::vector<double> capacities;  ///< one a facility, not negative; infinity for no limit
  /// The `count` nearest ways of a demand, ascending by distance; fewer only where there are no more. Must be safe to
  /// call from several threads.
  std::function<std::vector<Way>(std::size_t demand, std::size_t count)> nearest;
  double farthest = 0;  ///< no way is longer
  int jobs = 1;
};

/// An amount of a demand that goes to a facility, or to none.
struct Trip {
  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t demand;
  std::uint32_t facility;  ///< `nowhere` for what finds no place
  double amount;
  double distance;  ///< NaN for `nowhere`
};

/// Solves the transportation problem exactly: first as much as possible is served, then at the least sum of amount
/// times distance. Trips are in the order of demands, then of facilities. What no capacity is left for goes `nowhere`.
///
/// Successive shortest paths (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 9) over facilities alone: all
/// start at their nearest, which is optimal without capacities; then the excess of each overfull facility is pushed
/// along the cheapest chain of moves ("one of yours goes to me, one of mine to her") to one with room left. The cost of
/// a move between two facilities is the least extra distance over those now at the first, kept in heaps, so that a
/// search looks at facilities and never at demands. Node prices keep the moves' costs from being negative.
///
/// Only the nearest ways of each demand are looked at first. The prices then tell which others would serve a demand
/// more cheaply: those are added, and the work starts again until there are none (column generation), which proves the
/// optimum over all ways. Moves are held only between facilities that somebody could change between, so that memory
/// grows with the ways looked at.
std::vector<Trip> transport(const TransportProblem& problem);

}  // namespace gapmap
