// SPDX-License-Identifier: MIT
#include "measure/detour_tally.h"

#include <cmath>

namespace gapmap {
namespace {

constexpr double least_side = 250, most_side = 2000;  // metres
constexpr double places_a_square = 1.5;

void add_to(Detour& detour, const DetourTally::Trip& trip) {
  detour.covered_straight += trip.is_near ? trip.amount : 0;
  detour.covered_walk += trip.is_served ? trip.amount : 0;
  if (std::isnan(trip.walk)) return;
  detour.amount += trip.amount;
  detour.straight += trip.amount * trip.straight;
  detour.walk += trip.amount * trip.walk;
}

}  // namespace

void DetourTally::add(const Trip& trip) {
  add_to(by_bucket_[trip.bucket], trip);
  if (trip.bucket == partition_.outside() && !partition_.is_whole()) return;
  if (std::isnan(trip.walk) || trip.amount <= 0) return;
  const auto square = [](double at) { return static_cast<std::int64_t>(std::floor(at / least_side)); };
  add_to(by_square_[{square(trip.place.x), square(trip.place.y)}], trip);
  ++places_;
}

void DetourTally::write(WalkReading& walk) const {
  walk.detours = by_bucket_;
  Squares squares = by_square_;
  double side = least_side;
  while (side < most_side && static_cast<double>(places_) < places_a_square * static_cast<double>(squares.size())) {
    Squares wider;
    for (const auto& [at, detour] : squares) {
      // Shifting rounds down, below zero too.
      Detour& sum = wider[{at.first >> 1, at.second >> 1}];
      sum.amount += detour.amount;
      sum.straight += detour.straight;
      sum.walk += detour.walk;
      sum.covered_straight += detour.covered_straight;
      sum.covered_walk += detour.covered_walk;
    }
    squares = std::move(wider);
    side *= 2;
  }
  for (const auto& [at, detour] : squares)
    walk.squares.push_back(
        {{static_cast<double>(at.first) * side, static_cast<double>(at.second) * side}, side, detour});
}

}  // namespace gapmap
