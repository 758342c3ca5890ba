// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "measure/catchment_problem.h"
#include "measure/street_network.h"
#include "network/nearest_walks.h"

namespace gapmap {

/// Walks along the plan's streets from demand to facilities, in metres rounded to the millimetre, on slopes in those of
/// level ground; the straight pieces at both ends count. Who stands inside a facility (a park) has arrived.
class WalkWays : public CatchmentWays {
 public:
  /// `limit` in metres, inclusive; infinity for none.
  WalkWays(const CatchmentPlaces& places, const Features& supply, const StreetNetwork& network, Ground ground,
           double limit);

  std::vector<Way> nearest(std::size_t demand, std::size_t count) const override;
  double farthest() const override { return farthest_; }
  Fate fate(std::size_t demand) const override;

  Ground ground() const { return ground_; }
  /// Where a demand joins the streets.
  const Snapped& joined(std::size_t demand) const { return joined_[demand]; }
  /// The walk to the nearest facility from every place; labels are facilities.
  const WalkMap& walks() const { return *walks_; }
  /// Facilities that nobody can walk to, or that stand on islands.
  const Issues& issues() const { return supply_.issues; }

 private:
  const NearestWalks& at_least(std::size_t count) const;

  const CatchmentPlaces& places_;
  const StreetNetwork& network_;
  Ground ground_;
  const WalkSupply& supply_;
  Micrometres bound_;
  double farthest_;
  std::vector<std::uint32_t> facility_of_row_;
  std::vector<WalkStart> starts_;  // labelled by facility
  std::vector<Snapped> joined_;    // of each demand
  std::unique_ptr<WalkMap> walks_;
  mutable std::mutex mutex_;
  mutable std::map<std::size_t, std::unique_ptr<NearestWalks>> nearest_;  // by count, made when first asked for
};

}  // namespace gapmap
