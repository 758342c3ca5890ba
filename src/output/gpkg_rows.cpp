// SPDX-License-Identifier: MIT
#include "output/gpkg_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "output/sqlite_record.h"

namespace gapmap::gpkg {

namespace {

constexpr std::size_t rows_at_once = 4096;

bool is_finite(const Geometries& geometries, std::size_t feature) {
  for (std::size_t part = 0; part < geometries.parts_of(feature); ++part)
    for (const Point& point : geometries.part(feature, part))
      if (!std::isfinite(point.x) || !std::isfinite(point.y)) return false;
  return true;
}

std::vector<std::uint32_t> order_of(std::span<const std::int64_t> keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (keys[order[i - 1]] == keys[order[i]])
      throw Error(Fault::output, say("两个要素的编号都是 {}", "two features have the id {}", keys[order[i]]));
  return order;
}

// Values of every kind, to a RecordSize or a RecordWriter.
void pass(auto& record, std::int64_t value) { record.integer(value); }
void pass(auto& record, double value) { record.real(value); }
void pass(auto& record, const std::string& value) { record.text(value); }

}  // namespace

FeatureRows::FeatureRows(TableView table, std::int32_t srs_id, int jobs)
    : table_(std::move(table)), type_(type_of(*table_.geometries)), encoder_(*table_.geometries, type_, srs_id) {
  if (!table_.keys.empty()) table_.order = order_of(table_.keys);
  if (!table_.has_geometry()) return;
  boxes_.resize(table_.size);
  blobs_.resize(table_.size);
  const Geometries& geometries = *table_.geometries;
  for_each_chunk(table_.size, rows_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      // A place that could not be carried into this system has no coordinates that a map could show.
      if (geometries.is_null(i) || !is_finite(geometries, i)) continue;
      boxes_[i] = geometries.box(i);
      blobs_[i] = static_cast<std::uint32_t>(encoder_.size(i));
    }
  });
}

template <typename Record>
void FeatureRows::pass_columns(std::size_t row, Record& record) const {
  const std::size_t feature = feature_at(row);
  for (const ColumnView& column : table_.columns) {
    if (column.missing && !column.missing->empty() && (*column.missing)[feature]) {
      record.null();
      continue;
    }
    std::visit(
        [&](const auto& values) {
          using Values = std::decay_t<decltype(values)>;
          if constexpr (std::is_same_v<Values, WordColumn>)
            record.text(values.words[values.codes.empty() ? 0 : values.codes[feature]]);
          else if constexpr (std::is_same_v<Values, RankColumn>)
            record.integer(static_cast<std::int64_t>(row) + 1);
          else
            pass(record, values[feature]);
        },
        column.values);
  }
}

std::size_t FeatureRows::record_size(std::size_t row) const { return size_of(row).total(); }

RecordSize FeatureRows::size_of(std::size_t row) const {
  RecordSize record;
  record.null();  // the key stands in its place
  if (table_.has_geometry()) {
    if (const std::size_t feature = feature_at(row); boxes_[feature].empty())
      record.null();
    else
      record.blob(blobs_[feature]);
  }
  pass_columns(row, record);
  return record;
}

void FeatureRows::write_record(std::size_t row, std::byte* into) const {
  RecordWriter record(into, size_of(row).header());
  record.null();
  if (table_.has_geometry()) {
    if (const std::size_t feature = feature_at(row); boxes_[feature].empty())
      record.null();
    else
      encoder_.write(feature, boxes_[feature], record.blob(blobs_[feature]));
  }
  pass_columns(row, record);
}

std::vector<IndexEntry> FeatureRows::entries() const {
  std::vector<IndexEntry> entries;
  entries.reserve(boxes_.size());
  for (std::size_t row = 0; row < boxes_.size(); ++row)
    if (const Box& box = boxes_[feature_at(row)]; !box.empty()) entries.push_back({key(row), box});
  return entries;
}

}  // namespace gapmap::gpkg
