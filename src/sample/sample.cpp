// SPDX-License-Identifier: MIT
#include "sample/sample.h"

#include <cmath>
#include <iterator>

#include "base/error.h"
#include "sample/communities.h"
#include "sample/facilities.h"
#include "sample/grounds.h"
#include "sample/homes.h"
#include "sample/inspections.h"
#include "sample/neighbourhood.h"
#include "sample/quarters.h"
#include "sample/registers.h"
#include "sample/roadside.h"
#include "sample/street_works.h"
#include "sample/table.h"

namespace gapmap {
namespace {

using namespace sample;

Layer subdistricts(const Units& units) {
  Table table("subdistricts", Shape::area);
  table.column<Texts>("code")
      .column<Texts>("name")
      .column<Texts>("district")
      .column<Integers>("population")
      .column<Integers>("vehicles")
      .column<Numbers>("area_km2");
  table.geometries() = units.outlines;
  for (const Unit& unit : units.list)
    table.row(unit.code, unit.name, unit.district, unit.population, unit.vehicles, std::round(unit.area / 1e3) / 1e3);
  return table.take();
}

Layer built_up(const Units& units) {
  Table table("built_up", Shape::area);
  table.column<Integers>("year").column<Numbers>("area_km2");
  table.geometries() = units.built_up;
  for (std::size_t i = 0; i < units.built_up.size(); ++i)
    table.row(2018, std::round(area_of(units.built_up, i) / 1e3) / 1e3);
  return table.take();
}

}  // namespace

const Layer* SampleDistrict::find(std::string_view name) const {
  for (const Layer& layer : layers)
    if (layer.name == name) return &layer;
  return nullptr;
}

SampleDistrict make_sample(const SampleOptions& options) {
  if (!(options.scale >= 0.05 && options.scale <= 400))
    throw Error(Fault::usage, say("样例的倍数 {} 不在 0.05 到 400 之间",
                                  "the sample's scale {} is not between 0.05 and 400", exact(options.scale)));
  const auto tell = [&](const char* zh, const char* en, double done) { report(options.progress, {zh, en}, done); };

  tell("划分街道办", "drawing subdistricts", 0.0);
  const Terrain terrain(options.seed, options.scale);
  Units units = make_units(terrain);
  const AreaLocator locator(units.outlines);
  tell("铺设道路", "laying streets", 0.2);
  StreetPlan streets = make_streets(terrain, locator);
  const std::vector<Parcel> parcels = zone(terrain, streets.blocks);
  tell("建住宅", "building homes", 0.55);
  Homes homes = make_homes(terrain, parcels, locator, units);

  SampleDistrict district;
  const auto add = [&](std::vector<Layer> layers) {
    district.layers.insert(district.layers.end(), std::make_move_iterator(layers.begin()),
                           std::make_move_iterator(layers.end()));
  };
  district.layers.push_back(subdistricts(units));
  add(make_communities(terrain, units));
  district.layers.push_back(built_up(units));
  district.layers.push_back(std::move(homes.layer));
  tell("布置设施", "placing facilities", 0.75);
  add(make_roadside(terrain, streets.pieces, locator, units));
  add(make_street_works(terrain, streets.pieces, locator));
  const Spread spread(terrain, parcels, homes.of_parcel, units);
  add(make_facilities(spread));
  add(make_neighbourhood(spread));
  add(make_inspections(spread));
  add(make_registers(spread));
  tell("种树", "planting green", 0.9);
  add(make_quarters(spread, streets.pieces));
  add(make_grounds(terrain, parcels, make_rivers(terrain, locator)));
  tell("样例完成", "sample made", 1.0);
  return district;
}

}  // namespace gapmap
