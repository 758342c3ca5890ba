// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "output/sqlite_pages.h"

namespace gapmap::gpkg {

/// The rows of a table as SQLite stores them (see sqlite_record.h), by ascending key. May be asked from several
/// threads.
class TableRows {
 public:
  virtual ~TableRows() = default;
  virtual std::size_t size() const = 0;
  virtual std::int64_t key(std::size_t row) const = 0;
  virtual std::size_t record_size(std::size_t row) const = 0;
  virtual void write_record(std::size_t row, std::byte* into) const = 0;
};

/// Writes a table as a B-tree of full pages (https://www.sqlite.org/fileformat2.html, sections 1.5 and 1.6), without
/// SQLite: first all rows are measured, which settles what stands on which page, then the pages are filled on `jobs`
/// threads, some at a time. Leaves come first in the order of their rows, behind them what overflows from them, then
/// the levels above, the root last. Returns the number of the root page. Throws Error{Fault::output}.
std::uint32_t write_table(PageFile& file, const TableRows& rows, int jobs);

}  // namespace gapmap::gpkg
