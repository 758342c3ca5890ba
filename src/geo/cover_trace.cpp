// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

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
      return place(polygon, 0, Geometries(Shape::area), drawn.area, into);
    }
    for (const std::vector<Point>& ring : drawn.rings) {
      for (const Point p : ring) placed.add_vertex({p.x + origin_.x, p.y + origin_.y});
      placed.end_part();
    }
    placed.end_feature();
    into.area.push_back(drawn.area);
  }

  /// `holes` is a polygon of the supply that lies strictly inside polygon `base` and touches nothing there; its rings
  /// are exact, so that only the base must be looked at.
  void add(const Geometries& polygons, std::size_t base, const Geometries& holes, Kept into) {
    double area = area_of(polygons, base);
    for (std::size_t part = 0; part < holes.part_count(); ++part) area += signed_area(holes.part(part));
    if (is_large(area)) place(polygons, base, holes, area, into);
  }

  /// A polygon whose vertices are those of the supply: moving it is exact.
  void add_exact(const Geometries& polygon, Kept into) {
    const double area = area_of(polygon, 0);
    if (!is_large(area)) return;
    into.polygons.add_feature(cover::moved(polygon, 0, origin_.x, origin_.y), 0);
    into.area.push_back(area);
  }

  double dropped() const { return dropped_; }

 private:
  bool is_large(double area) {
    if (area > 0 && area >= smallest_) return true;
    dropped_ += std::max(area, 0.0);
    return false;
  }

  /// Far from the origin coordinates are coarser, which can fold a needle.
  void place(const Geometries& polygons, std::size_t base, const Geometries& holes, double area, Kept into) {
    Geometries polygon(Shape::area);
    for (std::size_t part = 0; part < polygons.parts_of(base); ++part) polygon.add_part(polygons.part(base, part));
    for (std::size_t part = 0; part < holes.part_count(); ++part) polygon.add_part(holes.part(part));
    polygon.end_feature();
    const Geometries placed = cover::moved(polygon, 0, origin_.x, origin_.y);
    if (find_invalidity(cover::moved(polygons, base, origin_.x, origin_.y), 0).reason.empty()) {
      into.polygons.add_feature(placed, 0);
      into.area.push_back(area);
      return;
    }
    Geometries mended(Shape::area);
    make_valid(placed, 0, mended);
    const Geometries pieces = cover::split(mended, 0);
    const double drawn = area_of(mended, 0);
    for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
      into.polygons.add_feature(pieces, piece);
      into.area.push_back(drawn > 0 ? area * (area_of(pieces, piece) / drawn) : 0);
    }
  }

  Point origin_;
  double smallest_, dropped_ = 0;
};

Geometries one_ring(Path ring, bool is_turned) {
  std::vector<Point> path(ring.begin(), ring.end());
  if (is_turned) std::reverse(path.begin(), path.end());
  Geometries made(Shape::area);
  made.add_feature(path);
  return made;
}

/// The served and the open part of an area where the supply is flat and each of its polygons that lies inside and
/// alone is a hole of the gap: only the others need overlay.
void trace_flat(const cover::Flat& flat, const Geometries& area, Keeper& keeper, Cover::Traced& traced) {
  const Kept gaps{traced.gap, traced.gap_area}, takes{traced.served, traced.served_area};
  const cover::Flat::Near near = flat.near(area);
  std::vector<std::uint32_t> crossed = near.crossed, alone;
  for (const std::uint32_t polygon : near.inside) (flat.is_alone(polygon) ? alone : crossed).push_back(polygon);
  Geometries gap(Shape::area), served(Shape::area);
  if (crossed.empty()) {
    gap = area;
    served.end_feature();
  } else {
    std::sort(crossed.begin(), crossed.end());
    const Geometries whole = flat.together(crossed);
    difference(area, 0, whole, 0, gap);
    intersection(area, 0, whole, 0, served);
  }
  const Geometries open = cover::split(gap, 0), taken = cover::split(served, 0);
  const Geometries none(Shape::area);
  std::vector<Geometries> holes(open.size(), none);
  const std::optional<AreaLocator> places = open.size() > 1 ? std::optional<AreaLocator>(open) : std::nullopt;
  for (const std::uint32_t polygon : alone) {
    const Geometries& polygons = flat.polygons();
    const Path border = polygons.part(polygon, 0);
    const std::int32_t around = places ? places->find(border[0]) : 0;
    if (around < 0) continue;
    const Geometries hole = one_ring(border, true);
    holes[static_cast<std::size_t>(around)].add_part(hole.part(0));
    for (std::size_t part = 1; part < polygons.parts_of(polygon); ++part)
      keeper.add_exact(one_ring(polygons.part(polygon, part), true), gaps);
  }
  for (std::size_t i = 0; i < open.size(); ++i) keeper.add(open, i, holes[i], gaps);
  for (std::size_t i = 0; i < taken.size(); ++i) keeper.add(taken, i, none, takes);
  for (const std::uint32_t polygon : alone) keeper.add_exact(flat.together(std::span(&polygon, 1)), takes);
}

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
  const Geometries none(Shape::area);
  for (const auto& [found, into] : {std::pair(&gap, Kept{traced.gap, traced.gap_area}),
                                    std::pair(&served, Kept{traced.served, traced.served_area})}) {
    const Geometries polygons = cover::split(*found, 0);
    for (std::size_t i = 0; i < polygons.size(); ++i) keeper.add(polygons, i, none, into);
  }
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
  if (ids.empty() && parks.empty()) {
    trace_flat(parts_->flat, area, keeper, traced);
  } else {
    Geometries flat(Shape::area);
    const cover::Flat::Near near = parts_->flat.near(area);
    for (const auto* polygons : {&near.inside, &near.crossed})
      for (const std::uint32_t polygon : *polygons) flat.add_feature(parts_->flat.polygons(), polygon);
    trace_by_overlay(primitives, ids, parks, flat, chord_tolerance.value, area, keeper, traced);
  }
  traced.dropped = keeper.dropped();
  return traced;
}

}  // namespace gapmap
