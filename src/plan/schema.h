// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "plan/parameter.h"

namespace gapmap {

/// The JSON Schema (draft 7) of a plan file, made from the same tables that the parser obeys, so that
/// editors complete and check what gapmap will accept.
std::string plan_schema(std::span<const MeasureSyntax> measures, Language language);

}  // namespace gapmap
