// SPDX-License-Identifier: MIT
#pragma once

namespace gapmap {

/// What a solver has decided about a candidate.
enum class Fate : char { free, open, closed };

}  // namespace gapmap
