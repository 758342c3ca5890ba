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

/// A walk as it is told and compared: metres, rounded to the millimetre.
inline double walked_metres(Micrometres length) {
  return length >= unreachable ? std::numeric_limits<double>::infinity()
                               : static_cast<double>((length + 500) / 1000) * 1e-3;
}

/// The longest walk of a place that keeps a limit: limits are inclusive, and walks compare in whole millimetres, finer
/// than which no street is drawn, so that rounding on the way never excludes a place that lies on the limit.
inline Micrometres inclusive(Metres limit) {
  return limit.value > 1e9 ? unreachable - 1 : to_micrometres(limit.value) + 499;
}

}  // namespace gapmap
