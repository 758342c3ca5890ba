// SPDX-License-Identifier: MIT
#include "geo/partition.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <random>

#include "geo/china.h"

namespace gapmap {
namespace {

std::vector<Point> ring(std::mt19937& random, Point centre, double radius) {
  std::vector<Point> vertices;
  const std::size_t count = 3 + random() % 20;
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = 2 * M_PI * static_cast<double>(i) / static_cast<double>(count);
    const double reach = radius * (0.3 + 0.7 * static_cast<double>(random() % 1000) / 1000);
    vertices.push_back({centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)});
  }
  vertices.push_back(vertices.front());
  return vertices;
}

/// By the crossing number of a ray to the east, edge by edge.
bool is_inside(const Geometries& areas, std::size_t area, Point p) {
  bool inside = false;
  for (std::size_t i = 0; i < areas.parts_of(area); ++i) {
    const Path path = areas.part(area, i);
    for (std::size_t k = 1; k < path.size(); ++k) {
      const Point a = path[k - 1], b = path[k];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
    }
  }
  return inside;
}

/// Squares of 100 m side by side, by code.
Partition squares(int columns, int rows) {
  std::vector<Unit> units;
  Geometries areas(Shape::area);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const double x = 100 * column, y = 100 * row;
      const std::vector<Point> path{{x, y}, {x + 100, y}, {x + 100, y + 100}, {x, y + 100}, {x, y}};
      areas.add_feature(path);
      units.push_back({std::to_string(10 * row + column), ""});
    }
  return Partition("squares", units, areas);
}

}  // namespace

TEST_CASE("the locator agrees with counting crossings, on areas that overlap") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Geometries areas(Shape::area);
    for (int i = 0; i < 12; ++i)
      areas.add_feature(
          ring(random, {static_cast<double>(random() % 1000), static_cast<double>(random() % 1000)}, 300));
    const AreaLocator locator(areas);
    for (int i = 0; i < 500; ++i) {
      const Point p{static_cast<double>(random() % 140000) / 100 - 200.003,
                    static_cast<double>(random() % 140000) / 100 - 200.007};
      std::int32_t expected = AreaLocator::nowhere;
      for (std::size_t area = 0; area < areas.size() && expected < 0; ++area)
        if (is_inside(areas, area, p)) expected = static_cast<std::int32_t>(area);
      CAPTURE(p.x, p.y);
      REQUIRE(locator.find(p) == expected);
    }
  }
}

TEST_CASE("a border point belongs to the first unit by code, every corner to exactly one") {
  const Partition partition = squares(5, 4);
  CHECK(partition.locate({100, 50}) == 0);
  CHECK(partition.locate({150, 100}) == 1);
  CHECK(partition.locate({100, 100}) == 0);
  CHECK(partition.locate({200, 200}) == 6);
  CHECK(partition.locate({500, 400}) == 19);
  CHECK(partition.locate({500.001, 400}) == partition.outside());
  CHECK(partition.locate({0, 0}) == 0);
}

TEST_CASE("a line that counts whole stands halfway along its longest part, whatever its vertices and direction") {
  const auto middle = [](const std::vector<std::vector<Point>>& parts) {
    Geometries lines(Shape::line);
    for (const std::vector<Point>& part : parts) lines.add_part(part);
    lines.end_feature();
    return label_point(lines, 0);
  };
  CHECK(middle({{{0, 0}, {100, 0}}}) == Point{50, 0});
  CHECK(middle({{{100, 0}, {0, 0}}}) == Point{50, 0});
  CHECK(middle({{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {100, 0}}}) == Point{50, 0});
  CHECK(middle({{{0, 0}, {60, 0}, {60, 40}}}) == Point{50, 0});
  CHECK(middle({{{0, 0}, {10, 0}}, {{0, 50}, {30, 50}}}) == Point{15, 50});
  // Nothing to go along.
  CHECK(middle({{{7, 7}, {7, 7}}}) == Point{7, 7});
}

TEST_CASE("lines are cut at borders without losing a metre") {
  const Partition partition = squares(5, 4);
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::vector<Point> line;
    for (int k = 0; k < 4; ++k)
      line.push_back({static_cast<double>(random() % 70) * 10 - 100, static_cast<double>(random() % 60) * 10 - 100});
    if (length(line) == 0) continue;
    double sum = 0;
    partition.cut_line(line, [&](std::size_t bucket, Path path) {
      sum += length(path);
      const Point middle{(path[0].x + path[1].x) / 2, (path[0].y + path[1].y) / 2};
      CHECK(partition.locate(middle) == bucket);
    });
    CHECK(sum == Approx(length(line)).epsilon(1e-12));
  }
}

