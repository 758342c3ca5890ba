// SPDX-License-Identifier: MIT
#include "sample/quarters.h"

#include <array>
#include <cmath>
#include <optional>

#include "sample/calendar.h"
#include "sample/names.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

constexpr double street_edge = 11;  // metres from the middle of a street to the land beside it

std::vector<Point> square_around(const Terrain& terrain, Point middle, double half) {
  return bent_ring(terrain, middle.x - half, middle.y - half, middle.x + half, middle.y + half);
}

Layer places(const Spread& spread) {
  const Terrain& terrain = spread.terrain();
  Table table("places", Shape::area);
  table.column<Texts>("name").column<Texts>("kind").column<Numbers>("site_area");
  const auto add = [&](const std::vector<Point>& ring, std::string name, const char* kind) {
    table.geometries().add_feature(ring);
    table.row(std::move(name), kind, std::round(signed_area(ring)));
  };
  // Squares stand on the planted side of a block; some are too small, and some units have none.
  spread.each_unit(191, [&](const Unit& unit, const Parcel& parcel, Random& random) {
    if (random.chance(0.12)) return;
    const Block& block = parcel.block;
    const double half = random.between(14, 26);
    add(square_around(terrain, {(block.west + block.east) / 2, block.south + street_edge + half}, half),
        unit.name + "文体广场", "square");
  });
  // Stations of the metro lie at junctions.
  spread.each(42000, 192, [&](const Parcel& parcel, Random& random) {
    const std::string word = place_word(random.next());
    add(square_around(terrain, {parcel.block.west, parcel.block.south}, random.between(22, 40)), word + "站",
        "station");
  });
  spread.each(60000, 193, [&](const Parcel& parcel, Random& random) {
    const Block& block = parcel.block;
    const std::string word = place_word(random.next());
    add(bent_ring(terrain, block.west + street_edge, block.south + street_edge, block.east - street_edge,
                  (block.south + block.north) / 2),
        word + "商业区", "commercial");
  });
  spread.each(150000, 194, [&](const Parcel& parcel, Random& random) {
    const std::string word = place_word(random.next());
    add(square_around(terrain, parcel.block.middle(), random.between(40, 60)), word + "行政中心", "administrative");
  });
  std::size_t forests = 0;
  for (const Parcel& parcel : spread.parcels()) {
    if (parcel.use != Use::forest || !parcel.block.whole || ++forests % 12 != 0) continue;
    const Block& block = parcel.block;
    add(bent_ring(terrain, block.west + street_edge, block.south + street_edge, block.east - street_edge,
                  block.north - street_edge),
        place_word(parcel.seed) + "风景区", "scenic");
  }
  return table.take();
}

Layer design_areas(const Spread& spread) {
  constexpr std::array kinds{"historic", "node", "quarter"};
  constexpr std::array endings{"历史片区", "节点", "片区"};
  Table table("design_areas", Shape::area);
  table.column<Texts>("name").column<Texts>("kind").column<Texts>("designed");
  spread.each(68000, 195, [&](const Parcel& parcel, Random& random) {
    const auto kind = static_cast<std::size_t>(random.below(3));
    const std::string word = place_word(random.next());
    table.geometries().add_feature(square_around(spread.terrain(), parcel.block.middle(), random.between(120, 260)));
    table.row(word + endings[kind], kinds[kind], some_day(random, 0.82, 30, end_of_year));
  });
  return table.take();
}

