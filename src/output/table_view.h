// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "geo/layer.h"

namespace gapmap {

/// A value out of a few words for every feature: `words[codes[feature]]`, or the first for all where there are no
/// codes.
struct WordColumn {
  std::vector<std::string> words;
  std::span<const std::size_t> codes;
};

/// The number of the row, from 1.
struct RankColumn {};

/// A column whose values stay where they are.
struct ColumnView {
  std::string name;
  std::variant<std::span<const std::int64_t>, std::span<const double>, std::span<const std::string>, WordColumn,
               RankColumn>
      values;
  const std::vector<bool>* missing = nullptr;  ///< null or empty where nothing is missing
};

/// A table as it is to be written: it looks at features, shows them in an order of its own and copies none.
struct TableView {
  std::size_t size = 0;  ///< number of features
  const Geometries* geometries = nullptr;
  std::vector<ColumnView> columns;
  std::vector<std::uint32_t> order;         ///< feature of each row; empty where rows are the features as they stand
  std::span<const std::int64_t> keys = {};  ///< of each feature; empty where keys count the rows from 1

  bool has_geometry() const { return geometries->shape() != Shape::none; }
};

/// A column as it stands.
ColumnView view_of(const Column& column);
/// A layer as it stands.
TableView view_of(const Layer& layer);

}  // namespace gapmap
