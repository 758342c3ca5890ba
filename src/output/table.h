// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <map>
#include <string>

#include "geo/layer.h"

namespace gapmap {

/// Builds a layer row by row; columns come into being in the order of the first row, and each row must
/// give the same ones.
class TableBuilder {
 public:
  explicit TableBuilder(std::string name, Shape shape = Shape::none) {
    layer_.name = std::move(name);
    layer_.geometries = Geometries(shape);
  }

  void text(const std::string& column, std::string value) { values<Texts>(column).push_back(std::move(value)); }
  void integer(const std::string& column, std::int64_t value) { values<Integers>(column).push_back(value); }
  /// NaN is a missing value.
  void number(const std::string& column, double value) { values<Numbers>(column).push_back(value); }
  void missing_text(const std::string& column) {
    text(column, {});
    gaps_[column].push_back(layer_.ids.size());
  }
  void point(Point p) { layer_.geometries.add_point(p); }
  void no_geometry() { layer_.geometries.end_feature(); }
  void geometry(const Geometries& from, std::size_t feature) { layer_.geometries.add_feature(from, feature); }
  void end_row() { layer_.ids.push_back(static_cast<std::int64_t>(layer_.ids.size()) + 1); }

  Layer take() {
    for (const auto& [name, rows] : gaps_)
      for (const std::size_t row : rows) layer_.columns[places_[name]].set_missing(row);
    return std::move(layer_);
  }

 private:
  template <typename Values>
  Values& values(const std::string& column) {
    const auto [place, is_new] = places_.try_emplace(column, layer_.columns.size());
    if (is_new) layer_.columns.push_back({column, Values{}, {}});
    return std::get<Values>(layer_.columns[place->second].values);
  }

  Layer layer_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, std::vector<std::size_t>> gaps_;
};

}  // namespace gapmap
