// SPDX-License-Identifier: MIT
#include "sample/rivers.h"

#include <cmath>

#include "sample/random.h"
#include "sample/streets.h"

namespace gapmap::sample {
namespace {

constexpr double reach = 400;  // metres: rivers are drawn in stretches

}  // namespace

Rivers make_rivers(const Terrain& terrain, const AreaLocator& units) {
  Rivers rivers;
  const Box box = terrain.box();
  for (const double river : terrain.rivers()) {
    Random random(hashed({terrain.seed(), 51, static_cast<std::uint64_t>(river)}));
    const auto inside = [&](double u, double v) { return units.find(terrain.world(u, v)) >= 0; };
    for (double v = box.low.y; v < box.high.y; v += reach) {
      // Only stretches that are wholly in the plan area, banks and all.
      bool whole = true;
      for (double along = 0; along <= reach; along += reach / 8)
        for (const double aside : {-river_park_edge, 0.0, river_park_edge})
          whole = whole && inside(river + aside, v + along);
      if (!whole) continue;
      std::vector<Point> line;
      for (double along = 0; along <= reach; along += reach / 8) line.push_back(terrain.world(river, v + along));
      rivers.lines.add_feature(line);
      rivers.is_urban.push_back(terrain.density(river, v + reach / 2) > terrain.urban_threshold());
      rivers.water.add_feature(bent_ring(terrain, river - river_half_width, v, river + river_half_width, v + reach));
      // Parks where the city has laid them out: mostly in town, now and then outside.
      const bool town = terrain.density(river, v + reach / 2) > terrain.urban_threshold();
      for (const double side : {-1.0, 1.0}) {
        if (!random.chance(town ? 0.8 : 0.25)) continue;
        const double near = river + side * (river_half_width + 4), far = river + side * river_park_edge;
        rivers.parks.add_feature(bent_ring(terrain, std::min(near, far), v + 12, std::max(near, far), v + reach - 12));
      }
    }
  }
  return rivers;
}

}  // namespace gapmap::sample
