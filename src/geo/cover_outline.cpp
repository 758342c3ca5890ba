// SPDX-License-Identifier: MIT
#include "geo/cover_outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gapmap::cover {
namespace {

constexpr double same_place = 1e-7;  // metres: ends this near are one node
constexpr double too_short = 1e-5;   // metres: stretches below may turn over when coordinates are rounded
constexpr double inward = 1e-7;      // metres that a chord's own vertices lie inside the circle
constexpr double too_near = 1e-6;    // metres: what touches without crossing

Point between(Point p, Point q, double t) {
  if (t <= 0) return p;
  if (t >= 1) return q;
  return {p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
}

bool contains(const std::vector<Point>& ring, Point p) {
  bool is_inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a = ring[i - 1], b = ring[i];
    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) is_inside = !is_inside;
  }
  return is_inside;
}

}  // namespace

void Outline::add_portion(Kind kind, Point a, Point b, bool is_short) {
  if (chains_.size() == ring_begin_ || chains_.back().kind != kind) {
    points_.push_back(a);
    chains_.push_back(
        {static_cast<std::uint32_t>(points_.size() - 1), static_cast<std::uint32_t>(points_.size()), kind});
  }
  Chain& chain = chains_.back();
  if (points_.back() != b) points_.push_back(b);
  chain.end = static_cast<std::uint32_t>(points_.size());
  chain.doubtful = chain.doubtful || is_short;
}

void Outline::add_edge(Point p, Point q, const Intervals& inside) {
  if (p == q) return;
  const auto add = [&](Kind kind, double from, double to) {
    const bool is_cut = from > 0 || to < 1;
    add_portion(kind, between(p, q, from), between(p, q, to),
                is_cut && (to - from) * std::hypot(q.x - p.x, q.y - p.y) < too_short);
  };
  double from = 0;
  for (const Interval& part : inside) {
    if (part.from > from) add(Kind::outside, from, part.from);
    if (part.to > part.from) add(Kind::inside, part.from, part.to);
    from = part.to;
  }
  if (from < 1) add(Kind::outside, from, 1);
  if (!inside.empty() && inside.back().to >= 1) look_around(q);
}

/// Where a covered vertex lies between an arc and its chord, the chord is to have a vertex above it.
void Outline::look_around(Point vertex) {
  const std::size_t index = grid_->index_of(vertex);
  if (index == Grid::outside) return;
  const Grid::Cell cell = grid_->cell(index);
  if (cell.full) return;
  for (const std::uint32_t id : cell.ids) {
    if (!primitives_->is_disc(id)) continue;
    const Disc& disc = primitives_->disc(id);
    const double dx = vertex.x - disc.centre.x, dy = vertex.y - disc.centre.y, square = dx * dx + dy * dy;
    const double deep = disc.reach - 1.01 * tolerance_;
    if (square >= disc.reach * disc.reach || (deep > 0 && square < deep * deep)) continue;
    if (disc.reach - std::sqrt(square) < too_near) chains_.back().doubtful = true;
    extras_.push_back({id, std::atan2(dy, dx)});
  }
}

/// The last chain of a ring goes on in its first one.
void Outline::end_ring() {
  if (chains_.size() == ring_begin_) return;
  Chain& first = chains_[ring_begin_];
  Chain& last = chains_.back();
  if (chains_.size() == ring_begin_ + 1) {
    first.closed = true;
    return;
  }
  if (first.kind != last.kind) return;
  for (std::uint32_t i = first.begin + 1; i < first.end; ++i) points_.push_back(Point(points_[i]));
  last.end = static_cast<std::uint32_t>(points_.size());
  last.doubtful = last.doubtful || first.doubtful;
  first.dropped = true;
}

