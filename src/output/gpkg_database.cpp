// SPDX-License-Identifier: MIT
#include "output/gpkg_database.h"

#include <cmath>

#include "base/error.h"

namespace gapmap::gpkg {

namespace {

[[noreturn]] void fail(sqlite3* database, int status) {
  const std::string reason = database ? sqlite3_errmsg(database) : sqlite3_errstr(status);
  switch (status & 0xff) {
    case SQLITE_FULL:
      throw Error(
          Fault::output, {"磁盘已满，结果文件没有写完", "the disk is full: the result file could not be finished"},
          {"请腾出空间后重新运行，原有文件未改动", "free some space and run again; existing files are unchanged"});
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
      throw Error(Fault::output,
                  say("写结果文件时磁盘出错：{}", "the disk failed while writing the result file: {}", reason),
                  {"请检查剩余空间和写入权限，原有文件未改动",
                   "check free space and permissions; existing files are unchanged"});
    case SQLITE_TOOBIG:
      throw Error(Fault::output, {"有一个要素超过 1 GB，GeoPackage 存不下",
                                  "a feature is larger than the 1 GB that a GeoPackage can hold"});
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(Fault::input, say("结果文件已损坏：{}", "the result file is damaged: {}", printable(reason)),
                  {"请用 gapmap check 重新生成", "make it again with gapmap check"});
    default: throw Error(Fault::output, say("无法写结果文件：{}", "the result file cannot be written: {}", reason));
  }
}

std::string doubled(std::string_view words, char mark) {
  std::string result(1, mark);
  for (const char letter : words) {
    if (letter == mark) result += mark;
    result += letter;
  }
  return result + mark;
}

}  // namespace

std::string sql_name(std::string_view name) { return doubled(name, '"'); }
std::string sql_text(std::string_view value) { return doubled(value, '\''); }

Statement::Statement(sqlite3* database, const std::string& sql) : database_(database) {
  sqlite3_stmt* statement = nullptr;
  check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr));
  statement_.reset(statement);
}

void Statement::check(int status) const {
  if (status != SQLITE_OK) fail(database_, status);
}

void Statement::bind(int index, std::int64_t value) { check(sqlite3_bind_int64(statement_.get(), index, value)); }

void Statement::bind(int index, double value) {
  if (!std::isfinite(value)) return bind_null(index);
  check(sqlite3_bind_double(statement_.get(), index, value));
}

void Statement::bind(int index, std::string_view value) {
  // A null pointer would be stored as NULL: an empty view may carry one.
  const char* const start = value.empty() ? "" : value.data();
  check(sqlite3_bind_text64(statement_.get(), index, start, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int index, Bytes value) {
  check(sqlite3_bind_blob64(statement_.get(), index, value.data(), value.size(), SQLITE_STATIC));
}

void Statement::bind_null(int index) { check(sqlite3_bind_null(statement_.get(), index)); }

void Statement::run() {
  int status = SQLITE_ROW;
  while (status == SQLITE_ROW) status = sqlite3_step(statement_.get());
  if (status != SQLITE_DONE) fail(database_, status);
  check(sqlite3_reset(statement_.get()));
}

Database::Database(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  const int status = sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (status != SQLITE_OK) fail(database, status);
  run("PRAGMA locking_mode = EXCLUSIVE");
  run("PRAGMA journal_mode = OFF");
  run("PRAGMA synchronous = OFF");
  run("PRAGMA cache_size = -65536");
}

void Database::run(const std::string& sql) {
  const int status = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) fail(database_.get(), status);
}

std::vector<std::vector<std::string>> Database::rows(const std::string& sql) {
  std::vector<std::vector<std::string>> all;
  const auto add = [](void* target, int count, char** values, char**) {
    auto& row = static_cast<std::vector<std::vector<std::string>>*>(target)->emplace_back();
    for (int i = 0; i < count; ++i) row.emplace_back(values[i] ? values[i] : "");
    return 0;
  };
  const int status = sqlite3_exec(database_.get(), sql.c_str(), add, &all, nullptr);
  if (status != SQLITE_OK) fail(database_.get(), status);
  return all;
}

void Database::close() {
  const int status = sqlite3_close(database_.get());
  if (status != SQLITE_OK) fail(database_.get(), status);
  static_cast<void>(database_.release());
}

}  // namespace gapmap::gpkg
