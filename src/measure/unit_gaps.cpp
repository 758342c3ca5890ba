// SPDX-License-Identifier: MIT
#include "measure/unit_gaps.h"

#include <cmath>

namespace gapmap {
namespace {

/// Away from zero to a whole number, forgiving the rounding of products such as 4 * 33.73.
double whole_pieces(double amount) {
  const double magnitude = std::ceil(std::abs(amount) - 1e-9 * std::max(1.0, std::abs(amount)));
  return amount < 0 ? -magnitude : magnitude;
}

}  // namespace

double missing_amount(const Reading& reading, const PartWhole& amount, const Range& range) {
  const auto part_for = [&](double value) { return reading.is_sum ? value : value * amount.whole / reading.factor; };
  const double slack = reading.error_bound * std::abs(amount.part);
  double missing = 0;
  if (range.min && amount.part < part_for(*range.min) - slack) missing = part_for(*range.min) - amount.part;
  if (range.max && amount.part > part_for(*range.max) + slack) missing = part_for(*range.max) - amount.part;
  return reading.is_counted ? whole_pieces(missing) : missing;
}

PlaceList unit_gaps(const Reading& reading, const Target& target, const Partition& partition) {
  PlaceList list;
  list.geometries = Geometries(Shape::area);
  for (std::size_t unit = 0; unit < partition.units().size(); ++unit) {
    const PartWhole amount = reading.tallies.front().of(unit);
    if (amount.whole <= 0) continue;
    const double missing = missing_amount(reading, amount, target.range);
    if (missing == 0) continue;
    list.geometries.add_feature(partition.areas(), unit);
    list.add(static_cast<std::int64_t>(unit), unit, "", missing);
  }
  return list;
}

}  // namespace gapmap
