// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.h"
#include "geo/geometry.h"

namespace gapmap {

using Integers = std::vector<std::int64_t>;
using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

/// One typed column of a layer, with a value for every feature.
struct Column {
  std::string name;
  std::variant<Integers, Numbers, Texts> values;
  std::vector<bool> missing;  ///< empty where nothing is missing

  std::size_t size() const {
    return std::visit([](const auto& all) { return all.size(); }, values);
  }
  bool is_missing(std::size_t row) const { return !missing.empty() && missing[row]; }
  bool is_text() const { return std::holds_alternative<Texts>(values); }

  /// The value as a number; NaN where it is missing or not a number.
  double number(std::size_t row) const;
  /// The value as text; empty where it is missing.
  std::string text(std::size_t row) const;
  /// Marks a value as missing.
  void set_missing(std::size_t row);
};

/// Features with ids, geometries and columns: what all rooms trade in. Immutable once it is read.
struct Layer {
  std::string name;
  std::vector<std::int64_t> ids;  ///< the source's own feature ids
  Geometries geometries;          ///< as many as ids; shape none for a plain table
  std::vector<Column> columns;

  std::size_t size() const { return ids.size(); }
  bool has_geometry() const { return geometries.shape() != Shape::none; }
  const Column* find(std::string_view column) const;
};

/// The values at `rows` of a column, in that order.
Column select(const Column& column, const std::vector<std::uint32_t>& rows);
/// The features at `rows` of a layer, in that order.
Layer select(const Layer& layer, const std::vector<std::uint32_t>& rows);

}  // namespace gapmap
