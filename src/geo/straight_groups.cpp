// SPDX-License-Identifier: MIT
#include "geo/straight_groups.h"

#include <algorithm>
#include <numeric>

#include "geo/area_locator.h"
#include "geo/straight_region.h"

namespace gapmap::straight {
namespace {

using Edge = AreaLocator::Edge;

bool come_near(const Edge& one, const Edge& other) {
  const auto& [a, b, first] = one;
  const auto& [c, d, second] = other;
  if (std::max(a.x, b.x) < std::min(c.x, d.x) - snap || std::min(a.x, b.x) > std::max(c.x, d.x) + snap) return false;
  if (std::max(a.y, b.y) < std::min(c.y, d.y) - snap || std::min(a.y, b.y) > std::max(c.y, d.y) + snap) return false;
  const auto side = [](Point p, Point q, Point r) { return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x); };
  if ((side(a, b, c) > 0) != (side(a, b, d) > 0) && (side(c, d, a) > 0) != (side(c, d, b) > 0)) return true;
  constexpr double most = 4 * snap * snap;
  return beside(a, c, d).square <= most || beside(b, c, d).square <= most || beside(c, a, b).square <= most ||
         beside(d, a, b).square <= most;
}

}  // namespace

std::vector<std::vector<std::size_t>> touching_groups(const Geometries& areas) {
  std::vector<std::size_t> leader(areas.size());
  std::iota(leader.begin(), leader.end(), 0);
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i] = leader[leader[i]];
    return i;
  };
  const auto join = [&](std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    leader[std::max(a, b)] = std::min(a, b);
  };
  const AreaLocator locator(areas);
  const CellGrid& grid = locator.grid();
  for (std::size_t cell = 0; cell < static_cast<std::size_t>(grid.columns() * grid.rows()); ++cell) {
    const auto items = grid.items(cell);
    for (std::size_t i = 1; i < items.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const Edge &one = locator.edges()[items[i]], &other = locator.edges()[items[k]];
        if (one.area != other.area && find(one.area) != find(other.area) && come_near(one, other))
          join(one.area, other.area);
      }
  }
  std::vector<std::uint32_t> holders, borders;
  for (std::size_t ring = 0; ring < locator.rings(); ++ring) {
    const Edge& edge = locator.edges()[locator.first_edge(ring)];
    locator.hold(edge.a, holders, borders);
    for (const std::uint32_t holder : holders) join(edge.area, holder);
  }
  std::vector<std::vector<std::size_t>> members(areas.size());
  for (std::size_t i = 0; i < areas.size(); ++i)
    if (!areas.is_null(i)) members[find(i)].push_back(i);
  std::erase_if(members, [](const auto& group) { return group.empty(); });
  return members;
}

}  // namespace gapmap::straight
