// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "measure/measure.h"
#include "measure/weight.h"

namespace gapmap {

/// A limit is inclusive, and coordinates are rounded: so many metres beyond it still count.
constexpr double on_limit = 1e-6;

/// What one `reach` requirement asks of a scene; the ways to answer it, by the shape of the demand or along the
/// streets, stand in files of their own (reach_points, reach_lines, reach_areas).
struct ReachTask {
  ReachTask(const Requirement& way, const Scene& scene);

  const Requirement& way;
  const Scene& scene;
  const Limit& limit;
  bool needs_every;  ///< every one of the supplies, not any
  Features demand;
  Weight weight;
  std::vector<Features> supplies;

  /// A reading with its units, its classes and what is wrong with the demand; no part or whole yet.
  Reading start() const;

  /// Whether each feature of the demand sits in one place (or in a few points), whatever its shape.
  bool is_in_places() const;

  std::string class_of(std::uint32_t row) const { return classes_ ? classes_->text(row) : std::string(); }

  /// Limit of a class, in the limit's unit; negative where the plan sets none.
  double limit_of(const std::string& class_name) const;

  /// Whether every one of several supplies must be near, so that a gap says which are not (`lacks`).
  bool is_every_of_several() const { return needs_every && supplies.size() > 1; }

  /// What a supply is called in `lacks`: its role, with its condition where two supplies are of one role.
  std::string supply_name(std::size_t supply) const;

  /// The names of the supplies in a set (bit k for supply k).
  std::string supply_names(std::uint32_t set) const;

  /// Adds what a place list says of a piece beside its geometry. `distance` is NaN where it does not apply.
  void add_place(PlaceList& list, std::uint32_t row, std::size_t bucket, double amount, double distance) const;

 private:
  void note_unknown_classes(Issues& issues) const;

  const Column* classes_ = nullptr;
};

const std::vector<Selection>& reach_supplies(const Requirement& way);

/// Whether distances go along the plan's streets.
bool is_reach_walk(const Requirement& way);

/// The field of the demand layer that limits or targets differ by; empty where they do not.
const std::string& reach_class_field(const Requirement& way);

}  // namespace gapmap
