// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "assess/assessment.h"

namespace gapmap {

/// How the standards of one task, department or unit came out.
struct VerdictCounts {
  std::size_t met = 0, unmet = 0, no_data = 0;
  std::size_t open = 0;  ///< not judged: no target

  /// The most people that any one of the unmet standards leaves unserved. Standards count the same people again and
  /// again, so nothing is summed over them: at least so many are affected, and nobody is counted twice.
  double people = 0;
  std::optional<std::size_t> widest;  ///< the plan's index of that standard; nothing where no people are unserved

  std::size_t total() const { return met + unmet + no_data + open; }
  /// Unmet if any is, else no_data if any is, else met; nothing where none is judged.
  std::optional<Verdict> verdict() const;

  /// Counts a row of a standard, all classes together.
  void add(const StandardResult& result, const Score& score);
};

/// The people whom a row leaves unserved: outside the reach of every supply, or beyond what facilities may take; 0
/// for standards that do not count people.
double unserved_people(const Reading& reading, const Score& score);

}  // namespace gapmap
