// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ogr_spatialref.h>

#include "geo/crs.h"
#include "geo/geometry.h"
#include "plan/plan.h"

namespace gapmap {

/// The way from a source's coordinates to the plan's: an offset Chinese datum undone where the plan names
/// one, the axis order set right, then PROJ.
class Projection {
 public:
  /// Whether the file or the plan says in which system the coordinates are.
  static bool is_known(const LayerSpec& spec, const OGRSpatialReference* found);

  /// `found` is the source's own system; may be null only where the plan names one. Throws Error{Fault::plan}
  /// where PROJ does not know it.
  Projection(const LayerSpec& spec, const OGRSpatialReference* found, const Crs& target, const std::string& place);

  /// Carries coordinates to the plan's system, in place, by the way that is best where they lie; one that cannot be
  /// carried becomes infinite.
  void apply(std::span<Point> points);
  /// The same in two steps, for coordinates that come in batches: chooses the way for where `points` lie, in the
  /// source's coordinates; then carries any by it. A copy shares the way, and one thread at a time may use it.
  void choose(std::vector<Point> points);
  void carry(std::span<Point> points) const;
  /// The other way, for many places: chooses the way for where `points` lie, in the source's coordinates, as far as the
  /// plan's system is made for them; then carries any of the plan's to the source's by it.
  void choose_back(std::vector<Point> points);
  void carry_back(std::span<Point> points) const;
  /// The box in the source's coordinates that holds a box of the plan's, a little larger.
  Box back(const Box& box) const;

  const std::string& label() const { return label_; }                    ///< the source's system
  const std::string& transformation() const { return transformation_; }  ///< after apply
  std::optional<double> accuracy() const { return accuracy_; }
  bool is_ballpark() const { return is_ballpark_; }                  ///< after apply; see Transform
  const std::string& missing_grid() const { return missing_grid_; }  ///< after apply; see Transform

  bool is_geographic() const { return source_.is_geographic(); }
  Box area_of_use() const { return (source_.equals(target_) ? target_ : source_).area_of_use(); }
  /// Takes the source's two coordinates the other way round from here on.
  void turn() { is_swapped_ = !is_swapped_; }
  bool is_turned() const { return is_swapped_; }

 private:
  enum class Offset { none, gcj02, bd09 };

  Box longitudes_and_latitudes(std::span<const Point> points) const;
  /// Sets the axes right and undoes an offset datum.
  void straighten(std::span<Point> points) const;
  void find_way(std::span<const Point> straightened);

  Offset offset_ = Offset::none;
  bool is_swapped_ = false, is_ballpark_ = false;
  Crs source_, target_;
  std::string label_, transformation_, missing_grid_;
  std::optional<double> accuracy_;
  std::shared_ptr<const Transform> way_;  ///< none where the source's coordinates are the plan's
  std::shared_ptr<const Transform> way_back_;
};

}  // namespace gapmap
