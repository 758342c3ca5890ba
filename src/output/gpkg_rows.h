// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/layer.h"
#include "output/gpkg_blob.h"
#include "output/gpkg_rtree.h"
#include "output/sqlite_record.h"
#include "output/sqlite_table.h"

namespace gapmap::gpkg {

/// The rows of a layer: an id, a geometry where the layer has such, and the columns.
class FeatureRows : public TableRows {
 public:
  /// The layer's ids become the keys where `keep_ids`, else keys count from 1. Looks at the layer as long as it lives.
  /// Throws Error{Fault::output} where two features have one id.
  FeatureRows(const Layer& layer, bool keep_ids, std::int32_t srs_id, int jobs);

  std::size_t size() const override { return layer_.size(); }
  std::int64_t key(std::size_t row) const override {
    return order_.empty() ? static_cast<std::int64_t>(row) + 1 : layer_.ids[order_[row]];
  }
  std::size_t record_size(std::size_t row) const override;
  void write_record(std::size_t row, std::byte* into) const override;

  GeometryType type() const { return type_; }
  /// The features that have a place, with their boxes, by key.
  std::vector<IndexEntry> entries() const;

 private:
  RecordSize size_of(std::size_t feature) const;
  std::size_t feature_at(std::size_t row) const { return order_.empty() ? row : order_[row]; }
  template <typename Record>
  void pass_columns(std::size_t feature, Record& record) const;

  const Layer& layer_;
  GeometryType type_;
  BlobEncoder encoder_;
  std::vector<std::uint32_t> order_;  ///< of the features by id; empty where they stand in that order
  std::vector<Box> boxes_;            ///< of each feature; empty where it has no place
  std::vector<std::uint32_t> blobs_;  ///< bytes of each
};

}  // namespace gapmap::gpkg
