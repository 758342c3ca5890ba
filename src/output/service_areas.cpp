// SPDX-License-Identifier: MIT
#include "output/service_areas.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/cover.h"
#include "geo/overlay.h"

namespace gapmap {
namespace {

constexpr double strip = 25;          // metres on both sides of a reached street
constexpr double alpha = 150;         // radius of the disc that must fit between two streets to keep them apart, metres
constexpr double step = 50;           // metres between places along a street, a fraction of the disc
constexpr Metres chord_tolerance{1};  // of the drawing
constexpr SquareMetres smallest{400};

Geometries in_one_feature(const Geometries& areas) {
  Geometries together(Shape::area);
  for (std::size_t i = 0; i < areas.part_count(); ++i) together.add_part(areas.part(i));
  together.end_feature();
  return together;
}

/// Places along lines, no farther apart than `step`, each once.
std::vector<Point> places_along(const Geometries& lines, const std::vector<std::uint32_t>& rows) {
  std::set<std::pair<double, double>> places;  // of a grid of a metre: what shows is coarser
  for (const std::uint32_t row : rows)
    for (std::size_t part = 0; part < lines.parts_of(row); ++part) {
      const Path path = lines.part(row, part);
      for (std::size_t k = 1; k < path.size(); ++k) {
        const Point a = path[k - 1], b = path[k];
        const double pieces = std::max(1.0, std::ceil(length(path.subspan(k - 1, 2)) / step));
        for (double i = 0; i <= pieces; ++i)
          places.emplace(std::round(a.x + i / pieces * (b.x - a.x)), std::round(a.y + i / pieces * (b.y - a.y)));
      }
    }
  std::vector<Point> all;
  for (const auto& [x, y] : places) all.push_back({x, y});
  return all;
}

/// `draw(rows)` for the pieces that keep each limit, the farthest first, so that a nearer one is drawn over it.
template <typename Draw>
std::vector<ServiceArea> by_limit(const ReachedStreets& streets, const Draw& draw) {
  std::vector<ServiceArea> areas;
  const std::set<double> limits(streets.within.begin(), streets.within.end());
  for (auto limit = limits.rbegin(); limit != limits.rend(); ++limit) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < streets.within.size(); ++i)
      if (streets.within[i] <= *limit) rows.push_back(i);
    areas.push_back({*limit, draw(rows)});
  }
  return areas;
}

}  // namespace

std::vector<ServiceArea> service_strips(const ReachedStreets& streets) {
  const Box box = streets.lines.box().grown(2 * strip);
  Geometries sheet(Shape::area);
  sheet.add_feature(std::vector<Point>{box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}, box.low});
  return by_limit(streets, [&](const auto& rows) {
    const Cover cover(streets.lines, rows, std::vector<double>(rows.size(), strip));
    return in_one_feature(cover.trace(sheet, 0, chord_tolerance, smallest).served);
  });
}

std::vector<ServiceArea> service_hulls(const ReachedStreets& streets) {
  return by_limit(streets,
                  [&](const auto& rows) { return alpha_shape(places_along(streets.lines, rows), Metres{alpha}); });
}

}  // namespace gapmap
