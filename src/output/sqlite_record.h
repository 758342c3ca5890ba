// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gapmap::gpkg {

// How SQLite stores a row (https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1): a header that gives its own
// length and the type of every value as varints, then the values without gaps, numbers big-endian. A row is passed
// twice, to a RecordSize and to a RecordWriter, which take the same values in the same order.

/// Bytes that a number takes as a varint: seven bits each, and eight in the ninth.
std::size_t varint_size(std::uint64_t value);
/// Writes a varint; returns its end.
std::byte* put_varint(std::byte* at, std::uint64_t value);
/// Writes the lowest `size` bytes of a number, the highest first; returns their end.
std::byte* put_big_endian(std::byte* at, std::uint64_t value, std::size_t size);

/// Adds up what a record takes.
class RecordSize {
 public:
  void null() { ++types_; }
  void integer(std::int64_t value);
  /// In a column of REAL affinity, where SQLite keeps whole numbers as integers; NULL where it is not finite.
  void real(double value);
  void text(std::string_view value) { add_bytes(value.size()); }
  void blob(std::size_t size) { add_bytes(size); }

  std::size_t header() const;
  std::size_t total() const { return header() + values_; }

 private:
  void add_bytes(std::size_t size);

  std::size_t types_ = 0, values_ = 0;
};

/// Writes a record whose header takes as many bytes as RecordSize says.
class RecordWriter {
 public:
  RecordWriter(std::byte* record, std::size_t header) : type_(put_varint(record, header)), value_(record + header) {}

  void null() { type_ = put_varint(type_, 0); }
  void integer(std::int64_t value);
  void real(double value);
  void text(std::string_view value);
  /// Where the bytes of a blob go.
  std::byte* blob(std::size_t size);

 private:
  std::byte *type_, *value_;
};

}  // namespace gapmap::gpkg
