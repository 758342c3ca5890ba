// SPDX-License-Identifier: MIT
#pragma once

#include "siting/answer.h"
#include "siting/problem.h"

namespace gapmap {

/// Solves the p-median problem: greedy and interchange give a first answer; a Lagrangian ascent bounds it
/// and decides most candidates by their reduced costs; branch and bound on the rest proves it.
Answer solve_median(const Median& problem, const Control& control);

/// Total weighted distance where these new sites stand beside the existing ones; infinity where a demand
/// that must be served is not.
double median_value(const Median& problem, const std::vector<Index>& sites);

}  // namespace gapmap
