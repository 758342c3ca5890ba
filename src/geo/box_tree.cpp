// SPDX-License-Identifier: MIT
#include "geo/box_tree.h"

namespace gapmap {
namespace {

constexpr std::uint32_t most_in_leaf = 8;

Point middle(const Box& box) { return {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}; }

}  // namespace

BoxTree::BoxTree(const std::vector<Box>& boxes) {
  for (std::uint32_t i = 0; i < boxes.size(); ++i) items_.push_back({boxes[i], i});
  if (!items_.empty()) build(0, static_cast<std::uint32_t>(items_.size()));
}

std::uint32_t BoxTree::build(std::uint32_t first, std::uint32_t last) {
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  Box all, middles;
  for (std::uint32_t i = first; i < last; ++i) {
    all.add(items_[i].box);
    middles.add(middle(items_[i].box));
  }
  nodes_.push_back({all, first, last, 0});
  if (last - first <= most_in_leaf) return number;
  const bool is_wide = middles.high.x - middles.low.x > middles.high.y - middles.low.y;
  const std::uint32_t half = first + (last - first) / 2;
  const auto at = [&](std::uint32_t i) { return items_.begin() + static_cast<std::ptrdiff_t>(i); };
  std::nth_element(at(first), at(half), at(last), [&](const Item& a, const Item& b) {
    const Point one = middle(a.box), other = middle(b.box);
    return is_wide ? std::tie(one.x, a.number) < std::tie(other.x, b.number)
                   : std::tie(one.y, a.number) < std::tie(other.y, b.number);
  });
  build(first, half);
  const std::uint32_t right = build(half, last);
  nodes_[number].right = right;
  return number;
}

}  // namespace gapmap
