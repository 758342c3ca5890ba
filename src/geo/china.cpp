// SPDX-License-Identifier: MIT
#include "geo/china.h"

#include <cmath>
#include <numbers>

namespace gapmap::china {
namespace {

using std::numbers::pi;

constexpr double major_axis = 6378245.0;  // Krasovsky 1940, metres
constexpr double eccentricity_squared = 0.00669342162296594323;
constexpr Point origin{105, 35};
constexpr int inverse_steps = 5;

bool is_outside(Point p) { return p.x < 72.004 || p.x > 137.8347 || p.y < 0.8293 || p.y > 55.8271; }

/// The wave that the eastward and the northward shift have in common.
double common_wave(double x) { return (20 * std::sin(6 * pi * x) + 20 * std::sin(2 * pi * x)) * 2 / 3; }

double northward(double x, double y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + common_wave(x) +
         (20 * std::sin(pi * y) + 40 * std::sin(pi * y / 3)) * 2 / 3 +
         (160 * std::sin(pi * y / 12) + 320 * std::sin(pi * y / 30)) * 2 / 3;
}

double eastward(double x, double y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + common_wave(x) +
         (20 * std::sin(pi * x) + 40 * std::sin(pi * x / 3)) * 2 / 3 +
         (150 * std::sin(pi * x / 12) + 300 * std::sin(pi * x / 30)) * 2 / 3;
}

template <typename Forward>
Point invert(Point shifted, Forward forward) {
  Point guess = shifted;
  for (int step = 0; step < inverse_steps; ++step) {
    const Point there = forward(guess);
    guess = {guess.x + shifted.x - there.x, guess.y + shifted.y - there.y};
  }
  return guess;
}

}  // namespace

Point wgs84_to_gcj02(Point p) {
  if (is_outside(p)) return p;
  const double x = p.x - origin.x, y = p.y - origin.y;
  const double latitude = p.y * pi / 180;
  const double sine = std::sin(latitude);
  const double m = 1 - eccentricity_squared * sine * sine;
  const double meridian = major_axis * (1 - eccentricity_squared) / (m * std::sqrt(m)) * pi / 180;
  const double parallel = major_axis / std::sqrt(m) * std::cos(latitude) * pi / 180;
  return {p.x + eastward(x, y) / parallel, p.y + northward(x, y) / meridian};
}

Point gcj02_to_wgs84(Point p) {
  if (is_outside(p)) return p;
  return invert(p, wgs84_to_gcj02);
}

Point gcj02_to_bd09(Point p) {
  const double turn = pi * 3000 / 180;
  const double radius = std::hypot(p.x, p.y) + 0.00002 * std::sin(p.y * turn);
  const double angle = std::atan2(p.y, p.x) + 0.000003 * std::cos(p.x * turn);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

Point bd09_to_gcj02(Point p) { return invert(p, gcj02_to_bd09); }

}  // namespace gapmap::china
