// SPDX-License-Identifier: MIT
#include "report/gpkg_geometry.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/text.h"

namespace gapmap {
namespace {

struct Unreadable {};

/// Reads well-known binary from the front on. Throws Unreadable where the bytes end too early or hold something else.
class WkbReader {
 public:
  explicit WkbReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  void skip_gpkg_header() {
    constexpr std::size_t envelope_doubles[] = {0, 4, 6, 6, 8};
    if (take<char>() != 'G' || take<char>() != 'P') throw Unreadable{};
    take<std::uint8_t>();  // version
    const std::uint8_t flags = take<std::uint8_t>();
    const std::size_t envelope = (flags >> 1) & 7;
    if (envelope > 4) throw Unreadable{};
    skip(sizeof(std::int32_t) + envelope_doubles[envelope] * sizeof(double));
  }

  /// Adds the parts of one geometry, its members in order.
  void add_parts(Geometries& into, bool is_member = false) {
    const auto [type, dimensions] = header();
    switch (type) {
      case 1: add_path(1, dimensions, into, Shape::point); break;
      case 2: add_path(count(), dimensions, into, Shape::line); break;
      case 3:
        for (std::uint32_t rings = count(); rings > 0; --rings) add_path(count(), dimensions, into, Shape::area);
        break;
      case 4:
      case 5:
      case 6:
        if (is_member) throw Unreadable{};
        for (std::uint32_t members = count(); members > 0; --members) add_parts(into, true);
        break;
      default: throw Unreadable{};
    }
  }

 private:
  struct Header {
    std::uint32_t type;
    std::size_t dimensions;
  };

  Header header() {
    is_swapped_ = (take<std::uint8_t>() == 1) != (std::endian::native == std::endian::little);
    const std::uint32_t code = take<std::uint32_t>();
    const std::uint32_t kind = (code & 0xffff) / 1000;  // ISO: 1 Z, 2 M, 3 ZM
    const bool has_z = (code & 0x80000000u) || kind == 1 || kind == 3, has_m = (code & 0x40000000u) || kind >= 2;
    return {(code & 0xffff) % 1000, 2u + (has_z ? 1u : 0u) + (has_m ? 1u : 0u)};
  }

  void add_path(std::uint32_t vertices, std::size_t dimensions, Geometries& into, Shape shape) {
    if (shape != into.shape()) throw Unreadable{};
    if (bytes_.size() / (dimensions * sizeof(double)) < vertices) throw Unreadable{};
    for (std::uint32_t i = 0; i < vertices; ++i) {
      const double x = take<double>(), y = take<double>();
      skip((dimensions - 2) * sizeof(double));
      if (!std::isfinite(x) || !std::isfinite(y)) throw Unreadable{};
      into.add_vertex({x, y});
    }
    if (vertices > 0) into.end_part();
  }

  std::uint32_t count() { return take<std::uint32_t>(); }

  template <typename Value>
  Value take() {
    if (bytes_.size() < sizeof(Value)) throw Unreadable{};
    std::byte raw[sizeof(Value)];
    for (std::size_t i = 0; i < sizeof(Value); ++i) raw[i] = bytes_[is_swapped_ ? sizeof(Value) - 1 - i : i];
    bytes_ = bytes_.subspan(sizeof(Value));
    return std::bit_cast<Value>(raw);
  }

  void skip(std::size_t bytes) {
    if (bytes_.size() < bytes) throw Unreadable{};
    bytes_ = bytes_.subspan(bytes);
  }

  std::span<const std::byte> bytes_;
  bool is_swapped_ = false;
};

}  // namespace

Shape shape_of_type_name(std::string_view name) {
  const std::string type = lower(name);
  if (type.ends_with("point")) return Shape::point;
  if (type.ends_with("linestring")) return Shape::line;
  if (type.ends_with("polygon")) return Shape::area;
  return Shape::none;
}

void add_gpkg_feature(std::span<const std::byte> blob, Geometries& into) {
  Geometries feature(into.shape());
  try {
    WkbReader reader(blob);
    reader.skip_gpkg_header();
    reader.add_parts(feature);
    feature.end_feature();
  } catch (const Unreadable&) {
    into.end_feature();
    return;
  }
  into.add_feature(feature, 0);
}

}  // namespace gapmap
