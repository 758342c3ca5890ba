// SPDX-License-Identifier: MIT
#include "sample/grounds.h"

#include <array>
#include <cmath>
#include <optional>

#include "sample/compounds.h"
#include "sample/names.h"
#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

constexpr double street_edge = 11;  // metres from the middle of a street to the land beside it

std::vector<Point> inner_ring(const Terrain& terrain, const Block& block) {
  return bent_ring(terrain, block.west + street_edge, block.south + street_edge, block.east - street_edge,
                   block.north - street_edge);
}

/// A rounded shore within a block: points on a square pushed towards a circle, at uneven distances.
std::vector<Point> shore(const Terrain& terrain, const Parcel& parcel) {
  const Block& block = parcel.block;
  const Point middle = block.middle();
  const double across = (block.east - block.west) / 2 - street_edge;
  const double along = (block.north - block.south) / 2 - street_edge;
  constexpr int steps = 12;  // along each side of the square
  constexpr std::array<std::array<double, 4>, 4> sides{{{-1, -1, 1, 0}, {1, -1, 0, 1}, {1, 1, -1, 0}, {-1, 1, 0, -1}}};
  std::vector<Point> ring;
  for (const std::array<double, 4>& side : sides)
    for (int k = 0; k < steps; ++k) {
      const double x = side[0] + side[2] * 2 * k / steps, y = side[1] + side[3] * 2 * k / steps;
      const double size = std::sqrt(x * x + y * y);
      const double far = 0.72 + 0.22 * noise(parcel.seed, x * 100, y * 100, 55);
      ring.push_back(terrain.world(middle.x + across * far * x / size, middle.y + along * far * y / size));
    }
  ring.push_back(ring.front());
  return ring;
}

bool beside_river(const Terrain& terrain, const Block& block) {
  for (const double river : terrain.rivers())
    if (block.west < river + river_park_edge && block.east > river - river_park_edge) return true;
  return false;
}

}  // namespace

std::vector<Layer> make_grounds(const Terrain& terrain, const std::vector<Parcel>& parcels, Rivers rivers) {
  Table parks("parks", Shape::area), green("green", Shape::area), water("water", Shape::area);
  Table river("rivers", Shape::line), heat("heat_areas", Shape::area);
  Compounds compounds;
  heat.column<Texts>("name");
  parks.column<Texts>("name").column<Texts>("kind").column<Numbers>("area").column<Integers>("opened").column<Integers>(
      "upgraded");
  green.column<Texts>("kind").column<Numbers>("area");
  water.column<Texts>("name").column<Texts>("kind");
  river.column<Texts>("name").column<Integers>("built_up").column<Integers>("black_odorous");
  const auto add_green = [&](const std::vector<Point>& ring, const char* kind) {
    green.geometries().add_feature(ring);
    green.row(kind, std::round(signed_area(ring)));
  };
  const auto add_park = [&](const std::vector<Point>& ring, std::string name, const char* kind, std::int64_t opened) {
    parks.geometries().add_feature(ring);
    Random random(hashed({terrain.seed(), 132, parks.size()}));
    const bool upgraded = opened < 2018 && random.chance(0.055);
    parks.row(std::move(name), kind, std::round(signed_area(ring)), opened,
              upgraded ? std::optional<std::int64_t>(2018) : std::nullopt);
    add_green(ring, "park");
  };

  for (std::size_t i = 0; i < rivers.parks.size(); ++i) {
    const Path ring = rivers.parks.part(i);
    add_park({ring.begin(), ring.end()}, place_word(hashed({terrain.seed(), 131, i})) + "滨河公园", "riverside", 2012);
  }
  for (std::size_t i = 0; i < rivers.water.size(); ++i) {
    water.geometries().add_feature(rivers.water, i);
    water.row("金水河", "river");
  }
  for (std::size_t i = 0; i < rivers.lines.size(); ++i) {
    river.geometries().add_feature(rivers.lines, i);
    Random random(hashed({terrain.seed(), 133, i}));
    river.row("金水河", rivers.is_urban[i], random.chance(0.05));
  }
  for (const Parcel& parcel : parcels) {
    if (!parcel.block.whole) continue;
    const Block& block = parcel.block;
    Random random(mixed(parcel.seed + 2));
    const bool on_river = beside_river(terrain, block);
    if (parcel.use == Use::park && !on_river) {
      const double area = block.area();
      const char* kind = area > 100000 ? "comprehensive" : area > 10000 ? "community" : "pocket";
      const std::string word = place_word(random.next());
      const std::int64_t opened = random.chance(0.08) ? 2018 : 1975 + random.below(43);
      add_park(inner_ring(terrain, block), word + (area > 30000 ? "公园" : "游园"), kind, opened);
    } else if (parcel.use == Use::forest && !on_river) {
      add_green(inner_ring(terrain, block), "forest");
    } else if (parcel.use == Use::reservoir && !on_river) {
      water.geometries().add_feature(shore(terrain, parcel));
      water.row(place_word(random.next()) + "水库", "reservoir");
    } else if (parcel.green_share > 0 && !on_river) {
      const double height = block.north - block.south;
      add_green(bent_ring(terrain, block.west + street_edge, block.south + street_edge, block.east - street_edge,
                          block.south + street_edge + height * parcel.green_share),
                parcel.use == Use::works ? "protective" : "attached");
    }
    if (parcel.use == Use::housing && !on_river) {
      const Compounds::Services services = compounds.add(inner_ring(terrain, block), random);
      if (services.heating) {
        heat.geometries().add_feature(bent_ring(terrain, block.west, block.south, block.east, block.north));
        heat.row(services.name);
      }
    }
  }
  std::vector<Layer> layers;
  for (Table* table : {&parks, &green, &water, &river, &heat}) layers.push_back(table->take());
  layers.push_back(compounds.take());
  return layers;
}

}  // namespace gapmap::sample
