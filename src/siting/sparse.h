// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gapmap {

/// A position in an array of demands, candidates, rows or columns.
using Index = std::uint32_t;

/// Lists of indices stored end to end: list `i` holds items [start[i], start[i + 1]).
struct Sparse {
  std::vector<std::size_t> start{0};
  std::vector<Index> item;

  std::size_t size() const { return start.size() - 1; }
  std::size_t length(std::size_t list) const { return start[list + 1] - start[list]; }
  std::span<const Index> operator[](std::size_t list) const {
    return {item.data() + start[list], start[list + 1] - start[list]};
  }
  void close() { start.push_back(item.size()); }  ///< ends the list whose items were pushed last
};

/// The same pairs seen from the other side; the items of every list come out in ascending order.
Sparse transpose(const Sparse& lists, std::size_t item_count);

/// Keeps the lists and items whose new number is not `gone`; lists keep their order.
Sparse renumber(const Sparse& lists, std::span<const Index> new_list, std::span<const Index> new_item);

/// The number of an index that was dropped.
inline constexpr Index gone = static_cast<Index>(-1);

/// New numbers for the kept positions, in order; `gone` for the others. `kept` receives the old numbers.
std::vector<Index> number_kept(std::span<const char> keep, std::vector<Index>& kept);

}  // namespace gapmap
