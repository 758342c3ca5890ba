// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measure/measure.h"
#include "siting/problem.h"

namespace gapmap {

/// Places where a new facility may stand.
struct Candidates {
  Geometries places;                ///< points; areas where the new facility is the area itself (a park)
  std::vector<std::int64_t> id;     ///< in their layer
  std::vector<std::size_t> bucket;  ///< in the first partition
  Roles roles;                      ///< must, forbidden, or free; empty where all are free
  std::vector<double> cost;         ///< empty where the plan knows none

  std::size_t size() const { return id.size(); }
  Point point(std::size_t candidate) const { return label_point(places, candidate); }
};

/// One standard that the new sites are to serve.
struct SiteTask {
  std::size_t standard = 0;  ///< index in the plan
  std::size_t way = 0;       ///< of the standard
  const Requirement* requirement = nullptr;
  const Serve* serve = nullptr;
  SiteDemand demand;
  double whole = 0;   ///< amount in all
  double served = 0;  ///< amount that existing facilities serve
  double target = 1;  ///< share that is to be reached
};

/// Candidates and demand, as the models see them.
struct SiteCase {
  const Scene& scene;
  Candidates candidates;
  std::vector<SiteTask> tasks;

  /// Candidates no farther than `reach[i]` from each piece of a task's demand.
  SitePairs pairs(std::size_t task, std::span<const double> reach) const;
  /// Candidates within the standard's limit of each piece that nothing serves today; none for the others.
  SitePairs unserved_pairs(std::size_t task) const;
};

/// The task of a standard: the first of its ways that can be sited. Throws Error{Fault::usage} where none can.
SiteTask site_task(const Plan& plan, std::size_t standard, const Scene& scene);

}  // namespace gapmap
