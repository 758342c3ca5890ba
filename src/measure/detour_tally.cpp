// SPDX-License-Identifier: MIT
#include "measure/detour_tally.h"

#include <cmath>

namespace gapmap {
namespace {

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
  const auto square = [](double at) { return static_cast<std::int64_t>(std::floor(at / detour_square)); };
  if (!std::isnan(trip.walk) && trip.amount > 0) add_to(by_square_[{square(trip.place.x), square(trip.place.y)}], trip);
}

void DetourTally::write(WalkReading& walk) const {
  walk.detours = by_bucket_;
  for (const auto& [square, detour] : by_square_)
    walk.squares.push_back({{static_cast<double>(square.first) * detour_square,
                             static_cast<double>(square.second) * detour_square},
                            detour});
}

}  // namespace gapmap
