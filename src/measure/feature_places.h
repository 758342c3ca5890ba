// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include "measure/weight.h"

namespace gapmap {

/// Some rows of a selection as places of the first partition, split as for_each_piece splits their amounts: lines and
/// areas that count by what lies in a unit are cut at its borders, a place for each unit that a feature passes; all
/// others are one place. The amounts in a unit therefore add up to what a tally holds there. `classes` may be null.
PlaceList feature_places(const Features& features, std::span<const std::uint32_t> rows, const Weight& weight,
                         const Column* classes, const Scene& scene);

}  // namespace gapmap
