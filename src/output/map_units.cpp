// SPDX-License-Identifier: MIT
#include "output/map_units.h"

#include "output/map_labels.h"
#include "output/map_symbols.h"
#include "output/palette.h"

namespace gapmap {
namespace {

/// By the edges that a ray to the right crosses.
bool is_inside(const Geometries& areas, std::size_t feature, Point p) {
  bool is_odd = false;
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    const Path ring = areas.part(feature, part);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Point a = ring[i], b = ring[i + 1];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) is_odd = !is_odd;
    }
  }
  return is_odd;
}

}  // namespace

void draw_borders(Canvas& canvas, const Atlas& atlas, const MapView& view, double width) {
  const Geometries& areas = *atlas.partitions.front().areas;
  std::size_t count = 0;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas.is_null(i) || !areas.box(i).intersects(view.ground)) continue;
    trace(canvas, areas, i, view);
    ++count;
  }
  canvas.colour(palette::border);
  canvas.stroke(count > 2000 ? width / 4 : count > 200 ? width / 2 : width);
}

void draw_names(Canvas& canvas, const Atlas& atlas, const MapView& view, const std::vector<Frame>& taken) {
  const Atlas::Units& units = atlas.partitions.front();
  const auto lettering = [](double size) { return Lettering{.size = size, .halo = 0.17 * size, .across = 0.5}; };
  const auto name = [&](std::size_t i) { return shorten(units.units[i].name, 28); };
  const auto measure = [&](std::size_t i, double size) {
    const Canvas::Extent extent = canvas.measure(name(i), lettering(size));
    return Frame{0, 0, extent.width, extent.height * 0.8};
  };
  const std::vector<PlacedLabel> labels = place_labels(*units.areas, view, measure, taken);
  for (const PlacedLabel& label : labels) {
    if (!label.has_leader) continue;
    const Point middle{label.box.x + label.box.width / 2, label.box.y + label.box.height / 2};
    for (const auto& [colour, width] : {std::pair("#ffffff", 0.6), std::pair(palette::border, 0.15)}) {
      canvas.path({label.anchor, middle}, false);
      canvas.colour(colour);
      canvas.stroke(width);
    }
    canvas.circle(label.anchor.x, label.anchor.y, 0.3);
    canvas.fill();
  }
  for (const PlacedLabel& label : labels) {
    const double above = label.box.height * 0.125;  // of the line's own height, which the box leaves out
    canvas.text(name(label.feature), label.box.x + label.box.width / 2, label.box.y - above, lettering(label.size));
  }
}

Frame free_corner(const Atlas& atlas, const MapView& view, double width, double height) {
  const Frame& frame = view.frame;
  const double right = frame.right() - width, lower = frame.bottom() - height;
  Frame best{right, frame.y, width, height};
  if (atlas.partitions.empty()) return best;
  const Geometries& areas = *atlas.partitions.front().areas;
  constexpr int probes = 6;  // along each side
  int fewest = probes * probes + 1;
  for (const Point corner :
       {Point{right, frame.y}, Point{frame.x, frame.y}, Point{right, lower}, Point{frame.x, lower}}) {
    int covered = 0;
    for (int i = 0; i < probes * probes; ++i) {
      const Point p = view.ground_at(
          {corner.x + width * (i % probes + 0.5) / probes, corner.y + height * (i / probes + 0.5) / probes});
      for (std::size_t unit = 0; unit < areas.size(); ++unit)
        if (!areas.is_null(unit) && areas.box(unit).contains(p) && is_inside(areas, unit, p)) {
          ++covered;
          break;
        }
    }
    if (covered >= fewest) continue;
    fewest = covered;
    best = {corner.x, corner.y, width, height};
  }
  return best;
}

}  // namespace gapmap
