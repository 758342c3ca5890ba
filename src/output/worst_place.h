// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "output/atlas.h"

namespace gapmap {

/// Where most is missing on the least ground.
struct WorstPlace {
  Box box;
  double amount = 0;      ///< what is missing inside, in the item's unit
  std::string unit_code;  ///< of the largest part of it
};

/// Around the cell, an eighth of the map wide, with the largest sum of unserved people (metres, …), or the worst unit
/// where whole units are the gap; within one unit where `unit` says so. Nothing where there is no gap, or no more
/// than three points.
std::optional<WorstPlace> worst_place(const Atlas& atlas, const Atlas::Item& item,
                                      const std::optional<std::size_t>& unit);

}  // namespace gapmap
