// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "measure/scene.h"
#include "network/graph.h"
#include "plan/parameter.h"

namespace gapmap {

/// The keys of a measure that looks at lines as a network: its own, then `tolerance` and `crossings`.
std::vector<Parameter> with_noding_keys(std::vector<Parameter> own);

/// The lines as a noded graph, by those keys of the standard.
Graph noded(const Requirement& way, const Features& lines, int jobs);

}  // namespace gapmap