Layer old_quarters(const Spread& spread) {
  const Terrain& terrain = spread.terrain();
  constexpr double step = 560, size = 440;  // metres: quarters keep clear of each other
  constexpr double old = 0.34;              // how far above the edge of the town the old town begins
  Table table("old_quarters", Shape::area);
  table.column<Texts>("name").column<Texts>("kind").column<Texts>("started").column<Texts>("done");
  const Box box = terrain.box();
  bool has_demonstration = false;
  for (double v = box.low.y; v < box.high.y; v += step)
    for (double u = box.low.x; u < box.high.x; u += step) {
      const Point middle{u + size / 2, v + size / 2};
      if (terrain.density(middle.x, middle.y) < terrain.urban_threshold() + old) continue;
      if (terrain.district_at(middle.x, middle.y).district < 0) continue;
      Random random(hashed({terrain.seed(), 196, static_cast<std::uint64_t>(static_cast<std::int64_t>(u)),
                            static_cast<std::uint64_t>(static_cast<std::int64_t>(v))}));
      const std::string word = place_word(random.next());
      if (!has_demonstration) {
        // About a square kilometre, enclosed.
        has_demonstration = true;
        table.geometries().add_feature(square_around(terrain, middle, 495));
        table.row(word + "示范区", "demonstration", day_of_2018(95), day_of_2018(176));
        continue;
      }
      if (!random.chance(0.6)) continue;
      table.geometries().add_feature(bent_ring(terrain, u, v, u + size, v + size));
      const auto started = some_day(random, 0.92, end_of_june + 1, end_of_year);
      auto done =
          started && random.chance(0.24) ? std::optional(day_of_2018(end_of_year - random.below(40))) : std::nullopt;
      table.row(word + "老旧片区", "quarter", started, done);
    }
  return table.take();
}

Layer sponge(const Spread& spread) {
  const Terrain& terrain = spread.terrain();
  Table table("sponge", Shape::area);
  table.column<Texts>("name");
  for (const Parcel& parcel : spread.parcels()) {
    const Block& block = parcel.block;
    const Point middle = block.middle();
    if (!block.whole || terrain.density(middle.x, middle.y) < terrain.urban_threshold()) continue;
    // The standard came to whole quarters at a time.
    if (noise(terrain.seed() + 197, middle.x, middle.y, 2100) < 0.37) continue;
    table.geometries().add_feature(bent_ring(terrain, block.west, block.south, block.east, block.north));
    table.row(place_word(parcel.seed) + "海绵小区");
  }
  return table.take();
}

/// Crowns over the northern edge of blocks, beyond what counts as green land.
Layer tree_cover(const Spread& spread) {
  Table table("tree_cover", Shape::area);
  table.column<Numbers>("area");
  for (const Parcel& parcel : spread.parcels()) {
    const Block& block = parcel.block;
    if (!block.whole || parcel.use != Use::housing) continue;
    Random random(hashed({parcel.seed, 198}));
    const double depth = (block.north - block.south) * random.between(0.04, 0.11);
    const std::vector<Point> ring =
        bent_ring(spread.terrain(), block.west + street_edge, block.north - street_edge - depth,
                  block.east - street_edge, block.north - street_edge);
    table.geometries().add_feature(ring);
    table.row(std::round(signed_area(ring)));
  }
  return table.take();
}

/// The walks along rivers, which hang together, and circuits within large parks, which do not.
Layer greenways(const Spread& spread, const StreetPieces& pieces) {
  Table table("greenways", Shape::line);
  table.column<Texts>("name").column<Texts>("kind");
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    if (pieces.classes[i] != StreetClass::riverside) continue;
    table.geometries().add_feature(pieces.lines, i);
    table.row(pieces.names[i], "walk");
  }
  for (const Parcel& parcel : spread.parcels()) {
    const Block& block = parcel.block;
    if (parcel.use != Use::park || !block.whole || block.area() < 60000) continue;
    table.geometries().add_feature(
        bent_ring(spread.terrain(), block.west + 30, block.south + 30, block.east - 30, block.north - 30));
    table.row(place_word(parcel.seed) + "环线", "cycle");
  }
  return table.take();
}

}  // namespace

std::vector<Layer> make_quarters(const Spread& spread, const StreetPieces& pieces) {
  std::vector<Layer> layers;
  layers.push_back(places(spread));
  layers.push_back(design_areas(spread));
  layers.push_back(old_quarters(spread));
  layers.push_back(sponge(spread));
  layers.push_back(tree_cover(spread));
  layers.push_back(greenways(spread, pieces));
  return layers;
}

}  // namespace gapmap::sample
