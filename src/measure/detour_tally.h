// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <utility>

#include "geo/partition.h"
#include "measure/reading.h"

namespace gapmap {

/// How much longer the walks of places are than straight lines, added up by unit and by square. Squares are 250 m wide,
/// or twice, four or eight times that until they hold one and a half places each on average, so that what lies on a
/// coarse grid becomes a map and not spots.
class DetourTally {
 public:
  /// `partition` outlives this.
  explicit DetourTally(const Partition& partition) : partition_(partition), by_bucket_(partition.bucket_count()) {}

  struct Trip {
    Point place;
    std::size_t bucket = 0;  ///< of the partition
    double amount = 0;
    double straight = 0;                      ///< metres to the nearest supply; infinite where there is none
    double walk = 0;                          ///< metres; NaN where no way leads to any
    bool is_near = false, is_served = false;  ///< within the limit as the crow flies, and on foot
  };
  void add(const Trip& trip);
  void write(WalkReading& walk) const;

 private:
  const Partition& partition_;
  std::vector<Detour> by_bucket_;
  using Squares = std::map<std::pair<std::int64_t, std::int64_t>, Detour>;  // by column and row
  Squares by_square_;
  std::size_t places_ = 0;  // in squares
};

}  // namespace gapmap
