// SPDX-License-Identifier: MIT
#include "input/column_table.h"

#include <cmath>

namespace gapmap {
namespace {

struct Table : sqlite3_vtab {
  const ColumnTable* shown;
};

struct Cursor : sqlite3_vtab_cursor {
  std::size_t row = 0;
};

std::string quoted(const std::string& name) {
  std::string words = "\"";
  for (const char c : name) words += c == '"' ? std::string("\"\"") : std::string(1, c);
  return words + '"';
}

const char* affinity(const ColumnTable& shown, std::size_t column) {
  if (!shown.layer) return "";
  const auto& values = shown.layer->columns[column].values;
  return std::holds_alternative<Integers>(values)  ? " INTEGER"
         : std::holds_alternative<Numbers>(values) ? " REAL"
                                                   : " TEXT";
}

int connect(sqlite3* connection, void* shown, int, const char* const*, sqlite3_vtab** made, char**) {
  const auto& table = *static_cast<const ColumnTable*>(shown);
  std::string statement = "CREATE TABLE features(";
  for (std::size_t i = 0; i < table.names.size(); ++i)
    statement += (i ? ", " : "") + quoted(table.names[i]) + affinity(table, i);
  if (table.names.empty()) statement += "\"fid\" INTEGER";
  const int code = sqlite3_declare_vtab(connection, (statement + ")").c_str());
  if (code != SQLITE_OK) return code;
  auto* created = new Table;
  created->shown = &table;
  *made = created;
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<Table*>(table);
  return SQLITE_OK;
}

int best_index(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

int open(sqlite3_vtab*, sqlite3_vtab_cursor** made) {
  *made = new Cursor;
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete static_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  static_cast<Cursor*>(cursor)->row = 0;
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
  ++static_cast<Cursor*>(cursor)->row;
  return SQLITE_OK;
}

int at_end(sqlite3_vtab_cursor* cursor) {
  const Layer* layer = static_cast<Table*>(cursor->pVtab)->shown->layer;
  return !layer || static_cast<Cursor*>(cursor)->row >= layer->size();
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int index) {
  const Layer* layer = static_cast<Table*>(cursor->pVtab)->shown->layer;
  const std::size_t row = static_cast<Cursor*>(cursor)->row;
  if (layer->columns.empty()) return sqlite3_result_int64(context, layer->ids[row]), SQLITE_OK;
  const Column& values = layer->columns[static_cast<std::size_t>(index)];
  if (values.is_missing(row)) {
    sqlite3_result_null(context);
  } else if (const auto* integers = std::get_if<Integers>(&values.values)) {
    sqlite3_result_int64(context, (*integers)[row]);
  } else if (const auto* numbers = std::get_if<Numbers>(&values.values)) {
    sqlite3_result_double(context, (*numbers)[row]);
  } else {
    const std::string& words = std::get<Texts>(values.values)[row];
    sqlite3_result_text(context, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
  }
  return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* cursor, sqlite3_int64* id) {
  *id = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->row);
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module module{};
  module.xConnect = connect;  // no xCreate: the table exists by its module's name alone
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = at_end;
  module.xColumn = column;
  module.xRowid = row_id;
  return module;
}

}  // namespace

void register_column_table(sqlite3* connection, ColumnTable* shown) {
  static const sqlite3_module module = make_module();
  sqlite3_create_module(connection, "features", &module, shown);
}

}  // namespace gapmap
