// SPDX-License-Identifier: MIT
#include "geo/versions.h"

#include <geos_c.h>
#include <proj.h>

namespace gapmap {

std::string geos_version() { return GEOSversion(); }
std::string proj_version() { return proj_info().version; }

}  // namespace gapmap
