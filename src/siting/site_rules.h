// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "siting/site_case.h"

namespace gapmap {

/// What a planner asks of new sites beside serving demand.
struct RuleSpec {
  std::optional<double> spacing;      ///< metres between two sites, and between a site and what stands
  std::optional<double> per_unit;     ///< most new sites in a unit of the first partition
  std::optional<double> density_max;  ///< most facilities per km2 of a unit, those that stand among them
  std::optional<double> budget;       ///< of all new sites together, in the unit of their cost
};

/// Turns the specification into roles and rules of the case. Candidates too near to what stands are forbidden. Throws
/// Error{Fault::usage} where a must-have candidate breaks a rule by itself.
void add_rules(SiteCase& site_case, const RuleSpec& spec);

/// Facilities that stand in each unit of the first partition, by where they (or points inside them) lie.
std::vector<std::size_t> standing_by_unit(const SiteCase& site_case);

/// Counts the answer again from the places and the specification alone. Throws std::logic_error where a rule is
/// broken: that would be a bug of the solver.
void verify_sites(const SiteCase& site_case, const RuleSpec& spec, const std::vector<Index>& sites);

}  // namespace gapmap
