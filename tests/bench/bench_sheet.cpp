// SPDX-License-Identifier: MIT
// Seconds of one core for one A4 sheet: 20,000 named units of 24 vertices each, every other one a gap, and 3,000
// facilities; as a picture of 200 dots per inch and as a PDF with searchable names. Arguments: the number of units,
// and a folder to keep the two sheets in.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>

#include "output/sheets.h"

using namespace gapmap;

namespace {

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Blocks of 250 m whose sides of six vertices wobble, alike for both neighbours.
Geometries wobbly_blocks(std::size_t count, std::size_t across) {
  constexpr double step = 250;
  constexpr int vertices = 6;
  const auto wobble = [](double x, double y) {
    return Point{500000 + x + 20 * std::sin(y / 37.0), 3800000 + y + 20 * std::sin(x / 41.0)};
  };
  Geometries blocks(Shape::area);
  for (std::size_t i = 0; i < count; ++i) {
    const double x = static_cast<double>(i % across) * step, y = static_cast<double>(i / across) * step;
    for (int edge = 0; edge < 4; ++edge)
      for (int k = 0; k < vertices; ++k) {
        const double t = step * k / vertices;
        blocks.add_vertex(wobble(edge == 0   ? x + t
                                 : edge == 1 ? x + step
                                 : edge == 2 ? x + step - t
                                             : x,
                                 edge == 0   ? y
                                 : edge == 1 ? y + t
                                 : edge == 2 ? y + step
                                             : y + step - t));
      }
    blocks.add_vertex(wobble(x, y));
    blocks.end_part();
    blocks.end_feature();
  }
  return blocks;
}

Atlas atlas_of_blocks(std::size_t count) {
  const std::size_t across = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count) / 1.3)));
  Atlas atlas;
  atlas.title = {"两万个单元的一张图", "One sheet of many units"};
  atlas.crs = "EPSG:4547";
  atlas.started = "2026-01-01T00:00:00Z";
  Atlas::Units& units = atlas.partitions.emplace_back();
  units.role = "blocks";
  units.areas = std::make_shared<const Geometries>(wobbly_blocks(count, across));
  Atlas::Item& item = atlas.items.emplace_back();
  item.id = "kept";
  item.task = "1";
  item.title = {"每个单元都有", "Every unit has one"};
  item.value_unit = "share";
  item.amount_unit = "count";
  Score& whole = item.scores.emplace_back();
  whole.unit_code = "*";
  whole.value = 0.5;
  whole.target.min = 1;
  whole.verdict = Verdict::unmet;
  whole.missing = static_cast<double>(count / 2);
  Atlas::Places gap;
  auto places = std::make_shared<Geometries>(Shape::area);
  for (std::size_t i = 0; i < count; ++i) {
    units.units.push_back({"B" + std::to_string(i), "单元 " + std::to_string(i)});
    if (i % 2 == 0) continue;
    places->add_feature(*units.areas, i);
    gap.amount.push_back(1);
    gap.distance.push_back(NAN);
    gap.unit_code.push_back(units.units.back().code);
  }
  gap.geometries = std::move(places);
  item.gap = std::move(gap);
  std::mt19937 random(7);
  const Box ground = units.areas->box();
  std::uniform_real_distribution<double> x(ground.low.x, ground.high.x), y(ground.low.y, ground.high.y);
  auto points = std::make_shared<Geometries>(Shape::point);
  for (int i = 0; i < 3000; ++i) points->add_point({x(random), y(random)});
  item.facilities.push_back({{"设施", "Facilities"}, std::move(points)});
  return atlas;
}

}  // namespace

int main(int count, char** words) {
  const std::size_t units = count > 1 ? static_cast<std::size_t>(std::atol(words[1])) : 20000;
  const Atlas atlas = atlas_of_blocks(units);
  const Atlas::Task task = atlas.tasks().front();
  SheetOptions options;
  options.paper = Paper::a4;
  // The first sheet of a program also finds its fonts.
  double start = seconds();
  Canvas(10, 10, Canvas::Medium::png, {}).text("单元", 1, 1, {});
  std::printf("fonts found: %.2f s\n", seconds() - start);
  for (const auto& [medium, ending] : {std::pair(Canvas::Medium::png, "png"), std::pair(Canvas::Medium::pdf, "pdf")}) {
    start = seconds();
    const std::string bytes = rendered(task_sheet(atlas, task, options), atlas, medium);
    std::printf("%zu units as %s: %.2f s, %.1f MB\n", units, ending, seconds() - start,
                static_cast<double>(bytes.size()) / 1e6);
    if (count > 2) std::ofstream(std::string(words[2]) + "/sheet." + ending, std::ios::binary) << bytes;
  }
}
