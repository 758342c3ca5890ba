// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gapmap {

/// Versions of the geometry libraries as they run, such as "3.11.1-CAPI-1.17.1" and "9.1.1".
std::string geos_version();
std::string proj_version();

}  // namespace gapmap
