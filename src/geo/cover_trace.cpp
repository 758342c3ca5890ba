// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

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

/// Takes polygons that were found near the origin into a list in world coordinates.
class Keeper {
 public:
  Keeper(Point origin, double smallest) : origin_(origin), smallest_(smallest) {}

  /// `holes` is a polygon of the supply that lies strictly inside polygon `base` and touches nothing there; its rings
  /// are exact, so that only the base must be looked at.
  void add(const Geometries& polygons, std::size_t base, const Geometries& holes, Geometries& into) {
    Geometries polygon(Shape::area);
    for (std::size_t part = 0; part < polygons.parts_of(base); ++part) polygon.add_part(polygons.part(base, part));
    for (std::size_t part = 0; part < holes.part_count(); ++part) polygon.add_part(holes.part(part));
    polygon.end_feature();
    if (!is_large(polygon)) return;
    // Far from the origin coordinates are coarser, which can fold a needle.
    const Geometries placed = cover::moved(polygon, 0, origin_.x, origin_.y);
    if (find_invalidity(cover::moved(polygons, base, origin_.x, origin_.y), 0).reason.empty())
      into.add_feature(placed, 0);
    else
      add_mended(placed, into);
  }

  /// A polygon whose vertices are those of the supply: moving it is exact.
  void add_exact(const Geometries& polygon, Geometries& into) {
    if (is_large(polygon)) into.add_feature(cover::moved(polygon, 0, origin_.x, origin_.y), 0);
  }

  double dropped() const { return dropped_; }

 private:
  bool is_large(const Geometries& polygon) {
    const double area = area_of(polygon, 0);
    if (area > 0 && area >= smallest_) return true;
    dropped_ += std::max(area, 0.0);
    return false;
  }

  static void add_mended(const Geometries& polygon, Geometries& into) {
    Geometries mended(Shape::area);
    make_valid(polygon, 0, mended);
    const Geometries pieces = cover::split(mended, 0);
    for (std::size_t piece = 0; piece < pieces.size(); ++piece) into.add_feature(pieces, piece);
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
      keeper.add_exact(one_ring(polygons.part(polygon, part), true), traced.gap);
  }
  for (std::size_t i = 0; i < open.size(); ++i) keeper.add(open, i, holes[i], traced.gap);
  for (std::size_t i = 0; i < taken.size(); ++i) keeper.add(taken, i, none, traced.served);
  for (const std::uint32_t polygon : alone) keeper.add_exact(flat.together(std::span(&polygon, 1)), traced.served);
}

}  // namespace

Cover::Traced Cover::trace(const Geometries& areas, std::size_t feature, Metres chord_tolerance,
                           SquareMetres smallest) const {
  Traced traced;
  if (areas.is_null(feature)) return traced;
  const cover::Primitives& primitives = parts_->primitives;
  const Geometries area = parts_->local(areas, feature);
  Keeper keeper(primitives.origin, smallest.value);
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
  if (pieces.size() == 0) {
    trace_flat(parts_->flat, area, keeper, traced);
    traced.dropped = keeper.dropped();
    return traced;
  }
  const cover::Flat::Near near = parts_->flat.near(area);
  for (const auto* polygons : {&near.inside, &near.crossed})
    for (const std::uint32_t polygon : *polygons) pieces.add_feature(parts_->flat.polygons(), polygon);

  Geometries gap(Shape::area), served(Shape::area), whole(Shape::area);
  const Geometries united = unite(pieces);
  for (std::size_t part = 0; part < united.part_count(); ++part) whole.add_part(united.part(part));
  whole.end_feature();
  difference(area, 0, whole, 0, gap);
  intersection(area, 0, whole, 0, served);
  const Geometries none(Shape::area);
  for (auto [found, into] : {std::pair(&gap, &traced.gap), std::pair(&served, &traced.served)}) {
    const Geometries polygons = cover::split(*found, 0);
    for (std::size_t i = 0; i < polygons.size(); ++i) keeper.add(polygons, i, none, *into);
  }
  traced.dropped = keeper.dropped();
  return traced;
}

}  // namespace gapmap
