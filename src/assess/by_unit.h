// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/verdict_counts.h"

namespace gapmap {

/// A standard that a unit does not meet.
struct UnitGap {
  const StandardResult* result;
  const Score* score;    ///< of the unit, and of its class that falls shortest where targets differ by class
  double shortfall = 0;  ///< 0..1: which part of the target is lacking, or which part of the value is too much
};

/// A unit in the league table of its partition.
struct UnitRow {
  std::string partition, code, name;
  VerdictCounts counts;
  std::optional<std::size_t> standing;  ///< 1 for the best; equals share one; nothing where no standard is judged
  std::vector<UnitGap> worst;  ///< unmet standards: the greatest shortfall first, then the most people unserved
};

constexpr std::size_t worst_gaps = 3;  ///< of a unit that tables name

/// The units of each partition by the share of their judged standards that are met; within a standing by code as the
/// partition has them. Those of which nothing is judged come last. The rows point into `assessment`.
std::vector<UnitRow> by_unit(const Assessment& assessment, const std::vector<Partition>& partitions);

}  // namespace gapmap
