// SPDX-License-Identifier: MIT
#include "report/result_file.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "base/error.h"
#include "output/gpkg_database.h"
#include "report/gpkg_geometry.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

/// A path inside a URI: what a URI would read as its own is escaped.
std::string escaped(const std::string& path) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri;
  for (const char letter : path) {
    if (letter != '%' && letter != '?' && letter != '#') {
      uri += letter;
      continue;
    }
    const auto code = static_cast<unsigned char>(letter);
    uri += {'%', digits[code >> 4], digits[code & 15]};
  }
  return uri;
}

/// The text; where somebody stored other bytes under that name, with their codes in place of them.
std::string text_at(sqlite3_stmt* statement, int column) {
  const auto* const start = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  if (!start) return {};
  const std::string words(start, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
  return is_utf8(words) ? words : printable(words);
}

/// How SQLite understands a declared type, as far as a layer's columns tell kinds apart.
Column column_of(const std::string& name, const std::string& declared) {
  const std::string type = lower(declared);
  const auto has = [&](std::string_view word) { return type.find(word) != std::string::npos; };
  Column column;
  column.name = name;
  if (has("int") || has("bool"))
    column.values = Integers{};
  else if (has("real") || has("doub") || has("floa") || has("num") || has("dec"))
    column.values = Numbers{};
  else
    column.values = Texts{};
  return column;
}

void append(Column& column, sqlite3_stmt* statement, int index) {
  if (auto* integers = std::get_if<Integers>(&column.values))
    integers->push_back(sqlite3_column_int64(statement, index));
  else if (auto* numbers = std::get_if<Numbers>(&column.values))
    numbers->push_back(sqlite3_column_double(statement, index));
  else
    std::get<Texts>(column.values).push_back(text_at(statement, index));
  column.missing.push_back(sqlite3_column_type(statement, index) == SQLITE_NULL);
}

}  // namespace

void ResultFile::fail() const {
  throw Error(
      Fault::input,
      say("{} 读不出来：{}", "{} cannot be read: {}", printable(path_.string()),
          database_ ? sqlite3_errmsg(database_.get()) : "out of memory"),
      {"文件可能已损坏；请用 gapmap check 重新生成", "the file may be damaged; make it again with gapmap check"});
}

Handle<sqlite3_stmt, sqlite3_finalize> ResultFile::prepare(const std::string& sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) fail();
  return Handle<sqlite3_stmt, sqlite3_finalize>(statement);
}

ResultFile::ResultFile(const fs::path& path) : path_(path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    throw Error(Fault::input, say("没有结果文件 {}", "there is no result file {}", printable(path.string())),
                {"先用 gapmap check 方案 -o 结果.gpkg 生成", "make it first: gapmap check PLAN -o RESULT.gpkg"});
  // Immutable, nothing is written beside the file; but what another program left in a write-ahead log counts.
  const fs::path log = path.string() + "-wal";
  const bool has_log = fs::exists(log, ignored) && fs::file_size(log, ignored) > 0;
  const std::string uri = "file:" + escaped(fs::absolute(path).string()) + (has_log ? "?mode=ro" : "?immutable=1");
  sqlite3* database = nullptr;
  const int status = sqlite3_open_v2(uri.c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  database_.reset(database);
  if (status != SQLITE_OK) fail();
  if (sqlite3_exec(database, "SELECT 1 FROM gpkg_contents", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw Error(Fault::input, say("{} 不是 GeoPackage", "{} is not a GeoPackage", printable(path.string())),
                {"请给出 gapmap check 写出的结果文件", "give the result file that gapmap check wrote"});
  const auto contents = prepare(
      "SELECT c.table_name, c.identifier, g.geometry_type_name, "
      "CASE WHEN s.organization = 'EPSG' THEN 'EPSG:' || s.organization_coordsys_id ELSE s.srs_name END "
      "FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
      "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
      "WHERE c.data_type IN ('features', 'attributes') AND c.table_name <> 'layer_styles' "
      // A view may go on without end; a result has none.
      "AND c.table_name IN (SELECT name FROM sqlite_master WHERE type = 'table') ORDER BY c.table_name");
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(contents.get())) == SQLITE_ROW) {
    tables_.push_back(
        {text_at(contents.get(), 0), text_at(contents.get(), 1), shape_of_type_name(text_at(contents.get(), 2))});
    if (crs_.empty()) crs_ = text_at(contents.get(), 3);
  }
  if (step != SQLITE_DONE) fail();
}

bool ResultFile::has(const std::string& table) const {
  return std::any_of(tables_.begin(), tables_.end(), [&](const Table& one) { return one.name == table; });
}

std::vector<ResultFile::Table> ResultFile::tables_like(std::string_view prefix) const {
  std::vector<Table> found;
  for (const Table& table : tables_)
    if (table.name.starts_with(prefix)) found.push_back(table);
  return found;
}

Layer ResultFile::read(const std::string& table) const {
  Layer layer;
  layer.name = table;
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const Table& one) { return one.name == table; });
  if (found == tables_.end()) return layer;
  layer.geometries = Geometries(found->shape);

  std::string key, geometry, columns;
  const auto info = prepare("SELECT name, type, pk FROM pragma_table_info(" + gpkg::sql_text(table) + ") ORDER BY cid");
  while (sqlite3_step(info.get()) == SQLITE_ROW) {
    const std::string name = text_at(info.get(), 0), type = text_at(info.get(), 1);
    if (sqlite3_column_int(info.get(), 2) == 1 && key.empty()) {
      key = name;
    } else if (found->shape != Shape::none && shape_of_type_name(type) != Shape::none) {
      geometry = name;
    } else if (lower(type) != "blob") {
      layer.columns.push_back(column_of(name, type));
      columns += ", " + gpkg::sql_name(name);
    }
  }
  if (key.empty()) key = "rowid";
  const auto rows = prepare("SELECT " + (key == "rowid" ? key : gpkg::sql_name(key)) + ", " +
                            (geometry.empty() ? "NULL" : gpkg::sql_name(geometry)) + columns + " FROM " +
                            gpkg::sql_name(table) + " ORDER BY 1");
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(rows.get())) == SQLITE_ROW) {
    layer.ids.push_back(sqlite3_column_int64(rows.get(), 0));
    if (layer.has_geometry()) {
      const void* const blob = sqlite3_column_blob(rows.get(), 1);
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(rows.get(), 1));
      add_gpkg_feature({static_cast<const std::byte*>(blob), blob ? size : 0}, layer.geometries);
    }
    for (std::size_t i = 0; i < layer.columns.size(); ++i)
      append(layer.columns[i], rows.get(), static_cast<int>(i) + 2);
  }
  if (step != SQLITE_DONE) fail();
  return layer;
}

}  // namespace gapmap
