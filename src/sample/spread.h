// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "sample/land_use.h"
#include "sample/random.h"
#include "sample/units.h"

namespace gapmap::sample {

/// Places facilities where their people live, fewer in units that are poorly equipped.
class Spread {
 public:
  /// `people` by parcel.
  Spread(const Terrain& terrain, const std::vector<Parcel>& parcels, const std::vector<std::int64_t>& people,
         const Units& units);

  /// Calls `build(parcel, random)` for the blocks where a facility falls due when one serves so many people.
  template <typename Build>
  void each(double people_per_facility, std::uint64_t salt, Build build) const {
    Tally tally;
    for (std::size_t i = 0; i < parcels_.size(); ++i)
      for (std::int64_t k = tally.take(due(i) / people_per_facility); k > 0; --k) {
        Random random(hashed({parcels_[i].seed, salt, static_cast<std::uint64_t>(k)}));
        build(parcels_[i], random);
      }
  }

  /// Calls `build(unit, parcel, random)` for one block of every unit, the same for the same salt; units without
  /// a block that is housing are left out.
  template <typename Build>
  void each_unit(std::uint64_t salt, Build build) const {
    for (std::size_t unit = 0; unit < units_.list.size(); ++unit) {
      const std::vector<std::uint32_t>& blocks = housing_of_unit_[unit];
      if (blocks.empty()) continue;
      Random random(hashed({terrain_.seed(), salt, unit}));
      const auto chosen = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(blocks.size())));
      build(units_.list[unit], parcels_[blocks[chosen]], random);
    }
  }

  /// A place on the block's planted or open side, away from the rows of homes.
  Point place(const Parcel& parcel, Random& random) const;

  const Terrain& terrain() const { return terrain_; }
  const std::vector<Parcel>& parcels() const { return parcels_; }
  const Units& units() const { return units_; }

 private:
  double equipment(std::size_t parcel) const;
  /// People of a parcel, more where the unit is well off.
  double due(std::size_t parcel) const {
    return static_cast<double>(people_[parcel]) * equipment(parcel) / mean_equipment_;
  }

  const Terrain& terrain_;
  const std::vector<Parcel>& parcels_;
  const std::vector<std::int64_t>& people_;
  const Units& units_;
  std::vector<std::vector<std::uint32_t>> housing_of_unit_;
  double mean_equipment_ = 1;
};

}  // namespace gapmap::sample
