// SPDX-License-Identifier: MIT
#pragma once

#include "assess/changes.h"
#include "output/geopackage.h"
#include "output/result.h"
#include "siting/site_model.h"
#include "siting/site_plan.h"

namespace gapmap {

/// Recommended sites, as the result file shows them beside the state of today.
struct SiteView {
  const SiteModel& model;
  const SiteCase& site_case;
  const SiteChoice& choice;
  const SitePlan& plan;
  const Assessment& after;  ///< of the same standards, with the sites built
};

/// Adds `sites`, `site_curve`, `site_serves` (who is newly served, and by which site), `score_changes`, and a layer
/// `remaining_<standard>` of the gaps that stay.
void add_site_tables(GeoPackage& file, const ResultView& view, Language language);

/// "3,214 people in 12 places, at most 287 m away".
Text serves_words(const SiteGain& gain, const std::string& amount_unit);

}  // namespace gapmap
