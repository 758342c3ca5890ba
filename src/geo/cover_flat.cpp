// SPDX-License-Identifier: MIT
#include "geo/cover_flat.h"

#include <algorithm>

#include "geo/overlay.h"

namespace gapmap::cover {

Geometries split(const Geometries& areas, std::size_t feature) {
  Geometries made(Shape::area);
  bool open = false;
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    const Path ring = areas.part(feature, part);
    if (open && signed_area(ring) > 0) made.end_feature();
    made.add_part(ring);
    open = true;
  }
  if (open) made.end_feature();
  return made;
}

Geometries moved(const Geometries& areas, std::size_t feature, double dx, double dy) {
  Geometries made(areas.shape());
  made.add_feature(areas, feature);
  for (Point& p : made.vertices()) p = {p.x + dx, p.y + dy};
  return made;
}

Flat::Flat(std::span<const CoverSupply> supplies, Point origin) {
  Geometries chosen(Shape::area);
  for (const auto& [supply, rows, reach] : supplies) {
    if (supply.shape() != Shape::area) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (reach[i] == 0 && !supply.is_null(rows[i])) chosen.add_feature(supply, rows[i]);
    }
  }
  if (chosen.size() == 0) return;
  for (Point& p : chosen.vertices()) p = {p.x - origin.x, p.y - origin.y};
  polygons_ = unite(chosen);
  Geometries whole(Shape::area);
  Box box;
  for (std::size_t i = 0; i < polygons_.size(); ++i) {
    boxes_.push_back(polygons_.box(i));
    box.add(boxes_.back());
    for (std::size_t part = 0; part < polygons_.parts_of(i); ++part) {
      const Path ring = polygons_.part(i, part);
      whole.add_part(ring);
      for (std::size_t v = 1; v < ring.size(); ++v) {
        starts_.push_back(ring[v - 1]);
        ends_.push_back(ring[v]);
      }
    }
  }
  whole.end_feature();
  rings_.emplace(whole, 0, Point{});
  rings_->build();
  if (box.empty()) return;
  locator_.emplace(polygons_);
  std::vector<Box> apart = boxes_;
  for (Box& one : apart) one = one.grown(1e-6);
  std::vector<std::uint32_t> members(polygons_.size(), 0);
  const std::vector<std::size_t> group = groups_of(apart);
  for (const std::size_t leader : group) ++members[leader];
  for (const std::size_t leader : group) alone_.push_back(members[leader] == 1);
  edges_ = CellGrid(box.grown(1), starts_.size());
  edges_.fill([&](const auto& emit) {
    for (std::size_t e = 0; e < starts_.size(); ++e) emit(starts_[e], ends_[e], static_cast<std::uint32_t>(e));
  });
}

Flat::Near Flat::near(const Geometries& area) const {
  Near found;
  std::vector<std::uint32_t> candidates, holders;
  if (!locator_ || area.is_null(0)) return found;
  locator_->meets(area.box(0), candidates);
  if (candidates.empty()) return found;
  const AreaLocator inside(area);
  for (const std::uint32_t polygon : candidates) {
    if (inside.meets(boxes_[polygon], holders))
      found.crossed.push_back(polygon);
    else if (!holders.empty())
      found.inside.push_back(polygon);
  }
  return found;
}

Geometries Flat::together(std::span<const std::uint32_t> polygons) const {
  Geometries made(Shape::area);
  for (const std::uint32_t polygon : polygons)
    for (std::size_t part = 0; part < polygons_.parts_of(polygon); ++part) made.add_part(polygons_.part(polygon, part));
  made.end_feature();
  return made;
}

void Flat::add_covered(Point p, Point q, Intervals& inside) const {
  if (empty()) return;
  Box box;
  box.add(p);
  box.add(q);
  if (!rings_->box().intersects(box)) return;
  const Point d{q.x - p.x, q.y - p.y};
  const double dd = d.x * d.x + d.y * d.y;
  if (!(dd > 0)) return;
  std::vector<std::uint32_t> near;
  edges_.along(p, q, [&](std::size_t cell) {
    const auto items = edges_.items(cell);
    near.insert(near.end(), items.begin(), items.end());
  });
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<double> cuts{0, 1};
  const auto cut = [&](double t) {
    if (t > 0 && t < 1) cuts.push_back(t);
  };
  for (const std::uint32_t e : near) {
    const Point a{starts_[e].x - p.x, starts_[e].y - p.y}, b{ends_[e].x - p.x, ends_[e].y - p.y};
    const double a_left = d.x * a.y - d.y * a.x, b_left = d.x * b.y - d.y * b.x;
    const double a_along = (a.x * d.x + a.y * d.y) / dd, b_along = (b.x * d.x + b.y * d.y) / dd;
    if (a_left == 0) cut(a_along);
    if (b_left == 0) cut(b_along);
    if ((a_left > 0) != (b_left > 0)) cut(a_along + a_left / (a_left - b_left) * (b_along - a_along));
  }
  std::sort(cuts.begin(), cuts.end());
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    if (!(cuts[i - 1] < cuts[i])) continue;
    const double t = (cuts[i - 1] + cuts[i]) / 2;
    if (rings_->winding_built({p.x + t * d.x, p.y + t * d.y}) != 0) inside.push_back({cuts[i - 1], cuts[i]});
  }
}

}  // namespace gapmap::cover
