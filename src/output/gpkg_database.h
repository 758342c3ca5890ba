// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/handle.h"

namespace gapmap::gpkg {

using Bytes = std::span<const std::byte>;

/// A prepared statement. Bound text and blobs must live until the next `run`.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql);

  void bind(int index, std::int64_t value);
  void bind(int index, double value);  ///< NaN and infinity become NULL
  void bind(int index, std::string_view value);
  void bind(int index, Bytes value);
  void bind_null(int index);

  /// Runs to the end and makes ready for the next values.
  void run();

  /// Binds all values from index 1 on, and runs.
  template <typename... Values>
  void run_with(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    run();
  }

 private:
  void check(int status) const;

  sqlite3* database_;
  Handle<sqlite3_stmt, sqlite3_finalize> statement_;
};

/// An SQLite file that is being made, by one writer and without a journal: a file that is thrown away on failure needs
/// none. Failures are Error{Fault::output}.
class Database {
 public:
  /// `file` exists, and is empty or a database.
  explicit Database(const std::filesystem::path& file);

  void run(const std::string& sql);
  /// The rows of a query as text; NULL is empty.
  std::vector<std::vector<std::string>> rows(const std::string& sql);
  Statement prepare(const std::string& sql) { return Statement(database_.get(), sql); }
  /// Puts everything on its way to the disk; the database is closed afterwards.
  void close();

 private:
  Handle<sqlite3, sqlite3_close> database_;
};

/// A name as SQL takes it: roads -> "roads".
std::string sql_name(std::string_view name);

/// A value as SQL takes it: roads -> 'roads'.
std::string sql_text(std::string_view value);

}  // namespace gapmap::gpkg
