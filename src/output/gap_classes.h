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
    bool is_surplus = false;  ///< amounts below zero
  };
  std::vector<Class> classes;     ///< only those that have places
  std::vector<std::uint32_t> of;  ///< the class of each place
};

/// Round limits between up to four grades of values, rising; fewer where the values lie close together.
std::vector<double> round_limits(const std::vector<double>& values, const std::vector<double>& weights);

/// "up to 400 m", "400–600 m", "over 600 m"; empty where there are no limits.
Text range_words(const std::vector<double>& limits, std::size_t grade, const Text& unit);

/// `is_one_by_one`: the places are things that are judged each for itself, such as facilities by the people they have;
/// a negative amount is then too few of those, where else it is too much supply.
GapClasses classify(const Atlas::Places& gap, const std::string& amount_unit, bool is_one_by_one = false);

}  // namespace gapmap
