// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "sample/streets.h"

namespace gapmap::sample {

enum class Use : std::uint8_t { field, housing, park, works, school, forest, reservoir };

/// A block with what stands on it.
struct Parcel {
  Block block;
  Use use = Use::field;
  std::uint64_t seed = 0;   ///< of everything that stands here
  double homes_weight = 0;  ///< homes come in proportion to this
  double green_share = 0;   ///< share of the block along its southern street that is planted
};

/// Decides the use of every block; the same block always gets the same use.
std::vector<Parcel> zone(const Terrain& terrain, const std::vector<Block>& blocks);

}  // namespace gapmap::sample
