// SPDX-License-Identifier: MIT
#include "geo/straight_chains.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace gapmap::straight {
namespace {

constexpr double close = 1e-6;  // metres, and sine of an angle: more than rounding moves

double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
Point minus(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
double square(Point a) { return a.x * a.x + a.y * a.y; }
bool is_before(Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); }

}  // namespace

Chains::Chains(const Region& region, const Geometries& areas, std::size_t feature, bool all)
    : region_(&region), rings_(areas, feature, {}) {
  meet_edges(areas, feature);
  take_region(all);
  make_chains();
  find_nodes();
  find_sides();
}

void Chains::meet_edges(const Geometries& areas, std::size_t feature) {
  for (std::size_t part = 0; part < areas.parts_of(feature); ++part) {
    ring_begin_.push_back(static_cast<std::uint32_t>(starts_.size()));
    const Path ring = areas.part(feature, part);
    for (std::size_t k = 1; k < ring.size(); ++k)
      if (ring[k - 1] != ring[k]) starts_.push_back(ring[k - 1]);
    if (starts_.size() == ring_begin_.back()) ring_begin_.pop_back();
  }
  ring_begin_.push_back(static_cast<std::uint32_t>(starts_.size()));
  const AreaLocator& locator = region_->locator();
  std::vector<std::uint32_t> near;
  for (std::size_t ring = 0; ring + 1 < ring_begin_.size(); ++ring)
    for (std::uint32_t edge = ring_begin_[ring]; edge < ring_begin_[ring + 1]; ++edge) {
      const Point a = starts_[edge], b = starts_[edge + 1 < ring_begin_[ring + 1] ? edge + 1 : ring_begin_[ring]];
      Box box;
      box.add(a);
      box.add(b);
      if (!box.grown(close).intersects(region_->box())) continue;
      near.clear();
      locator.grid().along(a, b, [&](std::size_t cell) {
        const auto items = locator.grid().items(cell);
        near.insert(near.end(), items.begin(), items.end());
      });
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
      for (const std::uint32_t other : near)
        meet(edge, a, b, other, locator.edges()[other].a, locator.edges()[other].b);
    }
  meet_itself();
}

/// Where rings of the area touch is a node too: the region may join them elsewhere, and rings that go through one place
/// twice are to be parted there.
void Chains::meet_itself() {
  if (ring_begin_.size() <= 2) return;
  std::vector<std::uint32_t> order(starts_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return is_before(starts_[a], starts_[b]); });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (starts_[order[i]] == starts_[order[i - 1]])
      for (const std::uint32_t edge : {order[i - 1], order[i]}) on_area_.push_back({edge, 0, starts_[edge]});
}

void Chains::meet(std::uint32_t edge, Point a, Point b, std::uint32_t other, Point c, Point d) {
  if (std::max(a.x, b.x) < std::min(c.x, d.x) - close || std::min(a.x, b.x) > std::max(c.x, d.x) + close) return;
  if (std::max(a.y, b.y) < std::min(c.y, d.y) - close || std::min(a.y, b.y) > std::max(c.y, d.y) + close) return;
  bool meets = false;
  const auto join = [&](double here, double there, Point place) {
    on_area_.push_back({edge, here, place});
    on_region_.push_back({other, there, place});
    meets = true;
  };
  const auto is_one = [](Point p, Point q) { return square(minus(p, q)) <= snap * snap; };
  const bool ac = is_one(a, c), ad = is_one(a, d), bc = is_one(b, c), bd = is_one(b, d);
  if (ac) join(0, 0, a);
  if (ad) join(0, 1, a);
  if (bc) join(1, 0, b);
  if (bd) join(1, 1, b);
  const auto lies_on = [&](Point p, Point q, Point r, double& at) {
    const Beside found = beside(p, q, r);
    at = found.at;
    if (found.square <= snap * snap) return true;
    is_close_ = is_close_ || found.square <= close * close;
    return false;
  };
  double at = 0;
  if (!ac && !bc && lies_on(c, a, b, at)) join(at, 0, c);
  if (!ad && !bd && lies_on(d, a, b, at)) join(at, 1, d);
  if (!ac && !ad && lies_on(a, c, d, at)) join(0, at, a);
  if (!bc && !bd && lies_on(b, c, d, at)) join(1, at, b);
  if (meets) return;
  const Point e = minus(b, a), f = minus(d, c);
  const double c_left = cross(e, minus(c, a)), d_left = cross(e, minus(d, a));
  const double a_left = cross(f, minus(a, c)), b_left = cross(f, minus(b, c));
  if ((c_left > 0) == (d_left > 0) || (a_left > 0) == (b_left > 0)) return;
  const double here = a_left / (a_left - b_left), sine = cross(e, f);
  is_close_ = is_close_ || sine * sine <= close * close * square(e) * square(f);
  join(here, c_left / (c_left - d_left), {a.x + here * e.x, a.y + here * e.y});
}

