// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "siting/answer.h"
#include "siting/problem.h"

namespace gapmap {

/// New sites together may use so much of something: money, places in a unit.
struct UseLimit {
  std::vector<Index> site;
  std::vector<double> use;  ///< beside `site`, not negative
  double most = 0;
};

/// What a choice of new sites must keep beside their roles.
struct SiteRules {
  std::vector<UseLimit> limits;
  Sparse conflicts;  ///< candidate -> candidates that may not stand beside it, in both directions; no lists: none

  bool empty() const { return limits.empty() && conflicts.size() == 0; }
};

/// Whether new sites keep the rules; what limits use may exceed them by rounding only (1e-9).
bool keeps_rules(const SiteRules& rules, std::span<const Index> sites);

/// Serve demand by new sites so that the gain is largest, under rules. A demand gains once: from the open site that
/// gains most, where enough sites serve it; or, where sites have capacities, in parts from several.
struct RuledCover {
  std::size_t demands = 0;
  Sparse serves;                   ///< candidate -> demands, ascending
  std::vector<double> gain;        ///< beside every item of `serves`, not negative
  std::vector<double> capacity;    ///< of each candidate, in units of gain; empty: none is limited. With capacities all
                                   ///< gains of a demand must be equal, and `need` must be empty
  std::vector<std::uint8_t> need;  ///< sites that must serve a demand before it gains; empty means 1 each
  std::size_t sites = 0;           ///< new sites, the musts among them
  Roles roles;                     ///< existing sites serve too; they need no place in the rules
  SiteRules rules;
};

/// Solves it: greedy and exchange give a first answer; a Lagrangian relaxation (each demand pays a price for what it
/// gains, each rule for what it allows) bounds it and decides candidates by their reduced costs; branch and bound on
/// the rest proves it. Infeasible where musts break the rules.
Answer solve_ruled(const RuledCover& problem, const Control& control);

/// What these new sites gain beside the existing ones.
double ruled_value(const RuledCover& problem, const std::vector<Index>& sites);

/// How much of each demand a site serves, where sites have capacities.
struct Assigned {
  Index site = 0;
  Index demand = 0;
  double amount = 0;
};
std::vector<Assigned> assigned(const RuledCover& problem, const std::vector<Index>& sites);

}  // namespace gapmap
