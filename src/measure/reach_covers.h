// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "geo/cover.h"
#include "measure/reach_task.h"

namespace gapmap {

constexpr double cover_error = 1e-9;            ///< relative, of exact covered lengths and areas
constexpr std::size_t most_every_of_areas = 6;  ///< supplies that areas may need every one of: 2^6 covers

/// The regions within reach of a task's supplies, made when first asked for.
class ReachCovers {
 public:
  explicit ReachCovers(const ReachTask& task) : task_(task) {}

  /// Everything no farther than `metres` from any supply.
  const Cover& within(double metres) { return within(metres, (1u << task_.supplies.size()) - 1); }

  /// Everything no farther than `metres` from any of the supplies in a set (bit k for supply k).
  const Cover& within(double metres, std::uint32_t supplies);

 private:
  const ReachTask& task_;
  std::map<std::pair<double, std::uint32_t>, std::unique_ptr<Cover>> covers_;
};

}  // namespace gapmap