/// The region's polygons that are met, those that lie inside, and the single rings inside of one that does not.
void Chains::take_region(bool all) {
  const AreaLocator& locator = region_->locator();
  for (const Position& position : on_region_) met_.push_back(locator.edges()[position.edge].area);
  if (all)
    for (std::uint32_t polygon = 0; polygon < region_->polygons().size(); ++polygon) met_.push_back(polygon);
  std::sort(met_.begin(), met_.end());
  met_.erase(std::unique(met_.begin(), met_.end()), met_.end());
  if (all) return;
  std::vector<std::uint32_t> met_apart;  // that no edge of the area comes near
  region_->for_each_start(rings_.box(), [&](std::uint32_t ring) {
    const std::uint32_t polygon = region_->polygon_of(ring);
    if (std::binary_search(met_.begin(), met_.end(), polygon)) return;
    if (rings_.winding(region_->start_of(ring)) == 0) return;
    const auto outer = static_cast<std::uint32_t>(region_->polygons().first_part(polygon));
    const auto end = static_cast<std::uint32_t>(region_->polygons().first_part(polygon + 1));
    const auto is_out = [&](std::uint32_t hole) { return rings_.winding(region_->start_of(hole)) == 0; };
    bool is_apart = region_->is_touching(polygon);
    // The area may have a hole around one of the polygon's.
    for (std::uint32_t hole = outer + 1; ring == outer && hole < end && !is_apart; ++hole) is_apart = is_out(hole);
    if (ring == outer)
      (is_apart ? met_apart : whole_).push_back(polygon);
    else if (is_out(outer))
      lone_rings_.push_back(ring);
  });
  std::sort(whole_.begin(), whole_.end());
  std::sort(lone_rings_.begin(), lone_rings_.end());
  met_.insert(met_.end(), met_apart.begin(), met_apart.end());
  std::sort(met_.begin(), met_.end());
}

void Chains::make_chains() {
  const auto next_in_ring = [](std::vector<Position>& list, const auto& end_of) {
    for (Position& position : list)
      if (position.at >= 1) {
        const auto [begin, end] = end_of(position.edge);
        position.edge = position.edge + 1 < end ? position.edge + 1 : begin;
        position.at = 0;
      }
    std::sort(list.begin(), list.end(), [](const Position& one, const Position& two) {
      return std::tie(one.edge, one.at, one.place.x, one.place.y) <
             std::tie(two.edge, two.at, two.place.x, two.place.y);
    });
  };
  const AreaLocator& locator = region_->locator();
  next_in_ring(on_area_, [&](std::uint32_t edge) {
    const auto end = std::upper_bound(ring_begin_.begin(), ring_begin_.end(), edge);
    return std::pair(*(end - 1), *end);
  });
  next_in_ring(on_region_, [&](std::uint32_t edge) {
    const std::uint32_t ring = region_->ring_of(edge);
    return std::pair(locator.first_edge(ring), locator.first_edge(ring + 1));
  });
  const auto of_ring = [](const std::vector<Position>& list, std::uint32_t begin, std::uint32_t end) {
    const auto at = [&](std::uint32_t edge) {
      return std::lower_bound(list.begin(), list.end(), edge,
                              [](const Position& position, std::uint32_t wanted) { return position.edge < wanted; });
    };
    return std::vector<Position>(at(begin), at(end));
  };
  for (std::size_t ring = 0; ring + 1 < ring_begin_.size(); ++ring) {
    const std::uint32_t begin = ring_begin_[ring], end = ring_begin_[ring + 1];
    add_ring(begin, end, of_ring(on_area_, begin, end), true, [&](std::uint32_t edge) { return starts_[edge]; });
  }
  const auto add_of_region = [&](std::uint32_t ring) {
    const std::uint32_t begin = locator.first_edge(ring), end = locator.first_edge(ring + 1);
    std::vector<Position> on_it = of_ring(on_region_, begin, end);
    // Where the area has moved a vertex a hair, the ring's own place there is the area's.
    const std::size_t of_area = on_it.size();
    for (const Position& touch : region_->touches(ring)) {
      const bool is_known = std::any_of(
          on_it.begin(), on_it.begin() + static_cast<std::ptrdiff_t>(of_area),
          [&](const Position& position) { return square(minus(position.place, touch.place)) <= 4 * snap * snap; });
      if (!is_known) on_it.push_back(touch);
    }
    std::sort(on_it.begin(), on_it.end(), [](const Position& one, const Position& two) {
      return std::tie(one.edge, one.at) < std::tie(two.edge, two.at);
    });
    add_ring(begin, end, std::move(on_it), false, [&](std::uint32_t edge) { return locator.edges()[edge].a; });
  };
  for (const std::uint32_t polygon : met_)
    for (std::size_t part = 0; part < region_->polygons().parts_of(polygon); ++part)
      add_of_region(static_cast<std::uint32_t>(region_->polygons().first_part(polygon) + part));
  for (const std::uint32_t ring : lone_rings_) add_of_region(ring);
}

