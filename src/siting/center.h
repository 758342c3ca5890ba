// SPDX-License-Identifier: MIT
#pragma once

#include "siting/answer.h"
#include "siting/problem.h"

namespace gapmap {

/// Solves the vertex p-center problem: a distance suffices where a set cover with the pairs up to it takes
/// no more sites than allowed. Distances are halved between the largest that cannot and the smallest that
/// can suffice; each answer is a proof.
/// E. Minieka (1970), The m-center problem, SIAM Review 12, 138-139.
Answer solve_center(const Center& problem, const Control& control);

/// The largest distance of a demand where these new sites stand beside the existing ones; infinity where
/// one is not served.
double center_value(const Center& problem, const std::vector<Index>& sites);

}  // namespace gapmap
