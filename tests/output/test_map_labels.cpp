// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <random>

#include "output/map_labels.h"

namespace gapmap {
namespace {

/// `columns` x `rows` rectangles of 1 km x 0.5 km, their corners moved by up to `shake` metres.
Geometries blocks(std::size_t columns, std::size_t rows, double shake, std::mt19937& random) {
  Geometries areas(Shape::area);
  const auto moved = [&](double value) { return value + shake * (static_cast<double>(random() % 1000) / 1000 - 0.5); };
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      const double x = 1000.0 * static_cast<double>(column), y = 500.0 * static_cast<double>(row);
      const Point first{moved(x), moved(y)};
      const std::vector<Point> ring{
          first, {moved(x + 1000), moved(y)}, {moved(x + 1000), moved(y + 500)}, {moved(x), moved(y + 500)}, first};
      areas.add_feature(ring);
    }
  return areas;
}

/// Five Chinese characters: five times as wide as high.
Frame five_characters(std::size_t, double size) { return {0, 0, 5 * size, 1.2 * size}; }

void check_places(const std::vector<PlacedLabel>& labels, const Frame& frame) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    CHECK(frame.holds(labels[i].box));
    for (std::size_t k = 0; k < i; ++k) CHECK_FALSE(labels[i].box.overlaps(labels[k].box));
  }
}

}  // namespace

TEST_CASE("names stand in the middle of areas that have room") {
  std::mt19937 random(1);
  const Geometries areas = blocks(2, 2, 0, random);
  // 2 km on 100 mm: an area is 50 mm x 25 mm, its name 13 mm x 3 mm.
  const MapView view = fit_view(areas.box(), {0, 0, 100, 50});
  CHECK(view.denominator == 20000);
  const std::vector<PlacedLabel> labels = place_labels(areas, view, five_characters, {});
  REQUIRE(labels.size() == 4);
  for (const PlacedLabel& label : labels) {
    CHECK_FALSE(label.has_leader);
    const Point middle = view.at(label_point(areas, label.feature));
    CHECK(label.box.x + label.box.width / 2 == Approx(middle.x));
    CHECK(label.box.y + label.box.height / 2 == Approx(middle.y));
  }
}

TEST_CASE("a name that finds no room gets a leader, and none is lost") {
  std::mt19937 random(2);
  // One large area beside twelve of 10 mm x 5 mm on paper, whose names are 9.5 mm wide at the smallest.
  Geometries areas = blocks(3, 4, 0, random);
  const std::vector<Point> large{{3000, 0}, {9000, 0}, {9000, 2000}, {3000, 2000}, {3000, 0}};
  areas.add_feature(large);
  const MapView view = fit_view(areas.box(), {0, 0, 60, 40});
  const std::vector<PlacedLabel> labels = place_labels(areas, view, five_characters, {});
  CHECK(labels.size() == areas.size());
  CHECK(std::any_of(labels.begin(), labels.end(), [](const PlacedLabel& label) { return label.has_leader; }));
  check_places(labels, view.frame);
}

TEST_CASE("names never run over each other, out of the frame, or over what stands there") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    CAPTURE(seed);
    const Geometries areas = blocks(1 + random() % 30, 1 + random() % 30, 300, random);
    const MapView view = fit_view(areas.box(), {10, 20, 60 + static_cast<double>(random() % 150), 120});
    const Frame arrow{view.frame.x, view.frame.y, 25, 25};
    const std::vector<PlacedLabel> labels = place_labels(areas, view, five_characters, {arrow});
    check_places(labels, view.frame);
    for (const PlacedLabel& label : labels) CHECK_FALSE(label.box.overlaps(arrow));
  }
}

TEST_CASE("scales and scale bars are round") {
  CHECK(round_scale(100000) == 100000);
  CHECK(round_scale(100001) == 120000);
  CHECK(round_scale(4100) == 5000);
  CHECK(round_scale(9001) == 10000);
  CHECK(round_below(999) == 500);
  CHECK(round_below(2000) == 2000);
  CHECK(round_near(430) == 400);
  CHECK(distance_words(2500, Language::zh) == "2.5 公里");
  CHECK(distance_words(300, Language::en) == "300 m");
}

}  // namespace gapmap
