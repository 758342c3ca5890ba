// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "output/gpkg_database.h"

namespace gapmap::gpkg {

/// The pages of an SQLite file that are written beside SQLite, before it opens the file: it takes them for pages that
/// belong to no table until their roots are named in its schema.
class PageFile {
 public:
  /// As SQLite has it where nobody says otherwise: with 8 to 32 KiB results come out as large, and no sooner.
  static constexpr std::size_t page_size = 4096;

  /// An empty database is made of the empty file `path`, which is open for writing as `descriptor`.
  PageFile(std::filesystem::path path, int descriptor);

  /// Takes pages that follow each other; returns the place of the first.
  std::size_t take(std::size_t pages);
  /// The number by which SQLite knows the page at a place.
  static std::uint32_t number_of(std::size_t place);
  /// Writes pages that follow each other, from a place on. May be called from several threads. Throws
  /// Error{Fault::output}.
  void write(std::size_t place, Bytes pages) const;
  /// Tells the file how many pages it has. SQLite may open it afterwards.
  void finish() const;

 private:
  void put(std::size_t offset, Bytes bytes) const;

  std::filesystem::path path_;
  int descriptor_;
  std::size_t taken_ = 1;  ///< the first page is SQLite's own
};

}  // namespace gapmap::gpkg
