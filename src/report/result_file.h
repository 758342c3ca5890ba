// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/handle.h"
#include "geo/layer.h"

namespace gapmap {

/// A result file that is read and never written: no journal, no lock and no file beside it is made.
class ResultFile {
 public:
  /// Throws Error{Fault::input} where the file is missing or is not a GeoPackage.
  explicit ResultFile(const std::filesystem::path& path);

  struct Table {
    std::string name;
    std::string title;  ///< gpkg_contents.identifier
    Shape shape = Shape::none;
  };
  /// The tables that hold features or attributes, by name. Those of QGIS and of GeoPackage are left out.
  const std::vector<Table>& tables() const { return tables_; }
  bool has(const std::string& table) const;
  /// The tables whose name begins with `prefix`.
  std::vector<Table> tables_like(std::string_view prefix) const;

  /// A whole table in the order of its ids; every column that holds numbers or text, as the file has it, so
  /// that tables with more or fewer columns than this version writes can be read. An empty layer where the
  /// file has no such table. Throws Error{Fault::input} where the file is damaged.
  Layer read(const std::string& table) const;

  const std::filesystem::path& path() const { return path_; }
  /// "EPSG:4547" of the features, or the system's name; empty where the file has no features.
  const std::string& crs() const { return crs_; }

 private:
  [[noreturn]] void fail() const;
  Handle<sqlite3_stmt, sqlite3_finalize> prepare(const std::string& sql) const;

  std::filesystem::path path_;
  Handle<sqlite3, sqlite3_close> database_;
  std::vector<Table> tables_;
  std::string crs_;
};

}  // namespace gapmap
