// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "geo/cover.h"
#include "geo/cover_parts.h"
#include "geo/overlay.h"

namespace gapmap {

namespace {

/// A regular polygon of the circle's own area, so that what is drawn differs little from what is counted: its
/// vertices lie outside and its chords inside the circle, both within the tolerance.
void add_circle(const cover::Disc& disc, double tolerance, Geometries& into) {
  const double ratio = std::clamp(1 - tolerance / disc.reach, -1.0, 1.0);
  const double wanted = std::ceil(std::numbers::pi / std::max(std::acos(ratio), 1e-4));
  const int count = static_cast<int>(std::clamp(wanted, 12.0, 20000.0));
  const double step = 2 * std::numbers::pi / count;
  const double radius = disc.reach * std::sqrt(step / std::sin(step));
  std::vector<Point> ring;
  for (int i = 0; i < count; ++i) {
    ring.push_back({disc.centre.x + radius * std::cos(i * step), disc.centre.y + radius * std::sin(i * step)});
  }
  ring.push_back(ring.front());
  into.add_feature(ring);
}

void add_band(const cover::Band& band, Geometries& into) {
  const std::array<Point, 5> ring{band.world(0, -band.reach), band.world(band.length, -band.reach),
                                  band.world(band.length, band.reach), band.world(0, band.reach),
                                  band.world(0, -band.reach)};
  into.add_feature(ring);
}

/// Copies the polygons of feature 0 that are large enough, back in world coordinates.
double keep(const Geometries& found, Point origin, double smallest, Geometries& into) {
  double dropped = 0;
  const Geometries polygons = cover::split(found, 0);
  for (std::size_t i = 0; i < polygons.size(); ++i) {
    const double area = area_of(polygons, i);
    if (!(area > 0) || area < smallest) {
      dropped += std::max(area, 0.0);
      continue;
    }
    // Far from the origin coordinates are coarser, which can fold a needle.
    const Geometries placed = cover::moved(polygons, i, origin.x, origin.y);
    if (find_invalidity(placed, 0).reason.empty()) {
      into.add_feature(placed, 0);
      continue;
    }
    Geometries mended(Shape::area);
    make_valid(placed, 0, mended);
    const Geometries pieces = cover::split(mended, 0);
    for (std::size_t piece = 0; piece < pieces.size(); ++piece) into.add_feature(pieces, piece);
  }
  return dropped;
}

}  // namespace

Cover::Traced Cover::trace(const Geometries& areas, std::size_t feature, Metres chord_tolerance,
                           SquareMetres smallest) const {
  Traced traced;
  if (areas.is_null(feature)) return traced;
  const cover::Primitives& primitives = parts_->primitives;
  const Geometries area = parts_->local(areas, feature);
  std::vector<std::uint32_t> ids, parks;
  parts_->grid.for_each_cell(area.box(0), [&](std::size_t index) {
    const cover::Grid::Cell cell = parts_->grid.cell(index);
    ids.insert(ids.end(), cell.ids.begin(), cell.ids.end());
    parks.insert(parks.end(), cell.parks.begin(), cell.parks.end());
  });
  for (auto* list : {&ids, &parks}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  Geometries pieces(Shape::area);
  for (const std::uint32_t id : ids) {
    if (primitives.is_disc(id)) {
      add_circle(primitives.disc(id), chord_tolerance.value, pieces);
    } else {
      add_band(primitives.band(id), pieces);
    }
  }
  for (const std::uint32_t park : parks) primitives.parks[park].add_to(pieces);
  const bool is_flat_only = pieces.size() == 0;
  if (const auto near = parts_->flat.near(area.box(0))) pieces.add_feature(*near, 0);

  Geometries gap(Shape::area), served(Shape::area);
  if (pieces.size() == 0) {
    gap = area;
    served.end_feature();
  } else {
    // What lies flat is united already.
    const Geometries united = is_flat_only ? std::move(pieces) : unite(pieces);
    Geometries whole(Shape::area);
    for (std::size_t part = 0; part < united.part_count(); ++part) whole.add_part(united.part(part));
    whole.end_feature();
    difference(area, 0, whole, 0, gap);
    intersection(area, 0, whole, 0, served);
  }
  traced.dropped = keep(gap, primitives.origin, smallest.value, traced.gap) +
                   keep(served, primitives.origin, smallest.value, traced.served);
  return traced;
}

}  // namespace gapmap