/// The vertices between the ends of an arc, by turning a radius step by step.
void Outline::add_arc(const Disc& disc, std::uint32_t element, Interval stretch) {
  const double ratio = std::clamp(1 - tolerance_ / disc.reach, -1.0, 1.0);
  const double widest = std::clamp(2 * std::acos(ratio), 2 * std::numbers::pi / 20000, 2 * std::numbers::pi / 12);
  const double radius = std::max(disc.reach - inward, 0.5 * disc.reach);
  const auto fill = [&](double from, double to) {
    const double pieces = std::max(1.0, std::ceil((to - from) / widest));
    const auto count = static_cast<std::size_t>(pieces);
    const double step = (to - from) / pieces, c = std::cos(step), s = std::sin(step);
    chains_.back().bulge += disc.reach * disc.reach * pieces * (step - s) / 2;
    if (count < 2) return;
    Point arm{radius * std::cos(from), radius * std::sin(from)};
    for (std::size_t i = 1; i < count; ++i) {
      arm = {arm.x * c - arm.y * s, arm.x * s + arm.y * c};
      points_.push_back({disc.centre.x + arm.x, disc.centre.y + arm.y});
    }
  };
  const double hair = too_short / disc.reach;
  double from = stretch.from;
  for (auto extra = std::lower_bound(extras_.begin(), extras_.end(), Extra{element, stretch.from});
       extra != extras_.end() && extra->element == element && extra->angle < stretch.to; ++extra) {
    if (extra->angle - from < hair || stretch.to - extra->angle < hair) {
      chains_.back().doubtful = true;
      continue;
    }
    fill(from, extra->angle);
    points_.push_back(
        {disc.centre.x + radius * std::cos(extra->angle), disc.centre.y + radius * std::sin(extra->angle)});
    from = extra->angle;
  }
  fill(from, stretch.to);
}

void Outline::add_border(Rings& rings, std::uint32_t element, Interval stretch, Interval piece) {
  const bool is_disc = primitives_->is_disc(element);
  const auto begin = static_cast<std::uint32_t>(points_.size());
  chains_.push_back({begin, begin, Kind::border});
  const Point start = boundary_->place(element, stretch.from), end = boundary_->place(element, stretch.to);
  points_.push_back(start);
  double metres = stretch.to - stretch.from;
  if (is_disc) {
    const Disc& disc = primitives_->disc(element);
    metres *= disc.reach;
    add_arc(disc, element, stretch);
  }
  Chain& chain = chains_.back();
  chain.closed = is_disc && stretch.to - stretch.from >= 2 * std::numbers::pi;
  points_.push_back(chain.closed ? start : end);
  chain.end = static_cast<std::uint32_t>(points_.size());
  chain.doubtful = chain.doubtful || metres < too_short;
  // Two pieces may meet on an edge of the area, which none of them crosses.
  rings.build();
  if (!chain.closed && ((stretch.from == piece.from && rings.is_near(start, too_near)) ||
                        (stretch.to == piece.to && rings.is_near(end, too_near))))
    chain.doubtful = true;
}

/// Names the ends of chains: ends at one place are one node.
bool Outline::join_ends() {
  struct End {
    Point p;
    std::uint32_t chain;
    bool is_start;
  };
  std::vector<End> ends;
  for (std::uint32_t i = 0; i < chains_.size(); ++i) {
    const Chain& chain = chains_[i];
    if (chain.closed || chain.dropped) continue;
    ends.push_back({first_of(chain), i, true});
    ends.push_back({last_of(chain), i, false});
  }
  std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.p.x < b.p.x; });
  const auto node_of = [&](const End& end) -> std::uint32_t& {
    return end.is_start ? chains_[end.chain].from : chains_[end.chain].to;
  };
  nodes_ = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (node_of(ends[i]) != none) continue;
    const auto node = static_cast<std::uint32_t>(nodes_++);
    node_of(ends[i]) = node;
    for (std::size_t k = i + 1; k < ends.size() && ends[k].p.x - ends[i].p.x <= same_place; ++k)
      if (std::abs(ends[k].p.y - ends[i].p.y) <= same_place && node_of(ends[k]) == none) node_of(ends[k]) = node;
  }
  // Stretches within one node are rounding.
  for (Chain& chain : chains_) {
    if (chain.closed || chain.dropped || chain.from != chain.to) continue;
    double metres = 0;
    for (std::uint32_t i = chain.begin + 1; i < chain.end; ++i)
      metres += std::hypot(points_[i].x - points_[i - 1].x, points_[i].y - points_[i - 1].y);
    if (metres < 10 * same_place) chain.dropped = true;
  }
  return true;
}

