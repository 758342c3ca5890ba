// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "output/atlas.h"

namespace gapmap {

/// How a standard's gap is graded on paper: by the distance to the nearest supply, by the amount that a unit
/// lacks, or not at all. Grades go from slight to worst, with round limits, about a half, a third, a tenth
/// and a twentieth of the amount in each.
struct GapClasses {
  struct Class {
    Text words;          ///< "450–600 m"
    std::string colour;  ///< #rrggbb
    double amount = 0;   ///< sum over its places, without sign
    std::size_t count = 0;
    bool is_surplus = false;  ///< too much instead of too little
  };
  std::vector<Class> classes;     ///< only those that have places
  std::vector<std::uint32_t> of;  ///< the class of each place
};

GapClasses classify(const Atlas::Places& gap, const std::string& amount_unit);

}  // namespace gapmap
