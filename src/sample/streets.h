// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/area_locator.h"
#include "geo/geometry.h"
#include "sample/terrain.h"
#include "sample/units.h"

namespace gapmap::sample {

enum class StreetClass : std::uint8_t { main, ordinary, alley, riverside };
const char* street_class_name(StreetClass of);

/// Streets between two junctions; the ends of pieces that meet are equal to the bit.
struct StreetPieces {
  Geometries lines{Shape::line};
  std::vector<StreetClass> classes;
  std::vector<std::string> names;
  std::vector<float> densities;  ///< Terrain::density at the middle
};

/// Land between streets, a rectangle on the sheet.
struct Block {
  double west, south, east, north;  ///< metres on the sheet
  double density;                   ///< Terrain::density, the largest within
  std::int32_t unit;                ///< index of the unit that holds its middle, or -1
  bool whole;                       ///< all of it lies in that unit

  Point middle() const { return {(west + east) / 2, (south + north) / 2}; }
  double area() const { return (east - west) * (north - south); }
};

struct StreetPlan {
  StreetPieces pieces;
  std::vector<Block> blocks;
};

/// Great streets in a loose grid with rivers between two walks, and within each mesh streets that halve the
/// land again and again: finely in town, hardly in the fields. A connected network; some streets end dead.
StreetPlan make_streets(const Terrain& terrain, const AreaLocator& units);

/// The land of a rectangle on the sheet, bent into the world: closed, anticlockwise.
std::vector<Point> bent_ring(const Terrain& terrain, double west, double south, double east, double north);

}  // namespace gapmap::sample
