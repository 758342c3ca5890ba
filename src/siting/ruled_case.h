// SPDX-License-Identifier: MIT
#pragma once

#include "siting/ruled_cover.h"
#include "siting/site_stack.h"

namespace gapmap {

/// A case as a cover problem under rules. With capacities what stands follows the candidates, as existing sites.
struct RuledCase {
  SiteStack stack;
  RuledCover problem;
  std::vector<double> before;  ///< amount served today under the same rules, one a task
};

RuledCase ruled_case(const SiteCase& site_case, std::size_t count);

/// Amount served where these new sites are built, one a task.
std::vector<double> served_by_task(const SiteCase& site_case, const RuledCase& ruled, const std::vector<Index>& sites);

/// Throws Error{Fault::usage} where a model knows no capacities and no `times`.
void refuse_capacities(const SiteCase& site_case, std::string_view model);

}  // namespace gapmap
