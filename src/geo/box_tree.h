// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "geo/geometry.h"

namespace gapmap {

/// Finds several items that are nearest to a point, where an item is known by its box and its distance is never less
/// than that of the box. A balanced tree: halves by the middles of the boxes along the longer side, down to a few.
/// Built once, shared by threads.
class BoxTree {
 public:
  struct Near {
    double distance;  ///< metres
    std::uint32_t item;
    bool operator<(const Near& other) const { return std::tie(distance, item) < std::tie(other.distance, other.item); }
  };

  /// An item a box, by its place in the list. None of them is empty.
  explicit BoxTree(const std::vector<Box>& boxes);

  /// The `count` nearest items, ascending by distance, the lower item first among equals; fewer only where there are no
  /// more. `distance(item)` is asked for items that may be among them.
  template <typename Distance>
  std::vector<Near> nearest(Point p, std::size_t count, Distance&& distance) const {
    std::vector<Near> found;  // a heap, the farthest first
    if (count == 0 || nodes_.empty()) return found;
    found.reserve(std::min(count, items_.size()));
    const auto visit = [&](const auto& again, std::uint32_t number) -> void {
      const Node& node = nodes_[number];
      constexpr double rounding = 1e-6;  // metres that a distance may fall short of its box's
      const auto is_beyond = [&](const Box& box) {
        if (found.size() < count) return false;
        const double farthest = found.front().distance + rounding;
        return square_to(box, p) > farthest * farthest;
      };
      if (is_beyond(node.box)) return;
      if (node.right == 0) {
        for (std::uint32_t i = node.first; i < node.last; ++i) {
          if (is_beyond(items_[i].box)) continue;
          const Near one{distance(items_[i].number), items_[i].number};
          if (found.size() == count) {
            if (!(one < found.front())) continue;
            std::pop_heap(found.begin(), found.end());
            found.pop_back();
          }
          found.push_back(one);
          std::push_heap(found.begin(), found.end());
        }
        return;
      }
      const std::uint32_t left = number + 1;
      const bool is_left_first = square_to(nodes_[left].box, p) <= square_to(nodes_[node.right].box, p);
      again(again, is_left_first ? left : node.right);
      again(again, is_left_first ? node.right : left);
    };
    visit(visit, 0);
    std::sort_heap(found.begin(), found.end());
    return found;
  }

 private:
  struct Item {
    Box box;
    std::uint32_t number;
  };
  /// Its left half follows; `right` is 0 where it is not halved.
  struct Node {
    Box box;
    std::uint32_t first, last, right;
  };

  /// The square of the metres from a place to a box.
  static double square_to(const Box& box, Point p) {
    const double dx = std::max({box.low.x - p.x, 0.0, p.x - box.high.x});
    const double dy = std::max({box.low.y - p.y, 0.0, p.y - box.high.y});
    return dx * dx + dy * dy;
  }
  std::uint32_t build(std::uint32_t first, std::uint32_t last);

  std::vector<Item> items_;
  std::vector<Node> nodes_;
};

}  // namespace gapmap
