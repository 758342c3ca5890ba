// SPDX-License-Identifier: MIT
#include "geo/layer.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace gapmap {
namespace {

double parse_number(std::string_view words) {
  words = trimmed(words);
  if (!words.empty() && words.front() == '+') words.remove_prefix(1);
  double value = 0;
  const auto [end, fault] = std::from_chars(words.data(), words.data() + words.size(), value);
  const bool whole = fault == std::errc() && end == words.data() + words.size() && !words.empty();
  return whole ? value : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double Column::number(std::size_t row) const {
  if (is_missing(row)) return std::numeric_limits<double>::quiet_NaN();
  if (const auto* integers = std::get_if<Integers>(&values)) return static_cast<double>((*integers)[row]);
  if (const auto* numbers = std::get_if<Numbers>(&values)) return (*numbers)[row];
  return parse_number(std::get<Texts>(values)[row]);
}

std::string Column::text(std::size_t row) const {
  if (is_missing(row)) return {};
  if (const auto* integers = std::get_if<Integers>(&values)) return std::to_string((*integers)[row]);
  if (const auto* numbers = std::get_if<Numbers>(&values)) return exact((*numbers)[row]);
  return std::get<Texts>(values)[row];
}

void Column::set_missing(std::size_t row) {
  if (missing.empty()) missing.resize(size(), false);
  missing[row] = true;
}

const Column* Layer::find(std::string_view column) const {
  for (const Column& candidate : columns)
    if (candidate.name == column) return &candidate;
  return nullptr;
}

Column select(const Column& column, const std::vector<std::uint32_t>& rows) {
  Column picked;
  picked.name = column.name;
  std::visit(
      [&](const auto& all) {
        std::decay_t<decltype(all)> some;
        some.reserve(rows.size());
        for (const std::uint32_t row : rows) some.push_back(all[row]);
        picked.values = std::move(some);
      },
      column.values);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (column.is_missing(rows[i])) picked.set_missing(i);
  return picked;
}

Layer select(const Layer& layer, const std::vector<std::uint32_t>& rows) {
  Layer chosen;
  chosen.name = layer.name;
  chosen.geometries = Geometries(layer.geometries.shape());
  chosen.ids.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    chosen.ids.push_back(layer.ids[row]);
    if (layer.has_geometry()) chosen.geometries.add_feature(layer.geometries, row);
  }
  for (const Column& column : layer.columns) chosen.columns.push_back(select(column, rows));
  return chosen;
}

}  // namespace gapmap
