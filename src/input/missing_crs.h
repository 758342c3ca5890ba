// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/text.h"
#include "geo/crs.h"

namespace gapmap {

/// What coordinates without a system can be taken for.
struct AssumedCrs {
  std::string definition;  ///< "EPSG:4326", the plan's own, or empty where nothing can be assumed
  Text why;                ///< the end of a sentence: what the coordinates look like
};

/// Degrees are taken for WGS 84 (CGCS2000 differs by centimetres). Metres are taken for the plan's own system
/// where all of `box` lies where that system is made for. Else nothing is assumed, and `why` says which Chinese
/// zone the size of the eastings points to.
AssumedCrs assumed_crs(const Box& box, const Crs& plan);

}  // namespace gapmap
