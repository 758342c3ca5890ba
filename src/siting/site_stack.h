// SPDX-License-Identifier: MIT
#pragma once

#include "siting/site_case.h"

namespace gapmap {

/// The demand of all tasks one after the other, with the candidates near each piece. Pieces that no candidate
/// can serve better than today are left out.
struct SiteStack {
  Sparse near;                   ///< piece -> candidates, ascending
  std::vector<double> distance;  ///< beside every item of `near`
  std::vector<double> amount;
  std::vector<double> standing;
  std::vector<std::size_t> task;
  std::vector<Index> piece;  ///< in the task's demand

  std::size_t size() const { return amount.size(); }
};

/// Pieces that nothing serves within their limit, with the candidates that would.
SiteStack unserved_stack(const SiteCase& site_case);

/// All pieces, with the candidates nearer than `reach[task][piece]`; pieces without any are kept where
/// `keep_all` is set.
SiteStack near_stack(const SiteCase& site_case, const std::vector<std::vector<double>>& reach, bool keep_all);

/// Throws Error{Fault::usage} where a model that needs a number of sites has none, or more than there are
/// candidates to choose from. Returns the number.
std::size_t required_count(const SiteCase& site_case, std::optional<std::size_t> count);

/// Throws Error{Fault::usage}: must-have candidates break the rules together.
[[noreturn]] void refuse_musts();

}  // namespace gapmap
