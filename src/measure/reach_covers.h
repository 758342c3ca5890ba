// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>

#include "geo/cover.h"
#include "measure/reach_task.h"

namespace gapmap {

constexpr double cover_error = 1e-9;  ///< relative, of exact covered lengths and areas

/// The regions within reach of a task's supply, one a distinct limit, made when first asked for.
class ReachCovers {
 public:
  explicit ReachCovers(const ReachTask& task) : task_(task) {}

  /// Everything no farther than `metres` from the supply.
  const Cover& within(double metres);

 private:
  const ReachTask& task_;
  std::map<double, std::unique_ptr<Cover>> covers_;
};

}  // namespace gapmap
