// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "measure/reach_task.h"

namespace gapmap {

/// One point of demand.
struct ReachPlace {
  Point point;
  std::uint32_t row;  ///< of the demand layer
  double amount;
  double distance;  ///< that decides, in metres; infinity where there is no supply
};

/// All demand that has a limit, measured. A multipoint's amount spreads evenly over its points.
std::vector<ReachPlace> reach_places(const ReachTask& task);

/// Demand that sits in points: each is measured to the nearest supply, in a straight line.
void reach_points(const ReachTask& task, Reading& reading);

}  // namespace gapmap
