// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "siting/site_case.h"

namespace gapmap {

/// What one new site adds for one task, those of higher rank being there already.
struct SiteGain {
  double amount = 0;       ///< newly served
  std::size_t pieces = 0;  ///< of demand, newly served
  double share_after = 0;  ///< of the task's whole
  double farthest = 0;     ///< metres, of the pieces newly served
};

struct RankedSite {
  Index candidate = 0;
  std::vector<SiteGain> gains;  ///< one a task
};

/// Shares that the first `sites` of the order reach.
struct CurvePoint {
  std::size_t sites = 0;
  bool is_chosen = true;      ///< false beyond the chosen sites: the best next ones, one at a time
  std::vector<double> share;  ///< one a task
};

/// A choice in the order in which it should be built.
struct SitePlan {
  std::vector<RankedSite> sites;
  std::vector<CurvePoint> curve;              ///< from no new site on
  std::vector<std::vector<Index>> server;     ///< task -> piece -> place in `sites` of what newly serves it, or `gone`
  std::vector<std::vector<double>> amount;    ///< beside `server`: so much of the piece
  std::vector<std::vector<double>> distance;  ///< beside `server`, metres; NaN where nothing new serves
};

/// Orders chosen sites by what each adds to the demand served. The curve goes on beyond them, always taking the
/// candidate that adds most among those that the rules allow, until every task's target is reached or nothing adds;
/// with capacities or `times` it ends with them.
SitePlan plan_sites(const SiteCase& site_case, const std::vector<Index>& chosen);

}  // namespace gapmap
