// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "geo/geometry.h"

namespace gapmap::sample {

/// Smooth noise in -1..1 with features as wide as `wavelength` metres. Made of arithmetic that is exact to
/// the bit everywhere: no sine, no power.
double noise(std::uint64_t seed, double x, double y, double wavelength);

/// Where a place lies within its district: `across` from west to east, `along` from south to north, 0..1.
struct DistrictPlace {
  int district = -1;  ///< -1 outside all districts
  double across = 0;
  double along = 0;
};

/// The lie of the land. All is drawn on a flat sheet (u, v in metres) where streets are straight, and then
/// bent into the world by `world`; the bending is smooth and one to one, so what does not cross on the sheet
/// does not cross in the world.
class Terrain {
 public:
  Terrain(std::uint64_t seed, double scale);

  std::uint64_t seed() const { return seed_; }
  double scale() const { return scale_; }
  int districts() const { return districts_; }
  /// The sheet's part that holds all districts.
  Box box() const;

  /// Easting and northing, rounded to the millimetre.
  Point world(double u, double v) const;
  DistrictPlace district_at(double u, double v) const;
  /// How urban a place is: about 0 in the fields, above 1 in the old centre.
  double density(double u, double v) const;
  /// The density above which land is built up: fixes the built-up area.
  double urban_threshold() const { return urban_threshold_; }
  /// The sheet's columns along which rivers run.
  const std::vector<double>& rivers() const { return rivers_; }

 private:
  struct Local {
    int column, row;
    double across, along;
  };
  Local local(double u, double v) const;
  double lean(double v) const;
  void calibrate();

  std::uint64_t seed_;
  double scale_;
  int districts_;
  int columns_;
  double width_, height_;
  double urban_threshold_ = 0.5;
  std::vector<double> rivers_;
};

}  // namespace gapmap::sample
