// SPDX-License-Identifier: MIT
#pragma once

#include "base/issue.h"
#include "geo/layer.h"
#include "input/projection.h"

namespace gapmap {

/// What is needed to bring a layer's coordinates to the plan's system.
struct PlacingTask {
  const LayerSpec& spec;
  const Crs& target;
  std::string place;           ///< file and layer: begins messages
  bool may_assume_crs = true;  ///< off for tables, which the plan must explain
};

/// Brings coordinates as read to the plan's system, in place, and notes what it had to assume or leave out:
/// a system that the file does not name, swapped axes, points at (0, 0), coordinates that cannot be carried.
/// `projection` is made here where the source names no system. Throws Error{Fault::input} where the layer as a
/// whole cannot be placed.
void place_layer(Layer& layer, std::optional<Projection>& projection, const PlacingTask& task, Issues& issues);

/// "3, 8, 9, …": the first ten ids.
std::string first_ids(const std::vector<long long>& ids);

}  // namespace gapmap
