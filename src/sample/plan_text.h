// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace gapmap {

/// The Erqi plan under the sample's own id and title, so that nobody takes its results for those of the real
/// district. Its layers are those of district.gpkg.
std::string sample_plan_text();

}  // namespace gapmap
