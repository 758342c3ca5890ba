// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/answer.h"
#include "siting/reach_matrix.h"

namespace gapmap {

/// Weight that these candidates cover.
double reach_weight(const ReachMatrix& matrix, const std::vector<Index>& sites);

/// Adds the candidate that gains most until all sites are used. Gains only shrink, so old ones are asked
/// again only when they come up: M. Minoux (1978), Accelerated greedy algorithms.
void reach_greedy(const ReachMatrix& matrix, std::vector<Index>& sites);

/// Completes the sites greedily, then goes around the candidates and exchanges each for the site it best
/// replaces wherever that covers more, until a round changes nothing or `rounds` are done.
/// Returns the weight covered.
double reach_swap(const ReachMatrix& matrix, std::vector<Index>& sites, int rounds, const Watch& watch);

}  // namespace gapmap
