// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "geo/cover.h"
#include "geo/cover_outline.h"
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

/// Polygons in world coordinates, with their areas.
struct Kept {
  Geometries& polygons;
  std::vector<double>& area;
};

/// Takes polygons that were found near the origin into a list in world coordinates.
class Keeper {
 public:
  Keeper(Point origin, double smallest) : origin_(origin), smallest_(smallest) {}

  /// A polygon that was drawn from the cover's own boundary: only where something touches must it be looked at.
  void add(const cover::Outline::Polygon& drawn, Kept into) {
    if (!is_large(drawn.area)) return;
    Geometries& placed = into.polygons;
    if (drawn.doubtful) {
      Geometries polygon(Shape::area);
      for (const std::vector<Point>& ring : drawn.rings) polygon.add_part(ring);
      polygon.end_feature();
      return place(polygon, 0, drawn.area, into);
    }
    for (const std::vector<Point>& ring : drawn.rings) {
      for (const Point p : ring) placed.add_vertex({p.x + origin_.x, p.y + origin_.y});
      placed.end_part();
    }
    placed.end_feature();
    into.area.push_back(drawn.area);
  }

  /// Polygons of an overlay near the origin.
  void add(const Geometries& feature, Kept into) {
    const straight::Polygons polygons = straight::polygons_of(feature, 0);
    for (std::size_t i = 0; i < polygons.areas.size(); ++i)
      if (is_large(polygons.square_metres[i])) place(polygons.areas, i, polygons.square_metres[i], into);
  }

  /// Polygons in world coordinates that are valid.
  void add_placed(const straight::Polygons& polygons, Kept into) {
    for (std::size_t i = 0; i < polygons.areas.size(); ++i) {
      if (!is_large(polygons.square_metres[i])) continue;
      into.polygons.add_feature(polygons.areas, i);
      into.area.push_back(polygons.square_metres[i]);
    }
  }

  double dropped() const { return dropped_; }

 private:
  bool is_large(double area) {
    if (area > 0 && area >= smallest_) return true;
    dropped_ += std::max(area, 0.0);
    return false;
  }

  /// Far from the origin coordinates are coarser, which can fold a needle.
  void place(const Geometries& polygons, std::size_t feature, double area, Kept into) {
    const Geometries placed = cover::moved(polygons, feature, origin_.x, origin_.y);
    if (find_invalidity(placed, 0).reason.empty()) {
      into.polygons.add_feature(placed, 0);
      into.area.push_back(area);
      return;
    }
    Geometries mended(Shape::area);
    make_valid(placed, 0, mended);
    const straight::Polygons pieces = straight::polygons_of(mended, 0);
    for (std::size_t piece = 0; piece < pieces.areas.size(); ++piece) {
      into.polygons.add_feature(pieces.areas, piece);
      into.area.push_back(area * (pieces.square_metres[piece] / pieces.total()));
    }
  }

  Point origin_;
  double smallest_, dropped_ = 0;
};

/// By general overlay of whole discs and bands, for what touches in ways that cannot be followed.
void trace_by_overlay(const cover::Primitives& primitives, const std::vector<std::uint32_t>& ids,
                      const std::vector<std::uint32_t>& parks, const Geometries& flat_pieces, double tolerance,
                      const Geometries& area, Keeper& keeper, Cover::Traced& traced) {
  Geometries pieces = flat_pieces;
  for (const std::uint32_t id : ids) {
    if (primitives.is_disc(id))
      add_circle(primitives.disc(id), tolerance, pieces);
    else
      add_band(primitives.band(id), pieces);
  }
  for (const std::uint32_t park : parks) primitives.parks[park].add_to(pieces);
  Geometries gap(Shape::area), served(Shape::area), whole(Shape::area);
  const Geometries united = unite(pieces);
  for (std::size_t part = 0; part < united.part_count(); ++part) whole.add_part(united.part(part));
  whole.end_feature();
  difference(area, 0, whole, 0, gap);
  intersection(area, 0, whole, 0, served);
  keeper.add(gap, {traced.gap, traced.gap_area});
  keeper.add(served, {traced.served, traced.served_area});
}

}  // namespace

Cover::Traced Cover::trace(const Geometries& areas, std::size_t feature, Metres chord_tolerance,
                           SquareMetres smallest) const {
  Traced traced;
  if (areas.is_null(feature)) return traced;
  const cover::Primitives& primitives = parts_->primitives;
  Keeper keeper(primitives.origin, smallest.value);
  if (parts_->flat.empty()) {
    cover::Rings rings(areas, feature, primitives.origin);
    // Chords on the circle's inside are off by their whole height; half of the tolerance halves what they leave out.
    cover::Outline outline(primitives, parts_->grid, parts_->boundary, chord_tolerance.value / 2);
    std::vector<cover::Outline::Polygon> gap, served;
    if (outline.draw(rings, gap, served)) {
      for (const auto& polygon : gap) keeper.add(polygon, {traced.gap, traced.gap_area});
      for (const auto& polygon : served) keeper.add(polygon, {traced.served, traced.served_area});
      traced.dropped = keeper.dropped() + outline.slivers();
      return traced;
    }
  }
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
  straight::Cut cut;
  if (!parts_->flat.empty()) cut = straight::cut(parts_->flat.region(), areas, feature);
  if (ids.empty() && parks.empty() && !parts_->flat.empty()) {
    keeper.add_placed(cut.outside, {traced.gap, traced.gap_area});
    keeper.add_placed(cut.inside, {traced.served, traced.served_area});
  } else {
    Geometries flat(Shape::area);
    if (cut.inside.areas.size() > 0)
      flat = cover::moved(cut.inside.together(), 0, -primitives.origin.x, -primitives.origin.y);
    trace_by_overlay(primitives, ids, parks, flat, chord_tolerance.value, area, keeper, traced);
  }
  traced.dropped = keeper.dropped();
  return traced;
}

}  // namespace gapmap
