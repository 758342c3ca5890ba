// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <ogr_spatialref.h>

#include "geo/crs.h"
#include "geo/geometry.h"
#include "plan/plan.h"

namespace gapmap {

/// The way from a source's coordinates to the plan's: an offset Chinese datum undone where the plan names
/// one, the axis order set right, then PROJ.
class Projection {
 public:
  /// `found` is the source's own system, or null. Throws Error{Fault::input} where neither the file nor
  /// the plan says in which system the coordinates are.
  Projection(const LayerSpec& spec, const OGRSpatialReference* found, const Crs& target, const std::string& place);

  /// Carries coordinates to the plan's system, in place. Throws Error{Fault::input} where one cannot be
  /// carried.
  void apply(std::span<Point> points);
  /// The box in the source's coordinates that holds a box of the plan's, a little larger.
  Box back(const Box& box) const;

  const std::string& label() const { return label_; }                    ///< the source's system
  const std::string& transformation() const { return transformation_; }  ///< after apply
  std::optional<double> accuracy() const { return accuracy_; }

 private:
  enum class Offset { none, gcj02, bd09 };

  Box longitudes_and_latitudes(std::span<const Point> points) const;

  Offset offset_ = Offset::none;
  bool is_swapped_ = false;
  Crs source_, target_;
  std::string label_, place_, transformation_;
  std::optional<double> accuracy_;
};

}  // namespace gapmap
