// SPDX-License-Identifier: MIT
#include "output/map_symbols.h"

#include "output/map_frame.h"
#include "output/map_units.h"
#include "output/palette.h"

namespace gapmap {

void trace(Canvas& canvas, const Geometries& geometries, std::size_t feature, const MapView& view) {
  constexpr double least = 0.12;  // mm: what is smaller is drawn as a dot of this size, so that nothing vanishes
  const bool is_area = geometries.shape() == Shape::area;
  if (geometries.shape() == Shape::point) {
    for (std::size_t part = 0; part < geometries.parts_of(feature); ++part) {
      const Point p = view.at(geometries.part(feature, part)[0]);
      canvas.circle(p.x, p.y, 0.3);
    }
    return;
  }
  if (is_area) {
    const Box box = geometries.box(feature);
    const double width = (box.high.x - box.low.x) * view.mm_per_metre(),
                 height = (box.high.y - box.low.y) * view.mm_per_metre();
    if (width < least && height < least) {
      const Point p = view.at(box.low);
      canvas.rectangle(p.x, p.y - least, least, least);
      return;
    }
  }
  for (std::size_t part = 0; part < geometries.parts_of(feature); ++part)
    canvas.path(outline(geometries.part(feature, part), view), is_area);
}

void hatch(Canvas& canvas, const Frame& frame, double scale) {
  const double step = 1.3 * std::max(scale, 0.6);
  canvas.clip_to_path();
  for (double x = frame.x - frame.height; x < frame.right(); x += step)
    canvas.path({{x, frame.bottom()}, {x + frame.height, frame.y}}, false);
  canvas.colour(palette::hatch);
  canvas.stroke(0.1);
  canvas.unclip();
}

void marker(Canvas& canvas, std::size_t number, double x, double y, double radius) {
  const double r = radius * 1.1;
  switch (number % 4) {
    case 0: canvas.rectangle(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8); break;
    case 1: canvas.path({{x, y - r * 1.15}, {x + r * 1.1, y + r * 0.75}, {x - r * 1.1, y + r * 0.75}}, true); break;
    case 2: canvas.path({{x, y - r * 1.2}, {x + r * 1.2, y}, {x, y + r * 1.2}, {x - r * 1.2, y}}, true); break;
    default: canvas.circle(x, y, radius);
  }
  canvas.colour(palette::supply);
  canvas.fill(true);
  canvas.colour("#ffffff");
  canvas.stroke(std::min(0.14, 0.25 * radius));
}

void ring(Canvas& canvas, const std::string& colour, double x, double y, double radius) {
  const double rim = 0.4 * radius;
  canvas.circle(x, y, radius - rim / 2);
  canvas.colour("#ffffff");
  canvas.fill(true);
  canvas.colour(colour);
  canvas.stroke(rim);
}

double symbol_radius(std::size_t count, const MapView& view) {
  // A quarter of the paper that each of them would have.
  const double share =
      std::sqrt(view.frame.width * view.frame.height / static_cast<double>(std::max<std::size_t>(count, 1)));
  return std::clamp(0.16 * share, 0.22, 0.85);
}

void draw_sign(Canvas& canvas, const LegendRow& row, double x, double y, double scale) {
  constexpr double width = 6;
  const double height = 3.2 * scale;
  const double middle = y + height / 2;
  switch (row.sign) {
    case LegendRow::Sign::area:
    case LegendRow::Sign::hatched_area:
      canvas.rectangle(x, y, width, height);
      canvas.colour(row.colour, row.opacity);
      canvas.fill(true);
      canvas.colour("#666666");
      canvas.stroke(0.12);
      if (row.sign == LegendRow::Sign::area) break;
      canvas.rectangle(x, y, width, height);
      hatch(canvas, {x, y, width, height}, 1);
      break;
    case LegendRow::Sign::line:
      canvas.path({{x, middle}, {x + width, middle}}, false);
      canvas.colour(row.colour, row.opacity);
      canvas.stroke(row.size);
      break;
    case LegendRow::Sign::point:
      canvas.circle(x + width / 2, middle, row.size);
      canvas.colour(row.colour, row.opacity);
      canvas.fill();
      break;
    case LegendRow::Sign::ring: ring(canvas, row.colour, x + width / 2, middle, row.size); break;
    default: marker(canvas, row.marker, x + width / 2, middle, row.size);
  }
}

double draw_scale_bar(Canvas& canvas, const MapView& view, double x, double y, double room, Language language) {
  const double bar = round_below(room * view.denominator / 1000), length = bar * view.mm_per_metre();
  const Lettering lettering{.size = 2.5, .across = 0.5};
  canvas.text("0", x, y, lettering);
  // The unit stands once, after the last figure.
  canvas.text(grouped(bar >= 1000 ? bar / 2000 : bar / 2, std::fmod(bar, 2000) != 0 && bar >= 1000 ? 1 : 0),
              x + length / 2, y, lettering);
  canvas.text(distance_words(bar, language), x + length, y, lettering);
  canvas.colour("#222222");
  canvas.rectangle(x, y + 3.6, length / 2, 1.2);
  canvas.fill();
  canvas.colour("#222222");
  canvas.rectangle(x, y + 3.6, length, 1.2);
  canvas.stroke(0.18);
  return 5.2;
}

Frame draw_north_arrow(Canvas& canvas, const Atlas& atlas, const MapView& view, Language language) {
  const Frame corner = free_corner(atlas, view, 11, 14);
  const double x = corner.x + corner.width / 2, y = corner.y + 1.8;
  canvas.colour("#ffffff", 0.8);
  canvas.circle(x, y + 6, 6);
  canvas.fill();
  canvas.colour("#222222");
  canvas.path({{x, y}, {x + 2, y + 6.5}, {x, y + 5}, {x - 2, y + 6.5}}, true);
  canvas.fill();
  canvas.text(say("北", "N").in(language), x, y + 6.6, {.size = 2.8, .is_bold = true, .across = 0.5});
  return corner;
}

}  // namespace gapmap
