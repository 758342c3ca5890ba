// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/inspect.h"

namespace gapmap {

/// What was found as one JSON object: layers and issues.
std::string inspect_json(const InspectResult& result);

}  // namespace gapmap
