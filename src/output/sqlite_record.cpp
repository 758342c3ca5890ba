// SPDX-License-Identifier: MIT
#include "output/sqlite_record.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

namespace gapmap::gpkg {

namespace {

// Serial types: 0 is NULL, 1 to 6 integers of so many bytes, 7 a double, 8 and 9 the numbers zero and one, which take
// none; blobs and texts carry their length in theirs.
constexpr std::uint64_t real_type = 7;
constexpr std::size_t widths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

constexpr std::uint64_t blob_type(std::size_t size) { return 12 + 2 * static_cast<std::uint64_t>(size); }
constexpr std::uint64_t text_type(std::size_t size) { return 13 + 2 * static_cast<std::uint64_t>(size); }

std::uint64_t integer_type(std::int64_t value) {
  if (value == 0 || value == 1) return value == 0 ? 8 : 9;
  const auto size = static_cast<std::uint64_t>(value < 0 ? ~value : value);
  if (size < 1ULL << 7) return 1;
  if (size < 1ULL << 15) return 2;
  if (size < 1ULL << 23) return 3;
  if (size < 1ULL << 31) return 4;
  return size < 1ULL << 47 ? 5 : 6;
}

/// The integer that SQLite keeps in place of a double; nothing where it keeps the double.
std::optional<std::int64_t> as_integer(double value) {
  constexpr double limit = 1ULL << 47;
  if (!(std::abs(value) < limit)) return std::nullopt;
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) != value) return std::nullopt;
  return whole;
}

}  // namespace

std::size_t varint_size(std::uint64_t value) {
  std::size_t size = 1;
  for (; size < 9 && value >= 0x80; ++size) value >>= 7;
  return size;
}

std::byte* put_varint(std::byte* at, std::uint64_t value) {
  const std::size_t size = varint_size(value);
  if (size == 9) {
    at[8] = static_cast<std::byte>(value);
    value >>= 8;
  }
  for (std::size_t i = size == 9 ? 8 : size; i-- > 0; value >>= 7)
    at[i] = static_cast<std::byte>((value & 0x7f) | (i + 1 < size ? 0x80 : 0));
  return at + size;
}

std::byte* put_big_endian(std::byte* at, std::uint64_t value, std::size_t size) {
  for (std::size_t i = size; i-- > 0; value >>= 8) at[i] = static_cast<std::byte>(value);
  return at + size;
}

void RecordSize::integer(std::int64_t value) {
  ++types_;
  values_ += widths[integer_type(value)];
}

void RecordSize::real(double value) {
  if (!std::isfinite(value)) return null();
  if (const auto whole = as_integer(value)) return integer(*whole);
  ++types_;
  values_ += sizeof value;
}

void RecordSize::add_bytes(std::size_t size) {
  types_ += varint_size(text_type(size));
  values_ += size;
}

std::size_t RecordSize::header() const {
  std::size_t size = types_ + 1;
  while (types_ + varint_size(size) > size) ++size;
  return size;
}

void RecordWriter::integer(std::int64_t value) {
  const std::uint64_t type = integer_type(value);
  type_ = put_varint(type_, type);
  value_ = put_big_endian(value_, static_cast<std::uint64_t>(value), widths[type]);
}

void RecordWriter::real(double value) {
  if (!std::isfinite(value)) return null();
  if (const auto whole = as_integer(value)) return integer(*whole);
  type_ = put_varint(type_, real_type);
  value_ = put_big_endian(value_, std::bit_cast<std::uint64_t>(value), sizeof value);
}

void RecordWriter::text(std::string_view value) {
  type_ = put_varint(type_, text_type(value.size()));
  if (!value.empty()) std::memcpy(value_, value.data(), value.size());
  value_ += value.size();
}

std::byte* RecordWriter::blob(std::size_t size) {
  type_ = put_varint(type_, blob_type(size));
  std::byte* const start = value_;
  value_ += size;
  return start;
}

}  // namespace gapmap::gpkg
