// SPDX-License-Identifier: MIT
#include "sample/spread.h"

namespace gapmap::sample {

Spread::Spread(const Terrain& terrain, const std::vector<Parcel>& parcels, const std::vector<std::int64_t>& people,
               const Units& units)
    : terrain_(terrain), parcels_(parcels), people_(people), units_(units), housing_of_unit_(units.list.size()) {
  double equipped = 0, all = 0;
  for (std::size_t i = 0; i < parcels.size(); ++i) {
    equipped += static_cast<double>(people[i]) * equipment(i);
    all += static_cast<double>(people[i]);
    if (parcels[i].block.whole && parcels[i].use == Use::housing)
      housing_of_unit_[static_cast<std::size_t>(parcels[i].block.unit)].push_back(static_cast<std::uint32_t>(i));
  }
  mean_equipment_ = all > 0 ? equipped / all : 1;
}

Point Spread::place(const Parcel& parcel, Random& random) const {
  const Block& block = parcel.block;
  const double width = block.east - block.west, height = block.north - block.south;
  const double across = random.between(0.2, 0.8), along = random.between(0.12, 0.3);
  return terrain_.world(block.west + width * across, block.south + height * along);
}

double Spread::equipment(std::size_t parcel) const {
  const std::int32_t unit = parcels_[parcel].block.unit;
  return unit < 0 ? 0 : units_.list[static_cast<std::size_t>(unit)].equipment;
}

}  // namespace gapmap::sample
