// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "measure/reach_task.h"
#include "measure/street_network.h"

namespace gapmap {

/// A `reach` requirement along the streets: the supplies' walks, and which of them decides.
class WalkTask {
 public:
  explicit WalkTask(const ReachTask& task);

  const ReachTask& reach;
  const StreetNetwork& network;
  const Ground ground;

  /// The walk that decides: to the nearest supply, or where every one is needed the longest of the shortest.
  struct Decision {
    Micrometres walk = unreachable;
    std::int64_t nearest = -1;  ///< id of the supply feature at its end
  };
  Decision decide(Point place, const Snapped& snapped) const;
  /// The supplies (bit k for supply k) whose nearest walk is longer than a limit.
  std::uint32_t lacking(Point place, const Snapped& snapped, Micrometres limit) const;
  /// What decides, from a place on an edge.
  Decision decide_on(std::uint32_t edge, Micrometres along) const;

  /// The limit of a class, metres; negative where the plan sets none.
  double limit_of(const std::string& class_name) const;
  /// All limits of the plan, in metres, ascending.
  std::vector<double> limits() const;

  /// The stretches of an edge from which the supplies are within a limit, ascending and apart.
  std::vector<EdgeStretch> within(std::uint32_t edge, Micrometres limit) const;

  /// The same for one of the supplies.
  std::vector<EdgeStretch> within(std::uint32_t edge, Micrometres limit, std::size_t supply) const;

  /// Where there is but one supply.
  const WalkSupply* only() const { return supplies_.size() == 1 ? supplies_.front() : nullptr; }
  std::int64_t id_of(std::size_t supply, std::uint32_t row) const { return reach.supplies[supply].layer().ids[row]; }

  void note_supplies(Issues& issues) const;

 private:
  template <typename Ask>
  Decision decide_by(Ask&& ask) const;

  std::vector<const WalkSupply*> supplies_;
};

}  // namespace gapmap
