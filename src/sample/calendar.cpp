// SPDX-License-Identifier: MIT
#include "sample/calendar.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gapmap::sample {

std::string day_of_2018(std::int64_t day) {
  constexpr std::array<std::int64_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::size_t month = 0;
  while (month < 11 && day >= days[month]) day -= days[month++];
  return fmt::format("2018-{:02}-{:02}", month + 1, day + 1);
}

std::optional<std::string> some_day(Random& random, double kept, std::int64_t first, std::int64_t last) {
  const double share = random.real();
  const std::int64_t on_time = first + random.below(last - first + 1);
  const std::int64_t late = last + 1 + random.below(std::max<std::int64_t>(1, end_of_year - last));
  if (share < kept) return day_of_2018(on_time);
  if (share < kept + (1 - kept) * 0.6 && late <= end_of_year) return day_of_2018(late);
  return std::nullopt;
}

}  // namespace gapmap::sample
