// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "geo/area_locator.h"
#include "geo/nearest.h"
#include "siting/site_case.h"

namespace gapmap {

/// The land on which new facilities may stand: some areas without some others, or everywhere.
class AllowedLand {
 public:
  AllowedLand() = default;  ///< everywhere
  /// Borders belong to the land. `inside` null: everywhere but `outside`; then only `allows` can be asked.
  AllowedLand(const Geometries* inside, const Geometries* outside);

  bool allows(Point p) const;
  /// Polygons of the land; nothing where it has no outer border.
  const std::optional<Geometries>& region() const { return region_; }
  /// Its borders: of the region, or else of what is left out.
  const Geometries& borders() const { return borders_; }

 private:
  std::optional<Geometries> region_;
  Geometries borders_{Shape::area};
  std::shared_ptr<const AreaLocator> inside_, outside_;
  std::shared_ptr<const Nearest> edge_;
};

/// Places that were made up, because no layer offers any.
struct GeneratedPlaces {
  std::vector<Point> places;
  /// No other place of the land serves more within the limits than some of these, or some set of these; straight
  /// distance only.
  bool is_exact = false;
  /// Where it is not: no place of the land is farther than this from one of these, in metres. So an answer over these
  /// is as good as one over all places for limits that are shorter by as much.
  double loss = 0;
};

/// The places that suffice: wherever a facility stands, it can be moved, serving at least the same demand, until it
/// stands where two limits (circles about demand) or a limit and a border meet; or at a demand or a point of a circle
/// that meets nothing. Nothing where they are more than `most`. Places that serve the same are given once.
/// R. L. Church (1984), The planar maximal covering location problem, Journal of Regional Science 24, 185-201.
std::optional<GeneratedPlaces> exact_places(const SiteCase& site_case, const AllowedLand& land, std::size_t most);

/// A hexagonal grid over the land around the demand that is not served, `spacing` metres between neighbours; places
/// that serve nobody new are left out. Throws Error{Fault::usage} where it has more than `most` points.
GeneratedPlaces grid_places(const SiteCase& site_case, const AllowedLand& land, double spacing, std::size_t most);

}  // namespace gapmap