template <typename Start>
void Chains::add_ring(std::uint32_t begin, std::uint32_t end, std::vector<Position> on_it, bool is_area,
                      const Start& start) {
  on_it.erase(std::unique(on_it.begin(), on_it.end(),
                          [](const Position& one, const Position& two) { return one.place == two.place; }),
              on_it.end());
  while (on_it.size() > 1 && on_it.front().place == on_it.back().place) on_it.pop_back();
  const auto close_chain = [&](std::uint32_t first, std::uint32_t node) {
    chains_.push_back({first, static_cast<std::uint32_t>(points_.size()), node, node, is_area, Side::outside});
  };
  if (on_it.empty()) {
    const auto first = static_cast<std::uint32_t>(points_.size());
    for (std::uint32_t edge = begin; edge < end; ++edge) points_.push_back(start(edge));
    points_.push_back(start(begin));
    return close_chain(first, none);
  }
  for (std::size_t j = 0; j < on_it.size(); ++j) {
    const Position &here = on_it[j], &there = on_it[(j + 1) % on_it.size()];
    const auto first = static_cast<std::uint32_t>(points_.size());
    points_.push_back(here.place);
    if (!(here.edge == there.edge && there.at > here.at))
      for (std::uint32_t edge = here.edge;;) {
        edge = edge + 1 < end ? edge + 1 : begin;
        if (edge == there.edge && there.at == 0) break;
        points_.push_back(start(edge));
        if (edge == there.edge) break;
      }
    points_.push_back(there.place);
    close_chain(first, 0);
  }
}

void Chains::find_nodes() {
  for (const Chain& chain : chains_)
    if (chain.from != none) nodes_.push_back(points_[chain.begin]);
  std::sort(nodes_.begin(), nodes_.end(), is_before);
  nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
  const auto node_at = [&](std::uint32_t point) {
    return static_cast<std::uint32_t>(std::lower_bound(nodes_.begin(), nodes_.end(), points_[point], is_before) -
                                      nodes_.begin());
  };
  for (Chain& chain : chains_) {
    if (chain.from == none) continue;
    chain.from = node_at(chain.begin);
    chain.to = node_at(chain.end - 1);
  }
}

Point Chains::middle(const Chain& chain) const {
  const Path path = points(chain);
  double longest = -1;
  Point found = path[0];
  for (std::size_t k = 1; k < path.size(); ++k)
    if (const double long_ = square(minus(path[k], path[k - 1])); long_ > longest) {
      longest = long_;
      found = {(path[k].x + path[k - 1].x) / 2, (path[k].y + path[k - 1].y) / 2};
    }
  return found;
}

void Chains::find_sides() {
  struct Segment {
    std::uint32_t from, to, chain;
    bool operator<(const Segment& other) const { return std::tie(from, to) < std::tie(other.from, other.to); }
  };
  std::vector<Segment> segments;  // chains of the area that the region may share
  const auto is_segment = [](const Chain& chain) { return chain.from != none && chain.end - chain.begin == 2; };
  for (std::uint32_t i = 0; i < chains_.size(); ++i)
    if (chains_[i].is_area && is_segment(chains_[i])) segments.push_back({chains_[i].from, chains_[i].to, i});
  std::sort(segments.begin(), segments.end());
  const auto find = [&](std::uint32_t from, std::uint32_t to) -> Chain* {
    const auto found = std::lower_bound(segments.begin(), segments.end(), Segment{from, to, 0});
    return found == segments.end() || found->from != from || found->to != to ? nullptr : &chains_[found->chain];
  };
  for (Chain& chain : chains_) {
    if (chain.is_area || !is_segment(chain)) continue;
    Chain* one = find(chain.from, chain.to);
    Chain* turned = find(chain.to, chain.from);
    if (!one && !turned) continue;
    Side& side = (one ? one : turned)->side;
    // With a polygon of the region on either hand it is inside.
    side = side != Side::outside ? Side::inside : one ? Side::same_way : Side::other_way;
    chain.side = Side::twin;
  }
  for (Chain& chain : chains_) {
    if (chain.side != Side::outside) continue;
    const bool is_inside = chain.is_area ? region_->contains(middle(chain)) : rings_.winding(middle(chain)) != 0;
    chain.side = is_inside ? Side::inside : Side::outside;
  }
}

}  // namespace gapmap::straight
