// SPDX-License-Identifier: MIT
#include "output/map_view.h"

namespace gapmap {
namespace {

constexpr double steps[] = {1, 1.2, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10};

double power_below(double value) { return std::pow(10, std::floor(std::log10(value))); }

}  // namespace

double round_below(double value) {
  const double power = power_below(value);
  for (const double step : {5.0, 2.0})
    if (step * power <= value) return step * power;
  return power;
}

double round_scale(double value) {
  const double power = power_below(value);
  for (const double step : steps)
    if (step * power >= value * (1 - 1e-12)) return step * power;
  return 10 * power;
}

double round_near(double value) {
  const double power = power_below(value);
  double best = power;
  for (const double step : steps)
    if (std::abs(step * power - value) < std::abs(best - value)) best = step * power;
  return best;
}

MapView fit_view(const Box& ground, const Frame& frame) {
  const double width = std::max(ground.high.x - ground.low.x, 1.0),
               height = std::max(ground.high.y - ground.low.y, 1.0);
  MapView view;
  view.frame = frame;
  view.denominator = round_scale(1000 * std::max(width / frame.width, height / frame.height));
  const double half_width = frame.width / 2 / view.mm_per_metre(), half_height = frame.height / 2 / view.mm_per_metre();
  const Point middle{(ground.low.x + ground.high.x) / 2, (ground.low.y + ground.high.y) / 2};
  view.ground = {{middle.x - half_width, middle.y - half_height}, {middle.x + half_width, middle.y + half_height}};
  return view;
}

std::string distance_words(double metres, Language language) {
  const bool is_long = metres >= 1000;
  const double number = is_long ? metres / 1000 : metres;
  const int decimals = number == std::floor(number) ? 0 : number < 10 ? 1 : 0;
  return grouped(number, decimals) + (is_long ? say(" 公里", " km") : say(" 米", " m")).in(language);
}

std::vector<Point> outline(Path path, const MapView& view) {
  constexpr double printable_mm = 0.05;
  std::vector<Point> result;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const Point p = view.at(path[i]);
    const bool is_end = i == 0 || i + 1 == path.size();
    if (!is_end && std::abs(p.x - result.back().x) < printable_mm && std::abs(p.y - result.back().y) < printable_mm)
      continue;
    result.push_back(p);
  }
  return result;
}

}  // namespace gapmap
