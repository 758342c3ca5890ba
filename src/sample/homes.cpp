// SPDX-License-Identifier: MIT
#include "sample/homes.h"

#include <algorithm>
#include <cmath>

#include "sample/random.h"
#include "sample/rivers.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

constexpr double homes_per_district = 60000;
constexpr double people_per_district = 848000;
constexpr double street_margin = 15;  // metres between a home and the middle of a street

double distance_to_river(const Terrain& terrain, double u) {
  double nearest = 1e9;
  for (const double river : terrain.rivers()) nearest = std::min(nearest, std::abs(u - river));
  return nearest;
}

struct Home {
  Point at;
  double weight;
  std::uint32_t parcel;
  std::int32_t unit;
};

}  // namespace

Homes make_homes(const Terrain& terrain, const std::vector<Parcel>& parcels, const AreaLocator& locator, Units& units) {
  double weights = 0;
  for (const Parcel& parcel : parcels) weights += parcel.homes_weight;
  const double wanted = std::round(homes_per_district * terrain.scale());

  std::vector<Home> homes;
  homes.reserve(static_cast<std::size_t>(wanted) + 1);
  // Places up to `due` homes on a block and tells how many found room.
  const auto place = [&](std::uint32_t i, std::int64_t due, std::uint64_t salt) {
    const Parcel& parcel = parcels[i];
    const Block& block = parcel.block;
    const double west = block.west + street_margin, east = block.east - street_margin;
    const double south = block.south + street_margin + (block.north - block.south) * parcel.green_share;
    const double north = block.north - street_margin;
    std::int64_t placed = 0;
    if (due > 0 && east > west && north > south) {
      Random random(mixed(parcel.seed + salt));
      const double in_a_row = std::sqrt(static_cast<double>(due) * (east - west) / (north - south));
      const auto columns = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(in_a_row)));
      const std::int64_t rows = (due + columns - 1) / columns;
      for (std::int64_t k = 0; k < due; ++k) {
        const double u = west + (east - west) * (static_cast<double>(k % columns) + random.between(0.3, 0.7)) /
                                    static_cast<double>(columns);
        const double v = south + (north - south) * (static_cast<double>(k / columns) + random.between(0.35, 0.65)) /
                                     static_cast<double>(rows);
        const double size = random.between(0.5, 1.5);
        if (distance_to_river(terrain, u) < river_park_edge + 4) continue;
        const Point at = terrain.world(u, v);
        const std::int32_t unit = block.whole ? block.unit : locator.find(at);
        if (unit < 0) continue;
        homes.push_back({at, size * (0.5 + std::max(0.0, block.density)), i, unit});
        ++placed;
      }
    }
    return placed;
  };

  // A block may lose homes to a river or a border: what is lost falls to the blocks after it.
  Tally tally;
  double lost = 0, weights_left = weights;
  for (std::uint32_t i = 0; i < parcels.size(); ++i) {
    const Parcel& parcel = parcels[i];
    if (parcel.homes_weight <= 0) continue;
    const double left = wanted - static_cast<double>(homes.size());
    const std::int64_t due = std::min(
        static_cast<std::int64_t>(left),
        tally.take(wanted * parcel.homes_weight / weights + lost * parcel.homes_weight / std::max(weights_left, 1.0)));
    lost -= lost * parcel.homes_weight / std::max(weights_left, 1.0);
    weights_left -= parcel.homes_weight;
    lost += static_cast<double>(due - place(i, due, 1));
  }

  // What the last blocks lost goes to large blocks of flats.
  for (std::uint64_t salt = 100; static_cast<double>(homes.size()) < wanted && salt < 120; ++salt)
    for (std::uint32_t i = 0; i < parcels.size() && static_cast<double>(homes.size()) < wanted; ++i)
      if (parcels[i].use == Use::housing && parcels[i].block.whole && parcels[i].block.area() > 8000) place(i, 1, salt);

  double sum = 0;
  for (const Home& home : homes) sum += home.weight;
  Homes result;
  result.of_parcel.assign(parcels.size(), 0);
  Table table("residents", Shape::point);
  table.column<Texts>("kind")
      .column<Integers>("population")
      .column<Integers>("children_3_5")
      .column<Integers>("children_6_11")
      .column<Integers>("children_12_14");
  Tally people, small, middle, large;
  for (const Home& home : homes) {
    const std::int64_t population = people.take(people_per_district * terrain.scale() * home.weight / sum);
    const auto some = static_cast<double>(population);
    const bool town = parcels[home.parcel].use == Use::housing;
    const double above = parcels[home.parcel].block.density - terrain.urban_threshold();
    table.geometries().add_point(home.at);
    table.row(!town          ? "rural"
              : above > 0.12 ? "flats"
                             : "village",
              population, small.take(some * 0.036), middle.take(some * 0.066), large.take(some * 0.031));
    result.of_parcel[home.parcel] += population;
    units.list[static_cast<std::size_t>(home.unit)].population += population;
  }
  for (std::size_t i = 0; i < units.list.size(); ++i) {
    Random random(hashed({terrain.seed(), 71, i}));
    Unit& unit = units.list[i];
    unit.vehicles = static_cast<std::int64_t>(static_cast<double>(unit.population) * random.between(0.22, 0.34));
  }
  result.layer = table.take();
  return result;
}

}  // namespace gapmap::sample
