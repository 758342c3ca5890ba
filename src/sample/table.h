// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "geo/layer.h"

namespace gapmap::sample {

/// Builds a layer row by row: geometry into `layer.geometries`, one value for each column, then `end_row`.
class Table {
 public:
  Table(std::string name, Shape shape) {
    layer_.name = std::move(name);
    layer_.geometries = Geometries(shape);
  }

  template <typename Values>
  Table& column(std::string name) {
    layer_.columns.push_back({std::move(name), Values{}, {}});
    return *this;
  }

  Geometries& geometries() { return layer_.geometries; }
  std::size_t size() const { return layer_.ids.size(); }

  /// One value for each column, in the order of the columns.
  template <typename... Values>
  void row(Values&&... values) {
    std::size_t index = 0;
    (put(index++, std::forward<Values>(values)), ...);
    for (Column& column : layer_.columns)
      if (!column.missing.empty()) column.missing.resize(column.size());
    layer_.ids.push_back(static_cast<std::int64_t>(layer_.ids.size() + 1));
  }

  Layer take() { return std::move(layer_); }

 private:
  void put(std::size_t index, std::string text) {
    std::get<Texts>(layer_.columns[index].values).push_back(std::move(text));
  }
  void put(std::size_t index, const char* text) { put(index, std::string(text)); }
  void put(std::size_t index, double number) { std::get<Numbers>(layer_.columns[index].values).push_back(number); }
  void put(std::size_t index, std::int64_t number) {
    std::get<Integers>(layer_.columns[index].values).push_back(number);
  }
  void put(std::size_t index, int number) { put(index, std::int64_t{number}); }
  void put(std::size_t index, bool yes) { put(index, std::int64_t{yes ? 1 : 0}); }
  void put(std::size_t index, std::nullopt_t) {
    Column& column = layer_.columns[index];
    std::visit([](auto& values) { values.emplace_back(); }, column.values);
    if (!column.missing.empty()) column.missing.resize(column.size());
    column.set_missing(column.size() - 1);
  }
  template <typename Value>
  void put(std::size_t index, const std::optional<Value>& value) {
    value ? put(index, *value) : put(index, std::nullopt);
  }

  Layer layer_;
};

}  // namespace gapmap::sample
