// SPDX-License-Identifier: MIT
#include "sample/units.h"

#include <cmath>

#include <fmt/format.h>

#include "sample/honeycomb.h"
#include "sample/names.h"
#include "sample/random.h"

namespace gapmap::sample {
namespace {

constexpr double cell_radius = 95;  // metres

/// The seed nearest to a place within its district.
std::int32_t unit_at(const DistrictPlace& place) {
  std::int32_t best = 0;
  double nearest = 1e9;
  for (std::size_t i = 0; i < unit_seeds().size(); ++i) {
    const UnitSeed& seed = unit_seeds()[i];
    const double x = (place.across - seed.across) * 9.1, y = (place.along - seed.along) * 17.2;
    if (x * x + y * y < nearest) {
      nearest = x * x + y * y;
      best = static_cast<std::int32_t>(i);
    }
  }
  return best;
}

std::string district_name(int district, int districts) {
  return districts == 1 ? "二七区" : fmt::format("样例{}区", district + 1);
}

Geometries built_up_land(const Terrain& terrain, const Honeycomb& units) {
  Honeycomb built = units;
  for (std::size_t cell = 0; cell < built.size(); ++cell) {
    const Point at = built.centre(cell);
    const bool urban = built.label(cell) >= 0 && terrain.density(at.x, at.y) > terrain.urban_threshold();
    built.label(cell) = urban ? 0 : Honeycomb::outside;
  }
  std::vector<std::int32_t> piece;
  const std::int32_t count = built.pieces(piece);
  std::vector<std::int32_t> cells(static_cast<std::size_t>(count)), number(static_cast<std::size_t>(count), -1);
  for (const std::int32_t p : piece)
    if (p >= 0) ++cells[static_cast<std::size_t>(p)];
  std::int32_t kept = 0;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] >= 4) number[i] = kept++;
  for (std::size_t cell = 0; cell < built.size(); ++cell)
    built.label(cell) = piece[cell] < 0 ? Honeycomb::outside : number[static_cast<std::size_t>(piece[cell])];
  return built.outlines(kept, hashed({terrain.seed(), 32}));
}

}  // namespace

Units make_units(const Terrain& terrain) {
  // A small district (scale below 1) needs small cells to hold 16 units.
  Honeycomb cells(terrain, cell_radius * std::sqrt(std::min(1.0, terrain.scale())));
  const auto per_district = static_cast<std::int32_t>(unit_seeds().size());
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const Point at = cells.centre(cell);
    const DistrictPlace place = terrain.district_at(at.x, at.y);
    if (place.district >= 0) cells.label(cell) = place.district * per_district + unit_at(place);
  }
  cells.join_fragments();

  Units units;
  units.outlines = cells.outlines(terrain.districts() * per_district, hashed({terrain.seed(), 31}));
  units.built_up = built_up_land(terrain, cells);
  units.cells = std::make_shared<const Honeycomb>(cells);
  for (int district = 0; district < terrain.districts(); ++district)
    for (std::size_t i = 0; i < unit_seeds().size(); ++i) {
      const UnitSeed& seed = unit_seeds()[i];
      Unit unit;
      // The first district has Erqi's code, the others free ones after it.
      unit.code = fmt::format("{}{:03}", 410103 + (district == 0 ? 0 : 200 + district), seed.code);
      unit.name = seed.name;
      unit.district = district_name(district, terrain.districts());
      if (district > 0) unit.name = fmt::format("{}（{}）", seed.name, unit.district);
      unit.area = area_of(units.outlines, units.list.size());
      Random random(hashed({terrain.seed(), 33, units.list.size()}));
      unit.equipment = random.between(0.35, 1.3);
      units.list.push_back(std::move(unit));
    }
  return units;
}

}  // namespace gapmap::sample
