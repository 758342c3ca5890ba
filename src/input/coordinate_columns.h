// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "input/columns.h"
#include "input/coordinate_text.h"
#include "plan/plan.h"

namespace gapmap {

/// The columns of a table that hold coordinates: two, or one with both.
class CoordinateColumns {
 public:
  /// As the plan's `x` and `y` say (the same column for both holds pairs), else by their usual names, which is
  /// noted as an issue. Nothing where there are none. Throws Error{Fault::input} for an unknown column.
  static std::optional<CoordinateColumns> find(const LayerSpec& spec, const FieldNames& names, const std::string& place,
                                               Issues& issues);

  std::vector<int> fields() const;

  /// The point of a feature; NaN where a cell is empty. Throws Error{Fault::input} naming the feature where a
  /// cell holds no coordinate.
  Point point(const OGRFeature& feature, TextDecoder& decoder);

  /// What was odd about the coordinates.
  void note(Issues& issues) const;

 private:
  CoordinateColumns(const LayerSpec& spec, std::string place) : spec_(&spec), place_(std::move(place)) {}
  Coordinate coordinate(const OGRFeature& feature, int field, const std::string& name, TextDecoder& decoder);

  const LayerSpec* spec_;
  std::string place_;
  std::string x_, y_;
  int x_field_ = -1, y_field_ = -1;
  bool is_turned_ = false;        ///< one column, latitude first
  std::size_t with_degrees_ = 0;  ///< written with signs, words or separators
};

}  // namespace gapmap
