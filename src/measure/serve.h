// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "measure/scene.h"
#include "plan/standard.h"

namespace gapmap {

/// Demand as a measure counts it, in pieces that are served whole. Pieces outside all units and pieces that
/// count nothing are left out, since no score of the plan area sees them.
struct SiteDemand {
  std::vector<Point> place;
  std::vector<std::int64_t> feature;  ///< id in the demand layer
  std::vector<std::size_t> bucket;    ///< in the first partition
  std::vector<double> amount;         ///< people, or what the measure counts
  std::vector<double> limit;          ///< served if no farther than this, in metres
  std::vector<double> standing;       ///< metres to what serves it today; infinity where nothing does
  std::string amount_unit;            ///< as a reading's

  std::size_t size() const { return place.size(); }
  bool is_served(std::size_t piece) const;
};

/// Candidates within reach of every piece of demand, ascending by candidate, as flat arrays.
struct SitePairs {
  std::vector<std::size_t> begin{0};
  std::vector<std::uint32_t> candidate;
  std::vector<double> distance;  ///< metres

  std::size_t size() const { return candidate.size(); }
};

/// What a measure tells of new facilities that could close its gaps. Siting asks it, so that the rule that
/// measured a gap is the rule that closes it.
struct Serve {
  SiteDemand (*demand)(const Requirement& way, const Scene& scene);
  /// The candidates (rows of their geometries) that are no farther than `reach[i]` metres from piece `i`.
  SitePairs (*pairs)(const Requirement& way, const Scene& scene, const SiteDemand& demand, const Geometries& candidates,
                     std::span<const double> reach);
  /// The same requirement where the features of a further role serve too.
  Requirement (*with)(const Requirement& way, const std::string& role);
  /// Layers of the supply, for what siting asks of them.
  std::vector<Selection> (*supply)(const Requirement& way);
};

}  // namespace gapmap
