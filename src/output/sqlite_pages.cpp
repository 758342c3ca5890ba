// SPDX-License-Identifier: MIT
#include "output/sqlite_pages.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "output/gpkg_temporary.h"
#include "output/sqlite_record.h"

namespace gapmap::gpkg {

namespace {

/// The page that holds the byte at 1 GiB is never used: SQLite locks its bytes.
constexpr std::size_t lock_page = (std::size_t{1} << 30) / PageFile::page_size;

}  // namespace

PageFile::PageFile(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {
  Database database(path_);
  database.run("PRAGMA page_size = " + std::to_string(page_size));
  database.run("PRAGMA user_version = 1");  // something must be written for there to be a file
  database.close();
}

std::size_t PageFile::take(std::size_t pages) {
  const std::size_t first = taken_;
  taken_ += pages;
  return first;
}

std::uint32_t PageFile::number_of(std::size_t place) {
  return static_cast<std::uint32_t>(place + (place >= lock_page ? 2 : 1));
}

void PageFile::write(std::size_t place, Bytes pages) const {
  const std::size_t before = place < lock_page ? std::min(pages.size(), (lock_page - place) * page_size) : 0;
  if (before > 0) put(std::size_t{number_of(place) - 1} * page_size, pages.first(before));
  if (before < pages.size())
    put(std::size_t{number_of(place + before / page_size) - 1} * page_size, pages.subspan(before));
}

void PageFile::put(std::size_t offset, Bytes bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse_write(path_, errno);
    offset += static_cast<std::size_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void PageFile::finish() const {
  constexpr std::size_t size_in_header = 28;
  std::array<std::byte, 4> pages;
  put_big_endian(pages.data(), number_of(taken_ - 1), pages.size());
  put(size_in_header, pages);
}

}  // namespace gapmap::gpkg
