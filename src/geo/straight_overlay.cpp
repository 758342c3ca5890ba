// SPDX-License-Identifier: MIT
#include "geo/straight_overlay.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "geo/overlay.h"
#include "geo/straight_groups.h"
#include "geo/straight_walk.h"

namespace gapmap::straight {
namespace {

using Side = Chains::Side;

bool is_of_both(const Chains::Chain& chain) {
  return chain.side == Side::inside || (chain.is_area && chain.side == Side::same_way);
}
Turn in_both(const Chains::Chain& chain) { return is_of_both(chain) ? Turn::forward : Turn::out; }
Turn in_rest(const Chains::Chain& chain) {
  if (chain.is_area) return chain.side == Side::outside || chain.side == Side::other_way ? Turn::forward : Turn::out;
  return chain.side == Side::inside ? Turn::backward : Turn::out;
}
Turn in_either(const Chains::Chain& chain) {
  const bool is_shared = chain.is_area && chain.side == Side::same_way;
  return chain.side == Side::outside || is_shared ? Turn::forward : Turn::out;
}

Geometries pick(const Geometries& polygons, const std::vector<std::uint32_t>& chosen) {
  Geometries made(Shape::area);
  for (const std::uint32_t polygon : chosen)
    for (std::size_t part = 0; part < polygons.parts_of(polygon); ++part) made.add_part(polygons.part(polygon, part));
  made.end_feature();
  return made;
}

bool are_valid(const Geometries& polygons) {
  for (std::size_t i = 0; i < polygons.size(); ++i)
    if (!find_invalidity(polygons, i).reason.empty()) return false;
  return true;
}

/// The polygons of a feature that GEOS made, mended where it left a needle.
Assembly mended(const Geometries& area) {
  if (area.parts_of(0) == 0 || find_invalidity(area, 0).reason.empty()) return Assembly(area, 0);
  Geometries valid(Shape::area);
  make_valid(area, 0, valid);
  return Assembly(valid, 0);
}

/// Twice the integral of x dy - y dx along a chain, around a place nearby.
double sweep(Path path, Point centre) {
  double twice = 0;
  for (std::size_t k = 1; k < path.size(); ++k)
    twice += (path[k - 1].x - centre.x) * (path[k].y - centre.y) - (path[k - 1].y - centre.y) * (path[k].x - centre.x);
  return twice;
}

}  // namespace

double Polygons::total() const {
  double sum = 0;
  for (const double each : square_metres) sum += each;
  return sum;
}

Geometries Polygons::together() const {
  Geometries made(Shape::area);
  for (std::size_t part = 0; part < areas.part_count(); ++part) made.add_part(areas.part(part));
  made.end_feature();
  return made;
}

Polygons polygons_of(const Geometries& areas, std::size_t feature) { return Assembly(areas, feature).polygons(); }

double common_area(const Region& region, const Geometries& areas, std::size_t feature) {
  if (areas.is_null(feature)) return 0;
  const Chains chains(region, areas, feature);
  double sum = 0;
  for (const std::uint32_t polygon : chains.whole()) sum += area_of(region.polygons(), polygon);
  if (!meets_up(chains, in_both)) {
    Geometries common(Shape::area);
    intersection(areas, feature, pick(region.polygons(), chains.met()), 0, common);
    return sum + area_of(common, 0);
  }
  const Point centre = areas.part(feature, 0)[0];
  double twice = 0;
  for (const Chains::Chain& chain : chains.chains())
    if (is_of_both(chain)) twice += sweep(chains.points(chain), centre);
  return sum + twice / 2;
}

Cut cut(const Region& region, const Geometries& areas, std::size_t feature) {
  if (areas.is_null(feature)) return {};
  const Chains chains(region, areas, feature);
  Assembly inside, outside;
  bool is_drawn = walk(chains, in_both, inside) && walk(chains, in_rest, outside);
  // What has no node is what it was; elsewhere rounding may have folded a ring.
  if (is_drawn && chains.nodes() > 0)
    is_drawn = are_valid(inside.polygons().areas) && are_valid(outside.polygons().areas);
  if (!is_drawn) {
    const Geometries met = pick(region.polygons(), chains.met());
    Geometries common(Shape::area), left(Shape::area);
    intersection(areas, feature, met, 0, common);
    difference(areas, feature, met, 0, left);
    inside = mended(common);
    outside = mended(left);
  }
  inside.add_whole(region.polygons(), chains.whole(), false);
  outside.add_whole(region.polygons(), chains.whole(), true);
  return {inside.polygons(), outside.polygons()};
}

namespace {

/// Two unions to one; both as one polygon a feature.
Geometries unite_two(const Geometries& one, const Geometries& other) {
  Polygons joined{one, {}};
  const Geometries area = joined.together();
  const Region region(other);
  const Chains chains(region, area, 0, true);
  Assembly either;
  if (walk(chains, in_either, either)) {
    Polygons made = either.polygons();
    if (!chains.is_close() || are_valid(made.areas)) return std::move(made.areas);
  }
  Geometries both(Shape::area);
  for (const Geometries* side : {&one, &other})
    for (std::size_t i = 0; i < side->size(); ++i) both.add_feature(*side, i);
  return unite(both);
}

struct Member {
  std::size_t feature;
  Point middle;
};

/// Halves joined to halves, so that what is joined lies together and most borders between go early.
Geometries unite_all(const Geometries& areas, std::span<Member> members) {
  if (members.size() == 1) return polygons_of(areas, members[0].feature).areas;
  Box box;
  for (const Member& member : members) box.add(member.middle);
  const bool is_wide = box.high.x - box.low.x > box.high.y - box.low.y;
  const std::size_t half = members.size() / 2;
  std::nth_element(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(half), members.end(),
                   [&](const Member& a, const Member& b) {
                     return is_wide ? std::tie(a.middle.x, a.feature) < std::tie(b.middle.x, b.feature)
                                    : std::tie(a.middle.y, a.feature) < std::tie(b.middle.y, b.feature);
                   });
  return unite_two(unite_all(areas, members.first(half)), unite_all(areas, members.subspan(half)));
}

}  // namespace

Geometries unite_straight(const Geometries& areas) {
  const std::vector<std::vector<std::size_t>> groups = touching_groups(areas);
  Geometries united(Shape::area);
  for (const std::vector<std::size_t>& group : groups) {
    std::vector<Member> members;
    for (const std::size_t feature : group) {
      const Box box = areas.box(feature);
      members.push_back({feature, {(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}});
    }
    Geometries made = unite_all(areas, members);
    if (group.size() > 1 && !are_valid(made)) {
      Geometries all(Shape::area);
      for (const std::size_t feature : group) all.add_feature(areas, feature);
      made = unite(all);
    }
    for (std::size_t i = 0; i < made.size(); ++i) united.add_feature(made, i);
  }
  return united;
}

}  // namespace gapmap::straight
