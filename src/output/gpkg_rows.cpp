// SPDX-License-Identifier: MIT
#include "output/gpkg_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

std::vector<std::uint32_t> order_of(const std::vector<std::int64_t>& ids) {
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (ids[order[i - 1]] == ids[order[i]])
      throw Error(Fault::output, say("两个要素的编号都是 {}", "two features have the id {}", ids[order[i]]));
  return order;
}

// Values of every kind, to a RecordSize or a RecordWriter.
void pass(auto& record, std::int64_t value) { record.integer(value); }
void pass(auto& record, double value) { record.real(value); }
void pass(auto& record, const std::string& value) { record.text(value); }

}  // namespace

FeatureRows::FeatureRows(const Layer& layer, bool keep_ids, std::int32_t srs_id, int jobs)
    : layer_(layer), type_(type_of(layer.geometries)), encoder_(layer.geometries, type_, srs_id) {
  if (keep_ids) order_ = order_of(layer.ids);
  if (!layer.has_geometry()) return;
  boxes_.resize(layer.size());
  blobs_.resize(layer.size());
  for_each_chunk(layer.size(), rows_at_once, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      // A place that could not be carried into this system has no coordinates that a map could show.
      if (layer.geometries.is_null(i) || !is_finite(layer.geometries, i)) continue;
      boxes_[i] = layer.geometries.box(i);
      blobs_[i] = static_cast<std::uint32_t>(encoder_.size(i));
    }
  });
}

template <typename Record>
void FeatureRows::pass_columns(std::size_t feature, Record& record) const {
  for (const Column& column : layer_.columns) {
    if (column.is_missing(feature))
      record.null();
    else
      std::visit([&](const auto& values) { pass(record, values[feature]); }, column.values);
  }
}

std::size_t FeatureRows::record_size(std::size_t row) const { return size_of(feature_at(row)).total(); }

RecordSize FeatureRows::size_of(std::size_t feature) const {
  RecordSize record;
  record.null();  // the key stands in its place
  if (layer_.has_geometry()) {
    if (boxes_[feature].empty())
      record.null();
    else
      record.blob(blobs_[feature]);
  }
  pass_columns(feature, record);
  return record;
}

void FeatureRows::write_record(std::size_t row, std::byte* into) const {
  const std::size_t feature = feature_at(row);
  RecordWriter record(into, size_of(feature).header());
  record.null();
  if (layer_.has_geometry()) {
    if (boxes_[feature].empty())
      record.null();
    else
      encoder_.write(feature, boxes_[feature], record.blob(blobs_[feature]));
  }
  pass_columns(feature, record);
}

std::vector<IndexEntry> FeatureRows::entries() const {
  std::vector<IndexEntry> entries;
  entries.reserve(boxes_.size());
  for (std::size_t row = 0; row < boxes_.size(); ++row)
    if (const Box& box = boxes_[feature_at(row)]; !box.empty()) entries.push_back({key(row), box});
  return entries;
}

}  // namespace gapmap::gpkg
