// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <map>
#include <string>

#include "geo/layer.h"

namespace gapmap {

enum class FieldKind { text, integer, number };

struct FieldSpec {
  std::string name;
  FieldKind kind;
};

inline FieldSpec text_field(std::string name) { return {std::move(name), FieldKind::text}; }
inline FieldSpec integer_field(std::string name) { return {std::move(name), FieldKind::integer}; }
inline FieldSpec number_field(std::string name) { return {std::move(name), FieldKind::number}; }

/// Builds a layer row by row. All columns are declared first, so that a table without rows has them too;
/// each row must give every one of them.
class TableBuilder {
 public:
  TableBuilder(std::string name, Shape shape, const std::vector<FieldSpec>& fields) {
    layer_.name = std::move(name);
    layer_.geometries = Geometries(shape);
    for (const FieldSpec& field : fields) {
      places_[field.name] = layer_.columns.size();
      Column& column = layer_.columns.emplace_back();
      column.name = field.name;
      if (field.kind == FieldKind::text)
        column.values = Texts{};
      else if (field.kind == FieldKind::integer)
        column.values = Integers{};
      else
        column.values = Numbers{};
    }
  }

  void text(const std::string& column, std::string value) { values<Texts>(column).push_back(std::move(value)); }
  void integer(const std::string& column, std::int64_t value) { values<Integers>(column).push_back(value); }
  /// NaN is a missing value.
  void number(const std::string& column, double value) { values<Numbers>(column).push_back(value); }
  void missing_text(const std::string& column) {
    text(column, {});
    gaps_[column].push_back(layer_.ids.size());
  }
  void missing_integer(const std::string& column) {
    integer(column, 0);
    gaps_[column].push_back(layer_.ids.size());
  }
  void point(Point p) { layer_.geometries.add_point(p); }
  void no_geometry() { layer_.geometries.end_feature(); }
  void geometry(const Geometries& from, std::size_t feature) { layer_.geometries.add_feature(from, feature); }
  void end_row() { layer_.ids.push_back(static_cast<std::int64_t>(layer_.ids.size()) + 1); }

  Layer take() {
    for (const auto& [name, rows] : gaps_)
      for (const std::size_t row : rows) layer_.columns[places_.at(name)].set_missing(row);
    return std::move(layer_);
  }

 private:
  template <typename Values>
  Values& values(const std::string& column) {
    return std::get<Values>(layer_.columns[places_.at(column)].values);
  }

  Layer layer_;
  std::map<std::string, std::size_t> places_;
  std::map<std::string, std::vector<std::size_t>> gaps_;
};

}  // namespace gapmap
