// SPDX-License-Identifier: MIT
#include "sample/land_use.h"

#include <algorithm>
#include <cmath>

#include "sample/random.h"

namespace gapmap::sample {
namespace {

Use urban_use(const Block& block, double above, Random& random) {
  const double area = block.area();
  if (block.whole && area > 42000 && random.chance(0.52)) return Use::park;
  if (block.whole && area > 4000 && random.chance(0.036)) return Use::park;
  // Works and sheds stand at the edge of the town.
  if (random.chance(above < 0.15 ? 0.26 : 0.05)) return Use::works;
  return Use::housing;
}

Use rural_use(const Block& block, double above, Random& random) {
  if (!block.whole || block.area() < 60000) return Use::field;
  if (random.chance(0.018)) return Use::reservoir;
  if (above > -0.2 && random.chance(0.10)) return Use::park;  // a country park at the edge of the town
  return random.chance(0.12) ? Use::forest : Use::field;
}

}  // namespace

std::vector<Parcel> zone(const Terrain& terrain, const std::vector<Block>& blocks) {
  std::vector<Parcel> parcels;
  parcels.reserve(blocks.size());
  for (const Block& block : blocks) {
    Parcel parcel;
    parcel.block = block;
    parcel.seed = hashed({terrain.seed(), 61, static_cast<std::uint64_t>(static_cast<std::int64_t>(block.west)),
                          static_cast<std::uint64_t>(static_cast<std::int64_t>(block.south))});
    Random random(parcel.seed);
    const Point middle = block.middle();
    const double above = terrain.density(middle.x, middle.y) - terrain.urban_threshold();
    parcel.use = above > 0 ? urban_use(block, above, random) : rural_use(block, above, random);
    if (parcel.use == Use::housing) {
      parcel.homes_weight = block.area() * (0.26 + 1.1 * std::min(above, 0.75)) * random.between(0.6, 1.4);
      // Some quarters are leafy, some are not.
      parcel.green_share = random.between(0.33, 0.48) + 0.15 * noise(terrain.seed() + 62, middle.x, middle.y, 3100);
    } else if (parcel.use == Use::works) {
      parcel.homes_weight = block.area() * 0.02;
      parcel.green_share = random.between(0.20, 0.38);
    } else if (parcel.use == Use::field) {
      parcel.homes_weight = block.area() * 0.0012;
    }
    parcels.push_back(parcel);
  }
  return parcels;
}

}  // namespace gapmap::sample
