// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/engine.h"
#include "output/result_sites.h"
#include "siting/site_rules.h"

// Where the next facilities should go, as programs ask it.

namespace gapmap {

struct Study;

struct SiteOptions : StudyOptions {
  std::string model = "cover";       ///< a name of `site_models()`
  std::optional<std::size_t> count;  ///< new sites; required by every model but `set`
  std::optional<double> share;       ///< to be reached by `set`; the standard's target where absent
  std::string candidates;            ///< role of the layer of candidates; made up where empty
  std::string where;                 ///< SQL condition over that layer
  std::string inside;                ///< role of the areas where made-up candidates may lie; the units where empty
  std::string outside;               ///< role of the areas where they may not
  std::optional<double> grid;        ///< metres between made-up candidates; absent: the places that suffice, if few
  std::string must;                  ///< SQL condition: candidates that are chosen in any case
  std::string forbid;                ///< SQL condition: candidates that are not
  RuleSpec rules;
  std::string cost;             ///< field of the candidates
  std::string capacity;         ///< what a new site can serve: a number, or a field of the candidates
  std::string supply_capacity;  ///< what a standing facility can serve: a field of the supply; unlimited if empty
  int times = 1;                ///< facilities within the limit that everyone needs; 2 for a backup
  double seconds = 60;          ///< after which the best so far is taken
  std::uint64_t seed = 1;
  std::string output;            ///< result GeoPackage; empty to write none
  std::string project_register;  ///< entries of a project register, .csv or .geojson; empty to write none
  Language language = Language::en;
  bool overwrite = false;
  std::string command_line;
};

struct SiteResult {
  std::shared_ptr<const Study> study;  ///< what the case looks into
  std::shared_ptr<const SiteCase> site_case;
  const SiteModel* model = nullptr;
  SiteChoice choice;
  SitePlan plan;
  Text origin;  ///< where made-up candidates come from, and what that costs; empty for a layer's
  Assessment before, after;
  Issues issues;
  RunRecord run;

  const Plan& gap_plan() const;
};

/// The plan's key `site` of the first chosen standard fills in what the options leave open.
///
/// Reads a plan, finds the best new sites for the chosen standards with what stands kept, measures the standards
/// again with the sites built, and writes the result. Throws Error.
SiteResult site(const SiteOptions& options);

}  // namespace gapmap