/// The chain to follow from a node: where there are several, the first clockwise from where one came from, so that the
/// part on the left stays in one piece.
std::uint32_t Outline::next_of(std::uint32_t node, Point back, bool is_reversed, Kind kind, bool& is_choice) const {
  std::uint32_t best = none;
  double least = 0;
  for (std::uint32_t i = starts_begin_[node]; i < starts_begin_[node + 1]; ++i) {
    const std::uint32_t id = starts_[i];
    if (used_[id]) continue;
    const Chain& chain = chains_[id];
    const bool is_turned = is_reversed && chain.kind == Kind::border && kind != Kind::border;
    const Point at = is_turned ? last_of(chain) : first_of(chain);
    const Point next = is_turned ? points_[chain.end - 2] : points_[chain.begin + 1];
    double angle = std::atan2(back.y, back.x) - std::atan2(next.y - at.y, next.x - at.x);
    if (angle <= 0) angle += 2 * std::numbers::pi;
    is_choice = is_choice || best != none;
    if (best != none && angle >= least) continue;
    best = id;
    least = angle;
  }
  return best;
}

/// Follows the chains that bound the part of a kind: edges of that kind, and the border, backwards around what is open.
bool Outline::follow(Kind kind, std::vector<Polygon>& polygons) {
  const bool is_reversed = kind == Kind::outside;
  const auto takes_part = [&](const Chain& chain) {
    return !chain.dropped && (chain.kind == kind || chain.kind == Kind::border);
  };
  const auto is_turned = [&](const Chain& chain) { return is_reversed && chain.kind == Kind::border; };
  const auto from = [&](const Chain& chain) { return is_turned(chain) ? chain.to : chain.from; };
  const auto to = [&](const Chain& chain) { return is_turned(chain) ? chain.from : chain.to; };

  starts_begin_.assign(nodes_ + 1, 0);
  std::vector<std::int32_t> balance(nodes_, 0);
  for (const Chain& chain : chains_) {
    if (!takes_part(chain) || chain.closed) continue;
    ++starts_begin_[from(chain) + 1];
    ++balance[from(chain)];
    --balance[to(chain)];
  }
  if (std::any_of(balance.begin(), balance.end(), [](std::int32_t each) { return each != 0; })) return false;
  for (std::size_t i = 0; i < nodes_; ++i) starts_begin_[i + 1] += starts_begin_[i];
  starts_.resize(starts_begin_[nodes_]);
  std::vector<std::uint32_t> place(starts_begin_.begin(), starts_begin_.end() - 1);
  for (std::uint32_t i = 0; i < chains_.size(); ++i)
    if (takes_part(chains_[i]) && !chains_[i].closed) starts_[place[from(chains_[i])]++] = i;

  rings_.clear();
  used_.assign(chains_.size(), 0);
  const auto append = [&](const Chain& chain, Ring& ring) {
    const auto begin = points_.begin() + chain.begin, end = points_.begin() + chain.end;
    // A node's place is that of the chain that comes to it.
    if (!ring.path.empty()) ring.path.pop_back();
    if (is_turned(chain))
      ring.path.insert(ring.path.end(), std::make_reverse_iterator(end), std::make_reverse_iterator(begin));
    else
      ring.path.insert(ring.path.end(), begin, end);
    ring.bulge += is_reversed ? -chain.bulge : chain.bulge;
    ring.doubtful = ring.doubtful || chain.doubtful;
  };
  for (std::uint32_t first = 0; first < chains_.size(); ++first) {
    if (used_[first] || !takes_part(chains_[first])) continue;
    Ring ring;
    std::uint32_t id = first;
    while (true) {
      used_[id] = 1;
      append(chains_[id], ring);
      if (chains_[id].closed) break;
      const std::uint32_t node = to(chains_[id]);
      if (node == from(chains_[first])) {
        // Where rings touch, the first one back takes part in a choice.
        if (starts_begin_[node + 1] - starts_begin_[node] > 1) ring.doubtful = true;
        break;
      }
      const Point end = ring.path.back(), before = ring.path[ring.path.size() - 2];
      bool is_choice = false;
      id = next_of(node, {before.x - end.x, before.y - end.y}, is_reversed, kind, is_choice);
      if (id == none) return false;
      ring.doubtful = ring.doubtful || is_choice || starts_begin_[node + 1] - starts_begin_[node] > 1;
    }
    ring.path.back() = ring.path.front();
    if (ring.path.size() < 4) {
      slivers_ += std::max(ring.bulge, 0.0);
      continue;
    }
    ring.area = signed_area(ring.path);
    rings_.push_back(std::move(ring));
  }
  return assemble(polygons);
}

