// SPDX-License-Identifier: MIT
#pragma once

#include "output/atlas.h"
#include "report/view.h"

namespace gapmap {

/// The atlas of a result file: the same sheets as right after the check.
Atlas atlas_of(const ReportView& view);

}  // namespace gapmap
