// SPDX-License-Identifier: MIT
#include "sample/terrain.h"

#include <algorithm>
#include <cmath>

#include "sample/random.h"

namespace gapmap::sample {
namespace {

// EPSG:4547 near Erqi: 113.50 E, 34.60 N is about (454 km, 3830 km).
constexpr Point corner{454300, 3830400};
constexpr double district_area = 156.2e6;  // m2
constexpr double built_up_area = 75e6;     // m2
constexpr double district_height = 17200;  // metres
constexpr double shift_of_row = 6000;      // metres that a district leans to the east on its way north

double corner_value(std::uint64_t seed, std::int64_t x, std::int64_t y) {
  return 2 * unit_real(hashed({seed, static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y)})) - 1;
}

double eased(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

/// 1 at the centre, 0 from `radius` on, smooth.
double bump(double distance_squared, double radius) {
  const double left = 1 - distance_squared / (radius * radius);
  return left > 0 ? left * left : 0;
}

}  // namespace

double noise(std::uint64_t seed, double x, double y, double wavelength) {
  x /= wavelength;
  y /= wavelength;
  const double cell_x = std::floor(x), cell_y = std::floor(y);
  const auto i = static_cast<std::int64_t>(cell_x), j = static_cast<std::int64_t>(cell_y);
  const double s = eased(x - cell_x), t = eased(y - cell_y);
  const double south = corner_value(seed, i, j) * (1 - s) + corner_value(seed, i + 1, j) * s;
  const double north = corner_value(seed, i, j + 1) * (1 - s) + corner_value(seed, i + 1, j + 1) * s;
  return south * (1 - t) + north * t;
}

Terrain::Terrain(std::uint64_t seed, double scale)
    : seed_(seed), scale_(scale), districts_(std::max(1, static_cast<int>(std::lround(scale)))) {
  columns_ = static_cast<int>(std::ceil(std::sqrt(1.8 * districts_)));
  if (districts_ == 1) columns_ = 1;
  const double shrink = std::sqrt(scale / districts_);  // districts of a scale below 1 are small ones
  height_ = district_height * shrink;
  width_ = district_area / district_height * shrink;
  calibrate();
  for (int column = 0; column < columns_; ++column)
    rivers_.push_back(std::round(column * width_ + 0.52 * width_ + shift_of_row / 2));
}

Box Terrain::box() const {
  const int rows = (districts_ + columns_ - 1) / columns_;
  return {{-2200, -2200}, {columns_ * width_ + shift_of_row + 2200, rows * height_ + 2200}};
}

double Terrain::lean(double v) const {
  // To and fro from row to row, so that rows of districts fit together.
  const double t = v / height_;
  const double within = t - 2 * std::floor(t / 2);
  const double rise = within < 1 ? within : 2 - within;
  return shift_of_row * rise;
}

Terrain::Local Terrain::local(double u, double v) const {
  const double du =
      1100 * noise(seed_ + 1, u, v, 5200) + 420 * noise(seed_ + 2, u, v, 1700) + 130 * noise(seed_ + 17, u, v, 620);
  const double dv =
      950 * noise(seed_ + 3, u, v, 4700) + 380 * noise(seed_ + 4, u, v, 1500) + 130 * noise(seed_ + 18, u, v, 640);
  const double across = (u + du - lean(v)) / width_, along = (v + dv) / height_;
  return {static_cast<int>(std::floor(across)), static_cast<int>(std::floor(along)), across - std::floor(across),
          along - std::floor(along)};
}

DistrictPlace Terrain::district_at(double u, double v) const {
  const Local place = local(u, v);
  const bool inside = place.column >= 0 && place.column < columns_ && place.row >= 0;
  const int district = place.row * columns_ + place.column;
  return {inside && district < districts_ ? district : -1, place.across, place.along};
}

double Terrain::density(double u, double v) const {
  // The centre, two towns and the villages stand at places of the unbent district.
  const double column = std::clamp(std::floor((u - lean(v)) / width_), 0.0, columns_ - 1.0);
  const double row = std::max(0.0, std::floor(v / height_));
  const double x = u - lean(v) - column * width_, y = v - row * height_;
  const auto squared_distance = [&](double across, double along) {
    const double dx = x - across * width_, dy = y - along * height_;
    return dx * dx + dy * dy;
  };
  double density = 1.12 - std::sqrt(squared_distance(0.62, 0.93)) / (0.66 * height_);
  density += 0.16 * noise(seed_ + 5, u, v, 2600) + 0.10 * noise(seed_ + 6, u, v, 900);
  density = std::max(density, 0.08 + 0.08 * noise(seed_ + 7, u, v, 1300));
  density += 0.52 * bump(squared_distance(0.20, 0.30), 0.135 * height_);
  density += 0.50 * bump(squared_distance(0.70, 0.22), 0.105 * height_);
  // Villages: one in every cell of 1.5 km, at a place of its own.
  constexpr double cell = 1500;
  const double i = std::floor(u / cell), j = std::floor(v / cell);
  for (double k = i - 1; k <= i + 1; ++k)
    for (double l = j - 1; l <= j + 1; ++l) {
      Random random(hashed({seed_, 8, static_cast<std::uint64_t>(static_cast<std::int64_t>(k)),
                            static_cast<std::uint64_t>(static_cast<std::int64_t>(l))}));
      const double du = (k + random.between(0.2, 0.8)) * cell - u, dv = (l + random.between(0.2, 0.8)) * cell - v;
      const double height = random.between(0.32, 0.70), radius = random.between(300, 620);
      density += height * bump(du * du + dv * dv, radius);
    }
  return density;
}

void Terrain::calibrate() {
  // Noise makes a district larger or smaller than planned: measure it on a raster, then stretch the sheet.
  for (int round = 0; round < 3; ++round) {
    const Box all = box();
    const double step = 100 * std::sqrt(std::max(1.0, scale_ / 4));
    double inside = 0;
    for (double v = all.low.y; v < all.high.y; v += step)
      for (double u = all.low.x; u < all.high.x; u += step) inside += district_at(u, v).district >= 0;
    width_ *= district_area * scale_ / std::max(inside * step * step, 1.0);
  }
  const Box all = box();
  const double step = 150 * std::sqrt(std::max(1.0, scale_ / 4));
  std::vector<double> densities;
  for (double v = all.low.y; v < all.high.y; v += step)
    for (double u = all.low.x; u < all.high.x; u += step)
      if (district_at(u, v).district >= 0) densities.push_back(density(u, v));
  std::sort(densities.begin(), densities.end());
  if (densities.empty()) return;
  const double share = 1 - built_up_area / district_area;
  urban_threshold_ = densities[static_cast<std::size_t>(share * static_cast<double>(densities.size() - 1))];
}

Point Terrain::world(double u, double v) const {
  double x = u + 210 * noise(seed_ + 11, u, v, 3900) + 64 * noise(seed_ + 12, u, v, 1050);
  const double y = v + 210 * noise(seed_ + 13, u, v, 3700) + 64 * noise(seed_ + 14, u, v, 1150);
  // Streets near a river bend with it.
  double nearest = 1e9;
  for (const double river : rivers_) nearest = std::min(nearest, std::abs(u - river));
  const double meander = 260 * noise(seed_ + 15, 0, v, 2300) + 110 * noise(seed_ + 16, 0, v, 1000);
  x += meander * bump(nearest * nearest, 2400);
  // A slight turn: no city stands exactly north to south.
  return {std::round((corner.x + x + 0.035 * y) * 1000) / 1000, std::round((corner.y + y - 0.035 * x) * 1000) / 1000};
}

}  // namespace gapmap::sample
