// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"
#include "output/gpkg_blob.h"
#include "output/gpkg_rtree.h"
#include "output/sqlite_record.h"
#include "output/sqlite_table.h"
#include "output/table_view.h"

namespace gapmap::gpkg {

/// The rows of a table: a key, a geometry where it has such, and the columns.
class FeatureRows : public TableRows {
 public:
  /// Throws Error{Fault::output} where two features have one key. A table with keys needs no order: rows stand by key.
  FeatureRows(TableView table, std::int32_t srs_id, int jobs);

  std::size_t size() const override { return table_.size; }
  std::int64_t key(std::size_t row) const override {
    return table_.keys.empty() ? static_cast<std::int64_t>(row) + 1 : table_.keys[feature_at(row)];
  }
  std::size_t record_size(std::size_t row) const override;
  void write_record(std::size_t row, std::byte* into) const override;

  GeometryType type() const { return type_; }
  /// The features that have a place, with their boxes, by key.
  std::vector<IndexEntry> entries() const;

 private:
  RecordSize size_of(std::size_t row) const;
  std::size_t feature_at(std::size_t row) const { return table_.order.empty() ? row : table_.order[row]; }
  template <typename Record>
  void pass_columns(std::size_t row, Record& record) const;

  TableView table_;
  GeometryType type_;
  BlobEncoder encoder_;
  std::vector<Box> boxes_;            ///< of each feature; empty where it has no place
  std::vector<std::uint32_t> blobs_;  ///< bytes of each
};

}  // namespace gapmap::gpkg
