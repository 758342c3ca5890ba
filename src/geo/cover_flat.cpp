// SPDX-License-Identifier: MIT
#include "geo/cover_flat.h"

#include <algorithm>
#include <cmath>

namespace gapmap::cover {

Geometries moved(const Geometries& areas, std::size_t feature, double dx, double dy) {
  Geometries made(areas.shape());
  made.add_feature(areas, feature);
  for (Point& p : made.vertices()) p = {p.x + dx, p.y + dy};
  return made;
}

Flat::Flat(std::span<const CoverSupply> supplies) {
  Geometries chosen(Shape::area);
  for (const auto& [supply, rows, reach] : supplies) {
    if (supply.shape() != Shape::area) continue;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (reach[i] == 0 && !supply.is_null(rows[i])) chosen.add_feature(supply, rows[i]);
  }
  if (chosen.size() > 0) region_ = std::make_unique<const straight::Region>(straight::unite_straight(chosen));
}

void Flat::add_covered(Point p, Point q, Intervals& inside) const {
  if (empty()) return;
  Box box;
  box.add(p);
  box.add(q);
  if (!region_->box().intersects(box)) return;
  const Point d{q.x - p.x, q.y - p.y};
  const double dd = d.x * d.x + d.y * d.y;
  if (!(dd > 0)) return;
  const AreaLocator& locator = region_->locator();
  std::vector<std::uint32_t> near;
  locator.grid().along(p, q, [&](std::size_t cell) {
    const auto items = locator.grid().items(cell);
    near.insert(near.end(), items.begin(), items.end());
  });
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  std::vector<double> cuts{0, 1};
  const auto cut = [&](double t) {
    if (t > 0 && t < 1) cuts.push_back(t);
  };
  for (const std::uint32_t e : near) {
    const auto& [start, end, polygon] = locator.edges()[e];
    const Point a{start.x - p.x, start.y - p.y}, b{end.x - p.x, end.y - p.y};
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
    if (region_->contains({p.x + t * d.x, p.y + t * d.y})) inside.push_back({cuts[i - 1], cuts[i]});
  }
}

}  // namespace gapmap::cover
