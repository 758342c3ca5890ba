// SPDX-License-Identifier: MIT
#include "input/gpkg_scan.h"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include <sqlite3.h>

#include "base/cancel.h"
#include "base/handle.h"
#include "base/text.h"

namespace gapmap {
namespace {

using Rows = Handle<sqlite3_stmt, sqlite3_finalize>;

/// An ordinary local database whose every change stands in the file itself.
bool is_plain_file(const std::string& path) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) return false;
  for (const char* const journal : {"-journal", "-wal"})
    if (std::filesystem::exists(path + journal, fault)) return false;
  char header[20] = {};
  std::ifstream stream(path, std::ios::binary);
  if (!stream.read(header, sizeof header)) return false;
  // Bytes 18 and 19: 2 means that a write-ahead log is kept.
  return std::memcmp(header, "SQLite format 3", 16) == 0 && header[18] == 1 && header[19] == 1;
}

std::string sql_quoted(std::string_view name) {
  std::string words = "\"";
  for (const char c : name) words += c == '"' ? std::string("\"\"") : std::string(1, c);
  return words + '"';
}

Rows prepare(sqlite3* connection, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(connection, sql.c_str(), -1, &statement, nullptr);
  return Rows(statement);
}

bool is_table(sqlite3* connection, const std::string& name) {
  const Rows rows = prepare(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  return rows && sqlite3_bind_text(rows.get(), 1, name.c_str(), -1, SQLITE_STATIC) == SQLITE_OK &&
         sqlite3_step(rows.get()) == SQLITE_ROW;
}

/// Whether an integer is one that OGR would hand on unchanged.
bool fits(const OGRFieldDefn& field, sqlite3_int64 value) {
  if (field.GetType() == OFTInteger64) return true;
  if (field.GetSubType() == OFSTBoolean) return value == 0 || value == 1;
  if (field.GetSubType() == OFSTInt16)
    return value >= std::numeric_limits<std::int16_t>::min() && value <= std::numeric_limits<std::int16_t>::max();
  return value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
}

bool is_known(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64: return true;
    case OFTReal: return field.GetSubType() == OFSTNone;
    case OFTString: return field.GetSubType() == OFSTNone;
    default: return false;
  }
}

bool add_value(sqlite3_stmt* row, int place, const OGRFieldDefn& field, Column& column) {
  const int type = sqlite3_column_type(row, place);
  const bool is_missing = type == SQLITE_NULL;
  if (auto* integers = std::get_if<Integers>(&column.values)) {
    const sqlite3_int64 value = is_missing ? 0 : sqlite3_column_int64(row, place);
    if (!is_missing && (type != SQLITE_INTEGER || !fits(field, value))) return false;
    integers->push_back(value);
  } else if (auto* numbers = std::get_if<Numbers>(&column.values)) {
    if (!is_missing && type != SQLITE_FLOAT && type != SQLITE_INTEGER) return false;
    numbers->push_back(is_missing ? 0 : sqlite3_column_double(row, place));
  } else if (is_missing) {
    std::get<Texts>(column.values).emplace_back();
  } else {
    if (type != SQLITE_TEXT) return false;
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(row, place));
    const std::string_view words(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, place)));
    if (words.find('\0') != std::string_view::npos || !is_utf8(words)) return false;
    std::get<Texts>(column.values).emplace_back(words);
  }
  if (!column.missing.empty())
    column.missing.push_back(is_missing);
  else if (is_missing)
    column.set_missing(column.size() - 1);
  return true;
}

/// The well-known binary behind a GeoPackage header; empty where the header is not an ordinary one.
std::span<const unsigned char> wkb_in(std::span<const unsigned char> blob) {
  constexpr std::size_t fixed = 8;
  constexpr std::size_t envelopes[] = {0, 32, 48, 48, 64};
  if (blob.size() < fixed || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0) return {};
  const unsigned flags = blob[3], envelope = (flags >> 1) & 7;
  const bool is_odd = (flags & 0x30) != 0 || envelope > 4;  // extended or empty
  if (is_odd || blob.size() < fixed + envelopes[envelope]) return {};
  return blob.subspan(fixed + envelopes[envelope]);
}

bool add_geometry(sqlite3_stmt* row, int place, GpkgScan& scan) {
  if (sqlite3_column_type(row, place) == SQLITE_NULL) {
    scan.intake.add(nullptr, scan.ids.back(), {});
    return true;
  }
  if (sqlite3_column_type(row, place) != SQLITE_BLOB) return false;
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(row, place));
  return scan.intake.add_wkb(wkb_in({bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, place))}));
}

}  // namespace

std::optional<GpkgScan> scan_geopackage(GDALDataset& dataset, OGRLayer& layer, std::vector<Column> columns,
                                        const std::vector<int>& fields, bool takes_geometry) {
  const std::string path = dataset.GetDescription(), table = layer.GetName(), id = layer.GetFIDColumn();
  const std::string geometry = layer.GetGeometryColumn();
  if (id.empty() || (takes_geometry && geometry.empty()) || !is_plain_file(path)) return std::nullopt;
  std::string sql = "SELECT " + sql_quoted(id);
  if (takes_geometry) sql += ", " + sql_quoted(geometry);
  std::vector<const OGRFieldDefn*> definitions;
  for (const int field : fields) {
    definitions.push_back(layer.GetLayerDefn()->GetFieldDefn(field));
    if (!is_known(*definitions.back())) return std::nullopt;
    sql += ", " + sql_quoted(definitions.back()->GetNameRef());
  }
  auto* const opened = static_cast<sqlite3*>(dataset.GetInternalHandle("SQLITE_HANDLE"));
  if (!opened || !is_table(opened, table)) return std::nullopt;
  const Rows rows = prepare(opened, sql + " FROM " + sql_quoted(table));
  if (!rows) return std::nullopt;

  GpkgScan scan;
  scan.columns = std::move(columns);
  const int first = takes_geometry ? 2 : 1;
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(rows.get())) == SQLITE_ROW) {
    stop_if_cancelled();
    if (sqlite3_column_type(rows.get(), 0) != SQLITE_INTEGER) return std::nullopt;
    scan.ids.push_back(sqlite3_column_int64(rows.get(), 0));
    if (takes_geometry && !add_geometry(rows.get(), 1, scan)) return std::nullopt;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (!add_value(rows.get(), first + static_cast<int>(i), *definitions[i], scan.columns[i])) return std::nullopt;
  }
  if (step != SQLITE_DONE) return std::nullopt;
  return scan;
}

}  // namespace gapmap
