// SPDX-License-Identifier: MIT
// Seconds for 12,000 facilities of 300 m against 324 units with 648,000 vertices, and the ratio to the same by GEOS
// (buffer with 8 segments a quadrant, unary union, intersection a unit). An argument sets the side of the city in km.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <random>
#include <vector>

#include "geo/cover.h"
#include "oracles/cover_oracle.h"

using namespace gapmap;

namespace {

/// Processor time of this process: one core's seconds, whatever else the machine does.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// 18 x 18 units; a side of 500 vertices wobbles, alike for both neighbours.
Geometries wobbly_units(double side) {
  const int n = 18, steps = 500;
  const double step = side / n;
  const auto wobble = [&](double x, double y) {
    return Point{x + 0.1 * step * std::sin(y / step * 5.3) + 3 * std::sin(y * 0.1),
                 y + 0.1 * step * std::sin(x / step * 4.1) + 3 * std::sin(x * 0.1)};
  };
  Geometries units(Shape::area);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      for (int edge = 0; edge < 4; ++edge) {
        for (int s = 0; s < steps; ++s) {
          const double t = static_cast<double>(s) / steps;
          const double x = edge == 0 ? t : edge == 1 ? 1 : edge == 2 ? 1 - t : 0;
          const double y = edge == 0 ? 0 : edge == 1 ? t : edge == 2 ? 1 : 1 - t;
          units.add_vertex(wobble((i + x) * step, (j + y) * step));
        }
      }
      units.add_vertex(wobble(i * step, j * step));
      units.end_part();
      units.end_feature();
    }
  }
  return units;
}

}  // namespace

int main(int count, char** words) {
  const double side = (count > 1 ? std::atof(words[1]) : 28) * 1000;
  const std::size_t facilities = count > 2 ? static_cast<std::size_t>(std::atol(words[2])) : 12000;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(0, side);
  Geometries supply(Shape::point);
  for (std::size_t i = 0; i < facilities; ++i) supply.add_point({place(random), place(random)});
  std::vector<std::uint32_t> rows(facilities);
  std::iota(rows.begin(), rows.end(), 0U);
  const std::vector<double> reach(facilities, 300.0);
  const Geometries units = wobbly_units(side);

  double best = 1e9, build = 1e9, sum = 0;
  for (int run = 0; run < 5; ++run) {
    const double start = seconds();
    const Cover cover(supply, rows, reach);
    const double built = seconds();
    const auto areas = cover.covered_areas(units, 1);
    const double end = seconds();
    best = std::min(best, end - start);
    build = std::min(build, built - start);
    sum = std::accumulate(areas.begin(), areas.end(), 0.0);
  }
  std::printf("%zu discs, %zu units, %zu vertices, side %.0f km: %.4f s (build %.4f), covered %.3f km2\n", facilities,
              units.size(), units.vertices().size(), side / 1000, best, build, sum / 1e6);
  const double start = seconds();
  const double peer = oracle::covered_areas_by_geos(supply, rows, reach, units, 8);
  const double taken = seconds() - start;
  std::printf("GEOS buffer + union + intersection: %.3f s, covered %.3f km2; ratio %.1f\n", taken, peer / 1e6,
              taken / best);
}
