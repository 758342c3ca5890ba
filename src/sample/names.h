// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace gapmap::sample {

/// A subdistrict, town or township of Erqi as it was called in 2017, and where it lies in the sample.
struct UnitSeed {
  std::int32_t code;  ///< after 410103
  const char* name;   ///< 淮河路街道
  double across;      ///< 0 west .. 1 east
  double along;       ///< 0 south .. 1 north
};

/// The 16 units; a point belongs to the nearest seed.
std::span<const UnitSeed> unit_seeds();

/// A name for the n-th street that runs east to west or north to south: 长江路, 兴华南街, ...
std::string street_name(std::uint64_t seed, std::int64_t number, bool north_south, bool grand);

/// A word for a neighbourhood, to name schools, parks and compounds after: 锦绣, 康佳, ...
std::string place_word(std::uint64_t seed);

}  // namespace gapmap::sample
