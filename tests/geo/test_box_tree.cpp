// SPDX-License-Identifier: MIT
#include "geo/box_tree.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

namespace gapmap {
namespace {

/// Distance to the nearest of a box's four corners: never less than that to the box.
double to_corners(const Box& box, Point p) {
  double least = INFINITY;
  for (const double x : {box.low.x, box.high.x})
    for (const double y : {box.low.y, box.high.y}) least = std::min(least, std::hypot(p.x - x, p.y - y));
  return least;
}

}  // namespace

TEST_CASE("the nearest of many boxes are those that measuring all of them finds") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    // Whole coordinates, so that many lie equally far; points and boxes; all in one place for some seeds.
    std::uniform_int_distribution<int> place(0, seed % 7 == 0 ? 0 : 30), size(0, seed % 2 ? 0 : 6);
    std::vector<Box> boxes;
    const std::size_t count = random() % 120;
    for (std::size_t i = 0; i < count; ++i) {
      const Point low{static_cast<double>(place(random)), static_cast<double>(place(random))};
      boxes.push_back({low, {low.x + size(random), low.y + size(random)}});
    }
    const BoxTree tree(boxes);
    for (int ask = 0; ask < 20; ++ask) {
      const Point p{place(random) * 1.5 - 5, place(random) * 1.5 - 5};
      std::vector<BoxTree::Near> all;
      for (std::uint32_t i = 0; i < boxes.size(); ++i) all.push_back({to_corners(boxes[i], p), i});
      std::sort(all.begin(), all.end());
      for (const std::size_t wanted : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{200}}) {
        const auto found = tree.nearest(p, wanted, [&](std::uint32_t i) { return to_corners(boxes[i], p); });
        REQUIRE(found.size() == std::min(wanted, all.size()));
        for (std::size_t i = 0; i < found.size(); ++i) {
          CHECK(found[i].item == all[i].item);
          CHECK(found[i].distance == all[i].distance);
        }
      }
    }
  }
}

TEST_CASE("the nearest boxes are found without measuring all") {
  std::vector<Box> boxes;
  for (int i = 0; i < 10000; ++i) {
    const Point at{static_cast<double>(i % 100), static_cast<double>(i / 100)};
    boxes.push_back({at, at});
  }
  std::size_t asked = 0;
  const auto found = BoxTree(boxes).nearest({50.2, 50.1}, 4, [&](std::uint32_t i) {
    ++asked;
    return std::hypot(boxes[i].low.x - 50.2, boxes[i].low.y - 50.1);
  });
  CHECK(found.front().item == 5050);  // (50, 50)
  CHECK(asked < 200);
}

}  // namespace gapmap
