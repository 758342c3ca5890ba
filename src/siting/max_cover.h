// SPDX-License-Identifier: MIT
#pragma once

#include "siting/answer.h"
#include "siting/problem.h"

namespace gapmap {

Answer solve_max_cover(const MaxCover& problem, const Control& control);

}  // namespace gapmap
