// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>

#include "input/intake.h"

namespace gapmap {
namespace {

/// Reads little-endian well-known binary; every step says whether there was enough of it.
class WkbCursor {
 public:
  explicit WkbCursor(std::span<const unsigned char> bytes) : bytes_(bytes) {}

  bool is_at_end() const { return bytes_.empty(); }

  bool count(std::uint32_t& value) {
    if (bytes_.size() < sizeof value) return false;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_ = bytes_.subspan(sizeof value);
    return true;
  }

  /// A geometry's type without its dimensions (1 point … 6 multipolygon), and the numbers a vertex has.
  bool type(std::uint32_t& flat, std::size_t& numbers) {
    if (bytes_.empty() || bytes_[0] != 1) return false;
    bytes_ = bytes_.subspan(1);
    std::uint32_t value = 0;
    if (!count(value) || value > 3006) return false;
    flat = value % 1000;
    numbers = value < 1000 ? 2 : value < 3000 ? 3 : 4;
    return flat >= 1 && flat <= 6;
  }

  /// Vertices of that many numbers each; heights and measures are dropped.
  bool vertices(std::size_t count, std::size_t numbers, std::vector<Point>& into) {
    const std::size_t size = numbers * sizeof(double);
    if (count > bytes_.size() / size) return false;
    into.resize(count);
    if (count == 0) return true;
    if (numbers == 2)
      std::memcpy(into.data(), bytes_.data(), count * size);
    else
      for (std::size_t i = 0; i < count; ++i) std::memcpy(&into[i], bytes_.data() + i * size, sizeof(Point));
    bytes_ = bytes_.subspan(count * size);
    return true;
  }

 private:
  std::span<const unsigned char> bytes_;
};

}  // namespace

bool GeometryIntake::add_wkb(std::span<const unsigned char> wkb) {
  WkbCursor cursor(wkb);
  std::uint32_t type = 0, parts = 1;
  std::size_t numbers = 2;
  if (!cursor.type(type, numbers)) return false;
  const bool is_multi = type > 3;
  if (is_multi && (!cursor.count(parts) || parts == 0)) return false;
  const std::uint32_t single = is_multi ? type - 3 : type;
  const Shape shape = single == 1 ? Shape::point : single == 2 ? Shape::line : Shape::area;
  if (shape_ != Shape::none && shape_ != shape) return false;
  if (shape_ == Shape::none) set_shape(shape, 0, {});
  for (std::uint32_t part = 0; part < parts; ++part) {
    std::uint32_t own = single, rings = 1, size = 1;
    std::size_t own_numbers = numbers;
    if (is_multi && (!cursor.type(own, own_numbers) || own != single || own_numbers != numbers)) return false;
    if (shape == Shape::area && (!cursor.count(rings) || rings == 0)) return false;
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
      if (shape != Shape::point && !cursor.count(size)) return false;
      if (!cursor.vertices(size, numbers, wkb_path_) || !is_usable(wkb_path_)) return false;
      if (shape == Shape::line && size < 2) return false;
      if (shape == Shape::area) {
        if (size < 4 || wkb_path_.front() != wkb_path_.back()) return false;
        if ((signed_area(wkb_path_) > 0) != (ring == 0)) std::reverse(wkb_path_.begin(), wkb_path_.end());
      }
      geometries_.add_part(wkb_path_);
    }
  }
  if (!cursor.is_at_end()) return false;
  if (numbers > 2) ++with_height_;
  geometries_.end_feature();
  return true;
}

}  // namespace gapmap