bool Outline::assemble(std::vector<Polygon>& polygons) {
  constexpr double nothing = 1e-6;  // m2
  std::vector<std::size_t> outer, holes;
  for (std::size_t i = 0; i < rings_.size(); ++i) {
    if (rings_[i].area > nothing)
      outer.push_back(i);
    else if (rings_[i].area < -nothing)
      holes.push_back(i);
    else
      slivers_ += std::max(rings_[i].bulge, 0.0);
  }
  if (!holes.empty())
    for (const auto* list : {&outer, &holes})
      for (const std::size_t i : *list)
        for (const Point p : rings_[i].path) rings_[i].box.add(p);
  // The smallest ring around a hole is its own.
  std::stable_sort(outer.begin(), outer.end(),
                   [&](std::size_t a, std::size_t b) { return rings_[a].area < rings_[b].area; });
  polygons.clear();
  for (const std::size_t i : outer) {
    polygons.emplace_back();
    polygons.back().area = rings_[i].area + rings_[i].bulge;
    polygons.back().doubtful = rings_[i].doubtful;
    polygons.back().rings.push_back(std::move(rings_[i].path));
  }
  for (const std::size_t i : holes) {
    Ring& hole = rings_[i];
    std::size_t around = outer.size();
    for (std::size_t k = 0; k < outer.size() && around == outer.size(); ++k) {
      const Box& box = rings_[outer[k]].box;
      if (!box.contains(hole.box.low) || !box.contains(hole.box.high) || rings_[outer[k]].area < -hole.area) continue;
      if (contains(polygons[k].rings.front(), hole.path[hole.path.size() / 2])) around = k;
    }
    if (around == outer.size()) return false;
    polygons[around].area += hole.area + hole.bulge;
    polygons[around].doubtful = polygons[around].doubtful || hole.doubtful;
    polygons[around].rings.push_back(std::move(hole.path));
  }
  return true;
}

bool Outline::draw(Rings& rings, std::vector<Polygon>& gap, std::vector<Polygon>& served) {
  points_.clear();
  chains_.clear();
  extras_.clear();
  slivers_ = 0;
  bool is_plain = true;
  area_cover_.walk_edges(
      rings, [&] { start_ring(); }, [&](Point p, Point q, const Intervals& inside) { add_edge(p, q, inside); },
      [&] { end_ring(); });
  std::sort(extras_.begin(), extras_.end());
  area_cover_.walk_boundary(rings, [&](std::uint32_t element, Interval stretch, Interval piece, int turns) {
    if (turns != 1) is_plain = false;
    add_border(rings, element, stretch, piece);
  });
  if (!is_plain || !join_ends()) return false;
  return follow(Kind::outside, gap) && follow(Kind::inside, served);
}

}  // namespace gapmap::cover
