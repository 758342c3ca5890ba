// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measure/measure.h"
#include "siting/ruled_cover.h"

namespace gapmap {

/// Places where a new facility may stand.
struct Candidates {
  Geometries places;                ///< points; areas where the new facility is the area itself (a park)
  std::vector<std::int64_t> id;     ///< in their layer
  std::vector<std::size_t> bucket;  ///< in the first partition
  Roles roles;                      ///< must, forbidden, or free; empty where all are free
  std::vector<double> cost;         ///< empty where the plan knows none
  std::vector<double> capacity;     ///< amount that one can serve; empty where nothing limits it

  std::size_t size() const { return id.size(); }
  Point point(std::size_t candidate) const { return label_point(places, candidate); }
};

/// Facilities of one supply that stand today.
struct Standing {
  Geometries places;
  std::vector<double> capacity;  ///< amount that each can serve; infinity where nothing limits it
};

/// One standard that the new sites are to serve.
struct SiteTask {
  std::size_t standard = 0;  ///< index in the plan
  std::size_t way = 0;       ///< of the standard
  const Requirement* requirement = nullptr;
  const Serve* serve = nullptr;
  SiteDemand demand;
  std::vector<Standing> standing;
  double whole = 0;   ///< amount in all
  double served = 0;  ///< amount that existing facilities serve
  double target = 1;  ///< share that is to be reached
};

/// Candidates and demand, as the models see them.
struct SiteCase {
  const Scene& scene;
  Candidates candidates;
  std::vector<SiteTask> tasks;
  SiteRules rules = {};
  std::uint8_t times = 1;  ///< facilities within the limit that a piece of demand needs to be served

  bool has_capacities() const { return !candidates.capacity.empty(); }
  /// Whether nothing is asked of a choice but roles and a number.
  bool is_plain() const { return rules.empty() && times == 1 && !has_capacities(); }

  /// Candidates no farther than `reach[i]` from each piece of a task's demand.
  SitePairs pairs(std::size_t task, std::span<const double> reach) const;
  /// Candidates within the standard's limit of each piece that nothing serves today; none for the others.
  SitePairs unserved_pairs(std::size_t task) const;
};

/// The task of a standard: the first of its ways that can be sited. Throws Error{Fault::usage} where none can.
SiteTask site_task(const Plan& plan, std::size_t standard, const Scene& scene);

}  // namespace gapmap
