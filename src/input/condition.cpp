// SPDX-License-Identifier: MIT
#include "input/condition.h"

#include <algorithm>
#include <set>

#include <sqlite3.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/handle.h"
#include "input/column_table.h"

namespace gapmap {
namespace {

using Connection = Handle<sqlite3, sqlite3_close_v2>;
using Statement = Handle<sqlite3_stmt, sqlite3_finalize>;

/// Whether no bracket closes what the condition did not open, so that brackets around it hold it together.
bool is_balanced(std::string_view condition) {
  int depth = 0;
  for (std::size_t i = 0; i < condition.size(); ++i) {
    const char c = condition[i];
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
      i = condition.find(c == '[' ? ']' : c, i + 1);
      if (i == std::string_view::npos) return false;
    } else if (condition.substr(i, 2) == "--" || condition.substr(i, 2) == "/*") {
      return false;  // a comment could swallow the closing bracket
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth < 0) {
      return false;
    }
  }
  return depth == 0;
}

/// A condition may read columns and call functions; `columns` collects what it reads.
int allow_looking(void* columns, int action, const char* table, const char* column, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT: return SQLITE_OK;
    case SQLITE_FUNCTION: return std::string_view(column) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_READ:
      if (std::string_view(table) != "features") return SQLITE_DENY;
      static_cast<std::set<std::string>*>(columns)->insert(column);
      return SQLITE_OK;
    default: return SQLITE_DENY;
  }
}

}  // namespace

// Steps of SQLite's machine: a plain condition takes some ten a row, one that joins the layer with itself a row's worth
// for each row.
constexpr std::size_t steps_at_once = 100'000, free_steps = 100'000'000, steps_a_row = 2'000;

/// Stops a statement that was asked to, or that goes on and on.
struct Patience {
  std::size_t left = 0;
  bool is_over = false;

  static int look(void* self) {
    Patience& patience = *static_cast<Patience*>(self);
    patience.is_over = patience.left < steps_at_once;
    patience.left -= patience.is_over ? 0 : steps_at_once;
    return patience.is_over || is_cancelled();
  }
};

struct Conditions::Database {
  ColumnTable shown;
  std::set<std::string> read;
  Patience patience;
  Connection connection;

  void open(const std::vector<std::string>& names, const Layer* layer) {
    connection.reset();
    shown = {names, layer};
    sqlite3* opened = nullptr;
    sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX, nullptr);
    connection.reset(opened);
    sqlite3_limit(opened, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(opened, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, 16 << 20);
    sqlite3_limit(opened, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500);
    patience = {free_steps + steps_a_row * (layer ? layer->size() : 0)};
    sqlite3_progress_handler(opened, static_cast<int>(steps_at_once), Patience::look, &patience);
    // "name" must mean a column; by default SQLite reads an unknown one as text, and the filter fails silently.
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    register_column_table(opened, &shown);
    // The table comes into being with its first use, which the guard below would forbid.
    sqlite3_exec(opened, "SELECT 1 FROM features LIMIT 0", nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(opened, allow_looking, &read);
  }

  Statement prepare(const std::string& condition, const std::string& place) {
    read.clear();
    if (!is_balanced(condition)) refuse(condition, place, "unbalanced brackets or quotes, or a comment");
    const std::string query = "SELECT rowid FROM features WHERE (" + condition + ")";
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(connection.get(), query.c_str(), -1, &statement, &rest);
    Statement made(statement);
    const std::string fault = code == SQLITE_OK ? "" : sqlite3_errmsg(connection.get());
    if (code != SQLITE_OK || !made || !trimmed(rest).empty()) refuse(condition, place, fault);
    return made;
  }

  [[noreturn]] void refuse(const std::string& written, const std::string& place, const std::string& fault) const {
    stop_if_cancelled();
    const std::string condition = printable(shorten(written, 200));
    if (patience.is_over)
      throw Error(Fault::plan, say("{}：条件“{}”算不完", "{}: the condition \"{}\" takes too long", place, condition),
                  {"不要让图层与自身连接", "do not join the layer with itself"});
    constexpr std::string_view unknown = "no such column: ";
    if (fault.starts_with(unknown)) {
      const std::string name = fault.substr(unknown.size());
      const std::string meant = nearest_word(name, shown.names);
      const std::string fields = printable(join(shown.names, ", "));
      throw Error(Fault::plan,
                  say("{}：条件“{}”用到不存在的字段“{}”", "{}: the condition \"{}\" uses the unknown field \"{}\"",
                      place, condition, printable(shorten(name, 200))),
                  meant.empty()
                      ? say("可用字段：{}", "fields: {}", fields)
                      : say("是否指“{}”？可用字段：{}", "did you mean \"{}\"? fields: {}", printable(meant), fields));
    }
    throw Error(Fault::plan,
                say("{}：条件“{}”不是有效的 SQL 条件：{}", "{}: the condition \"{}\" is not a valid SQL condition: {}",
                    place, condition, printable(fault)),
                {"写法同 SQL 的 WHERE，例如 kind = 'park' AND area > 5000",
                 "write it like an SQL WHERE, such as kind = 'park' AND area > 5000"});
  }
};

Conditions::Conditions() : database_(std::make_unique<Database>()) {}
Conditions::~Conditions() = default;

std::vector<std::string> Conditions::columns_of(const std::string& condition, const std::vector<std::string>& available,
                                                const std::string& place) {
  database_->open(available, nullptr);
  database_->prepare(condition, place);
  std::vector<std::string> used;
  for (const std::string& name : available)
    if (database_->read.contains(name)) used.push_back(name);
  return used;
}

std::vector<std::uint32_t> Conditions::rows(const std::string& condition, const Layer& layer,
                                            const std::string& place) {
  std::vector<std::string> names;
  for (const Column& column : layer.columns) names.push_back(column.name);
  database_->open(names, &layer);
  const Statement statement = database_->prepare(condition, place);
  std::vector<std::uint32_t> rows;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
    rows.push_back(static_cast<std::uint32_t>(sqlite3_column_int64(statement.get(), 0)));
  if (code != SQLITE_DONE) database_->refuse(condition, place, sqlite3_errmsg(database_->connection.get()));
  return rows;
}

}  // namespace gapmap
