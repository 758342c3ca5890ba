// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "sample/random.h"

namespace gapmap::sample {

/// A day of 2018 as 2018-03-31, counted from 0.
std::string day_of_2018(std::int64_t day);

/// A day between two days of 2018, or nothing: the share `kept` of all comes by the last day, most others too
/// late in the year, the rest not at all.
std::optional<std::string> some_day(Random& random, double kept, std::int64_t first, std::int64_t last);

constexpr std::int64_t end_of_march = 89, end_of_june = 180, end_of_july = 211, end_of_august = 242,
                       end_of_november = 333, end_of_year = 364;

}  // namespace gapmap::sample
