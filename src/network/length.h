// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "base/units.h"

namespace gapmap {

/// Length along streets in whole micrometres: a sum does not depend on the order of its terms, and equal walks
/// compare equal.
using Micrometres = std::int64_t;

/// Farther than anything: what no walk reaches.
inline constexpr Micrometres unreachable = std::numeric_limits<Micrometres>::max() / 4;

inline Micrometres to_micrometres(double metres) { return std::llround(metres * 1e6); }

/// Metres; infinite where nothing leads there.
inline double to_metres(Micrometres length) {
  return length >= unreachable ? std::numeric_limits<double>::infinity() : static_cast<double>(length) * 1e-6;
}

/// A limit is inclusive and compares whole millimetres, finer than which no street is drawn: the longest walk that
/// keeps it rounds to the limit itself.
inline Micrometres inclusive(Metres limit) {
  return limit.value > 1e9 ? unreachable - 1 : to_micrometres(limit.value) + 499;
}

}  // namespace gapmap
