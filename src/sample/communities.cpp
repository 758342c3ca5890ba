// SPDX-License-Identifier: MIT
#include "sample/communities.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sample/names.h"
#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

constexpr double communities_per_district = 176;
constexpr int coarse = 1;  // halvings of a border's sides: few vertices, since communities are many

double squared(Point a, Point b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

/// Cells of a unit where a community has its middle: the more urban the likelier, none close to another.
std::vector<std::size_t> middles(const Terrain& terrain, const Honeycomb& cells,
                                 const std::vector<std::size_t>& of_unit, std::size_t wanted) {
  std::vector<std::pair<double, std::size_t>> drawn;
  for (const std::size_t cell : of_unit) {
    const Point at = cells.centre(cell);
    const double weight = 0.15 + std::max(0.0, terrain.density(at.x, at.y));
    drawn.emplace_back(-weight * unit_real(hashed({terrain.seed(), 211, cell})), cell);
  }
  std::sort(drawn.begin(), drawn.end());
  std::vector<std::size_t> chosen;
  // The distance kept shrinks until there are enough.
  for (double apart = 700; chosen.size() < wanted && apart > 40; apart *= 0.8)
    for (const auto& [order, cell] : drawn) {
      if (chosen.size() == wanted) break;
      bool is_clear = true;
      for (const std::size_t other : chosen)
        is_clear = is_clear && squared(cells.centre(cell), cells.centre(other)) > apart * apart;
      if (is_clear) chosen.push_back(cell);
    }
  return chosen;
}

Layer communities(const Terrain& terrain, const Units& units) {
  Honeycomb cells = *units.cells;
  std::vector<std::vector<std::size_t>> of_unit(units.list.size());
  std::vector<double> weight(units.list.size());
  double all = 0;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells.label(cell) < 0) continue;
    const auto unit = static_cast<std::size_t>(cells.label(cell));
    const Point at = cells.centre(cell);
    const double urban = 0.12 + std::max(0.0, terrain.density(at.x, at.y));
    of_unit[unit].push_back(cell);
    weight[unit] += urban;
    all += urban;
  }
  std::vector<std::size_t> unit_of;
  for (std::size_t unit = 0; unit < units.list.size(); ++unit) {
    const double due = communities_per_district * terrain.scale() * weight[unit] / all;
    const std::vector<std::size_t> chosen =
        middles(terrain, cells, of_unit[unit], static_cast<std::size_t>(std::max(2.0, std::round(due))));
    for (const std::size_t cell : of_unit[unit]) {
      std::size_t nearest = 0;
      for (std::size_t k = 1; k < chosen.size(); ++k)
        if (squared(cells.centre(cell), cells.centre(chosen[k])) <
            squared(cells.centre(cell), cells.centre(chosen[nearest])))
          nearest = k;
      cells.label(cell) = static_cast<std::int32_t>(unit_of.size() + nearest);
    }
    unit_of.insert(unit_of.end(), chosen.size(), unit);
  }
  cells.join_fragments();
  Table table("communities", Shape::area);
  table.column<Texts>("code").column<Texts>("name").column<Texts>("subdistrict");
  table.geometries() = cells.outlines(static_cast<std::int32_t>(unit_of.size()), hashed({terrain.seed(), 212}), coarse);
  for (std::size_t i = 0; i < unit_of.size(); ++i) {
    const Unit& unit = units.list[unit_of[i]];
    table.row(fmt::format("{}{:03}", unit.code, i % 1000), place_word(hashed({terrain.seed(), 213, i})) + "社区",
              unit.name);
  }
  return table.take();
}

struct Committee {
  const char* name;
  double west, south, east, north;  ///< shares of the district
};

constexpr std::array<Committee, 4> committees{{{"二七新区管委会", 0.30, 0.42, 1.00, 0.66},
                                               {"马寨产业集聚区管委会", 0.00, 0.22, 0.30, 0.41},
                                               {"二七特色商业区管委会", 0.52, 0.90, 0.82, 1.00},
                                               {"樱桃沟管委会", 0.34, 0.05, 0.62, 0.30}}};

Layer management_committees(const Terrain& terrain, const Units& units) {
  Honeycomb cells = *units.cells;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells.label(cell) < 0) continue;
    const Point at = cells.centre(cell);
    const DistrictPlace place = terrain.district_at(at.x, at.y);
    cells.label(cell) = Honeycomb::outside;
    for (std::size_t k = 0; k < committees.size() && place.district >= 0; ++k) {
      const Committee& c = committees[k];
      if (place.across >= c.west && place.across < c.east && place.along >= c.south && place.along < c.north)
        cells.label(cell) =
            place.district * static_cast<std::int32_t>(committees.size()) + static_cast<std::int32_t>(k);
    }
  }
  cells.join_fragments();
  const auto count = terrain.districts() * static_cast<std::int32_t>(committees.size());
  Table table("committees", Shape::area);
  table.column<Texts>("code").column<Texts>("name");
  table.geometries() = cells.outlines(count, hashed({terrain.seed(), 214}));
  for (std::int32_t i = 0; i < count; ++i) {
    const auto district = static_cast<std::size_t>(i) / committees.size();
    const std::string name = committees[static_cast<std::size_t>(i) % committees.size()].name;
    table.row(
        fmt::format("{}-{}", units.list[district * unit_seeds().size()].code.substr(0, 6),
                    static_cast<std::size_t>(i) % committees.size() + 1),
        district == 0 ? name : fmt::format("{}（{}）", name, units.list[district * unit_seeds().size()].district));
  }
  return table.take();
}

}  // namespace

std::vector<Layer> make_communities(const Terrain& terrain, const Units& units) {
  std::vector<Layer> layers;
  layers.push_back(communities(terrain, units));
  layers.push_back(management_committees(terrain, units));
  return layers;
}

}  // namespace gapmap::sample
