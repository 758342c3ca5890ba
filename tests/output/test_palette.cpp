// SPDX-License-Identifier: MIT
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "output/palette.h"

namespace gapmap {
namespace {

using Colour = std::array<double, 3>;  ///< linear red, green, blue in 0..1
using Matrix = std::array<std::array<double, 3>, 3>;

Colour linear(const std::string& hex) {
  Colour colour;
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    colour[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return colour;
}

Colour times(const Matrix& matrix, const Colour& colour) {
  Colour result{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) result[i] += matrix[i][k] * colour[k];
  for (double& value : result) value = std::min(std::max(value, 0.0), 1.0);
  return result;
}

/// CIE L*a*b* under D65.
Colour lab(const Colour& rgb) {
  const Matrix to_xyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
  Colour xyz{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) xyz[i] += to_xyz[i][k] * rgb[k];
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f(xyz[0] / 0.9505), y = f(xyz[1]), z = f(xyz[2] / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double difference(const Colour& a, const Colour& b) { return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); }

// Machado, Oliveira and Fernandes (2009), full severity.
const std::vector<std::pair<std::string, Matrix>> eyes{
    {"all cones", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
};

/// The smallest difference (CIE 1976) between any two of the colours, as an eye sees them.
void check_apart(const std::vector<std::string>& colours, double least) {
  for (const auto& [eye, matrix] : eyes)
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        CAPTURE(eye, colours[i], colours[k]);
        CHECK(difference(lab(times(matrix, linear(colours[i]))), lab(times(matrix, linear(colours[k])))) >= least);
      }
}

double lightness(const std::string& hex) { return lab(linear(hex))[0]; }

}  // namespace

// A difference of 2.3 is just noticeable side by side; 10 is told apart at a glance on a map.
TEST_CASE("verdicts are told apart by every eye, and in grey print by their lightness") {
  check_apart({palette::met, palette::unmet, palette::no_data}, 10);
  check_apart({palette::met, palette::unmet, palette::all_unmet, palette::no_data}, 10);
  CHECK(lightness(palette::no_data) > lightness(palette::met) + 8);
  CHECK(lightness(palette::met) > lightness(palette::unmet) + 8);
  CHECK(lightness(palette::unmet) > lightness(palette::all_unmet) + 8);
}

TEST_CASE("grades of gaps run from light to dark, apart from each other, from land and from what is served") {
  std::vector<std::string> grades(std::begin(palette::gaps), std::end(palette::gaps));
  check_apart(grades, 10);
  for (std::size_t i = 1; i < grades.size(); ++i) CHECK(lightness(grades[i - 1]) > lightness(grades[i]) + 8);
  for (const std::string& grade : grades)
    for (const char* other : {palette::land, palette::served_area, palette::served_line, palette::supply,
                              palette::supply_ground, palette::surplus}) {
      if (grade == palette::gaps[3] && other == std::string(palette::supply)) continue;  // told apart by their shapes
      check_apart({grade, other}, 10);
    }
}

}  // namespace gapmap
