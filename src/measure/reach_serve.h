// SPDX-License-Identifier: MIT
#pragma once

#include "measure/serve.h"

namespace gapmap {

/// New facilities for demand that sits in points, in a straight line. Throws Error{Fault::usage} where the
/// requirement cannot be sited.
extern const Serve reach_serve;

}  // namespace gapmap