TEST_CASE("areas are cut at borders without losing a square metre; where units overlap the first takes all") {
  const Partition partition = squares(5, 4);
  std::mt19937 random(11);
  Geometries areas(Shape::area);
  for (int i = 0; i < 30; ++i)
    areas.add_feature(ring(random, {static_cast<double>(random() % 600), static_cast<double>(random() % 500)}, 250));
  std::vector<std::uint32_t> rows(areas.size());
  std::iota(rows.begin(), rows.end(), 0u);
  const Partition::Pieces pieces = partition.cut_areas(areas, rows, 2);
  std::vector<double> sums(areas.size(), 0);
  for (std::size_t i = 0; i < pieces.row.size(); ++i) sums[pieces.row[i]] += area_of(pieces.areas, i);
  for (std::size_t i = 0; i < areas.size(); ++i) CHECK(sums[i] == Approx(area_of(areas, i)).epsilon(1e-8));

  Geometries twice(Shape::area);
  twice.add_feature(partition.areas(), 0);
  twice.add_feature(partition.areas(), 0);
  const Partition overlapping("twice", {{"a", ""}, {"b", ""}}, twice);
  const Partition::Pieces cut = overlapping.cut_areas(partition.areas(), {0}, 1);
  REQUIRE(cut.bucket.size() == 1);
  CHECK(cut.bucket[0] == 0);
}

TEST_CASE("on whole metres, where borders coincide and overlap, the pieces hold the squares that they must") {
  // Squares of a metre are the oracle: each belongs to the first unit that holds its middle.
  const auto block = [](std::mt19937& random, int extent) {
    const int x = static_cast<int>(random()) % extent, y = static_cast<int>(random()) % extent;
    const double left = std::abs(x), low = std::abs(y);
    const double wide = 1 + static_cast<double>(random() % 6), high = 1 + static_cast<double>(random() % 6);
    std::vector<Point> path{{left, low}, {left + wide, low}, {left + wide, low + high}, {left, low + high}};
    if (wide > 2 && high > 2 && random() % 2 == 0)  // a notch makes an L
      path = {{left, low},         {left + wide, low},     {left + wide, low + 1},
              {left + 1, low + 1}, {left + 1, low + high}, {left, low + high}};
    path.push_back(path.front());
    return path;
  };
  for (unsigned seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Unit> units;
    Geometries unit_areas(Shape::area), areas(Shape::area);
    for (int i = 0; i < 5; ++i) {
      unit_areas.add_feature(block(random, 8));
      units.push_back({std::to_string(i), ""});
    }
    for (int i = 0; i < 6; ++i) areas.add_feature(block(random, 8));
    const Partition partition("blocks", units, unit_areas);
    std::vector<std::uint32_t> rows(areas.size());
    std::iota(rows.begin(), rows.end(), 0U);
    const Partition::Pieces pieces = partition.cut_areas(areas, rows, 1);
    std::vector<std::vector<double>> found(areas.size(), std::vector<double>(units.size() + 1)), expected = found;
    for (std::size_t i = 0; i < pieces.row.size(); ++i)
      found[pieces.row[i]][pieces.bucket[i]] += area_of(pieces.areas, i);
    for (std::size_t area = 0; area < areas.size(); ++area)
      for (int x = 0; x < 16; ++x)
        for (int y = 0; y < 16; ++y) {
          const Point middle{x + 0.5, y + 0.5};
          if (!is_inside(areas, area, middle)) continue;
          std::size_t unit = 0;
          while (unit < units.size() && !is_inside(unit_areas, unit, middle)) ++unit;
          ++expected[area][unit];
        }
    for (std::size_t area = 0; area < areas.size(); ++area) {
      // Units that are alike are all the same to a feature drawn like them: the first by code has it.
      CAPTURE(area);
      for (std::size_t unit = 0; unit <= units.size(); ++unit) {
        CAPTURE(unit);
        CHECK(found[area][unit] == Approx(expected[area][unit]).margin(1e-9));
      }
    }
  }
}

TEST_CASE("GCJ-02 and BD-09 there and back, to a billionth of a degree") {
  // Published pairs of the square before Beijing's Gate: WGS 84, GCJ-02, BD-09.
  const Point wgs84{116.404, 39.915};
  const Point gcj02 = china::wgs84_to_gcj02(wgs84);
  CHECK(gcj02.x == Approx(116.41024).margin(2e-5));
  CHECK(gcj02.y == Approx(39.91640).margin(2e-5));
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    const Point p{74 + static_cast<double>(random() % 60000) / 1000, 19 + static_cast<double>(random() % 34000) / 1000};
    const Point back = china::gcj02_to_wgs84(china::wgs84_to_gcj02(p));
    const Point round = china::bd09_to_gcj02(china::gcj02_to_bd09(p));
    CHECK(std::hypot(back.x - p.x, back.y - p.y) < 1e-9);
    CHECK(std::hypot(round.x - p.x, round.y - p.y) < 1e-9);
  }
  CHECK(china::wgs84_to_gcj02({2.35, 48.86}) == Point{2.35, 48.86});  // Paris is not moved
}

}  // namespace gapmap
