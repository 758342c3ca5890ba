// SPDX-License-Identifier: MIT
#include "siting/generate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.h"
#include "geo/area_locator.h"
#include "geo/cell_grid.h"
#include "geo/nearest.h"
#include "geo/overlay.h"
#include "siting/site_stack.h"

namespace gapmap {
namespace {

constexpr double on_border = 1e-6;  // metres: places computed on a border lie on it

/// Demand that a new facility could help, as circles; equal ones once.
struct Disc {
  Point centre;
  double radius;
};

std::vector<Disc> discs_of(const SiteCase& site_case) {
  std::vector<Disc> discs;
  const bool takes_all = site_case.times > 1 || site_case.has_capacities();
  for (const SiteTask& task : site_case.tasks)
    for (std::size_t i = 0; i < task.demand.size(); ++i)
      if (takes_all || !task.demand.is_served(i)) discs.push_back({task.demand.place[i], task.demand.limit[i]});
  const auto key = [](const Disc& disc) { return std::tuple(disc.centre.x, disc.centre.y, disc.radius); };
  std::sort(discs.begin(), discs.end(), [&](const Disc& a, const Disc& b) { return key(a) < key(b); });
  discs.erase(std::unique(discs.begin(), discs.end(), [&](const Disc& a, const Disc& b) { return key(a) == key(b); }),
              discs.end());
  return discs;
}

/// The points where two circles meet: none, one or two.
template <typename Take>
void meet(const Disc& a, const Disc& b, Take&& take) {
  const double dx = b.centre.x - a.centre.x, dy = b.centre.y - a.centre.y;
  const double square = dx * dx + dy * dy, apart = std::sqrt(square);
  if (apart == 0 || apart > a.radius + b.radius || apart < std::abs(a.radius - b.radius)) return;
  const double along = (a.radius * a.radius - b.radius * b.radius + square) / (2 * apart);
  const double aside = std::sqrt(std::max(0.0, a.radius * a.radius - along * along));
  const double x = a.centre.x + along * dx / apart, y = a.centre.y + along * dy / apart;
  take(Point{x - aside * dy / apart, y + aside * dx / apart});
  take(Point{x + aside * dy / apart, y - aside * dx / apart});
}

/// The points where a circle meets a border's edge.
template <typename Take>
void meet(const Disc& disc, Point a, Point b, Take&& take) {
  const double dx = b.x - a.x, dy = b.y - a.y, fx = a.x - disc.centre.x, fy = a.y - disc.centre.y;
  const double square = dx * dx + dy * dy, half = fx * dx + fy * dy;
  const double under = half * half - square * (fx * fx + fy * fy - disc.radius * disc.radius);
  if (square == 0 || under < 0) return;
  for (const double sign : {-1.0, 1.0}) {
    const double t = (-half + sign * std::sqrt(under)) / square;
    if (t >= 0 && t <= 1) take(Point{a.x + t * dx, a.y + t * dy});
  }
}

/// Calls `visit(i, j)` for pairs of discs whose circles may meet.
template <typename Visit>
bool for_each_pair(const std::vector<Disc>& discs, Visit&& visit) {
  std::vector<std::size_t> order(discs.size());
  std::iota(order.begin(), order.end(), 0);
  double largest = 0;
  for (const Disc& disc : discs) largest = std::max(largest, disc.radius);
  // Ascending in x already; a window of twice the largest radius holds all partners.
  for (std::size_t i = 0; i < discs.size(); ++i)
    for (std::size_t j = i + 1; j < discs.size() && discs[j].centre.x - discs[i].centre.x <= 2 * largest; ++j)
      if (std::abs(discs[j].centre.y - discs[i].centre.y) <= 2 * largest && !visit(discs[i], discs[j])) return false;
  return true;
}

template <typename Visit>
void for_each_edge(const Geometries& areas, Visit&& visit) {
  for (std::size_t i = 0; i < areas.part_count(); ++i) {
    const Path ring = areas.part(i);
    for (std::size_t k = 1; k < ring.size(); ++k) visit(ring[k - 1], ring[k]);
  }
}

/// Keeps the first of places that serve the same demand; drops those that serve nobody.
std::vector<Point> told_apart(const SiteCase& site_case, std::vector<Point> places) {
  SiteCase probe{site_case.scene, {}, site_case.tasks};
  probe.times = site_case.times;
  probe.candidates.places = Geometries(Shape::point);
  for (const Point p : places) probe.candidates.places.add_point(p);
  const bool takes_all = site_case.times > 1 || site_case.has_capacities();
  SiteStack stack;
  if (takes_all) {
    std::vector<std::vector<double>> reach;
    for (const SiteTask& task : probe.tasks) reach.push_back(task.demand.limit);
    stack = near_stack(probe, reach, false);
  } else {
    stack = unserved_stack(probe);
  }
  const Sparse serves = transpose(stack.near, places.size());
  std::map<std::vector<Index>, bool> seen;
  std::vector<Point> kept;
  for (std::size_t j = 0; j < places.size(); ++j) {
    const auto list = serves[j];
    if (!list.empty() && seen.emplace(std::vector<Index>(list.begin(), list.end()), true).second)
      kept.push_back(places[j]);
  }
  return kept;
}

}  // namespace

AllowedLand::AllowedLand(const Geometries* inside, const Geometries* outside) {
  Geometries left_out(Shape::area);
  if (outside) left_out = unite(*outside);
  if (inside) {
    Geometries land = unite(*inside);
    if (outside) {
      Geometries rest(Shape::area);
      Geometries one(Shape::area);  // all that is left out as one feature
      for (std::size_t i = 0; i < left_out.part_count(); ++i) one.add_part(left_out.part(i));
      one.end_feature();
      for (std::size_t i = 0; i < land.size(); ++i) difference(land, i, one, 0, rest);
      land = std::move(rest);
    }
    borders_ = land;
    inside_ = std::make_shared<AreaLocator>(land);
    region_ = std::move(land);
    return;
  }
  if (!outside) return;
  borders_ = left_out;
  outside_ = std::make_shared<AreaLocator>(left_out);
  Geometries rings(Shape::line);
  std::vector<std::uint32_t> rows;
  for (std::size_t i = 0; i < left_out.part_count(); ++i) {
    rows.push_back(static_cast<std::uint32_t>(rows.size()));
    rings.add_feature(left_out.part(i));
  }
  edge_ = std::make_shared<Nearest>(rings, rows);
}

bool AllowedLand::allows(Point p) const {
  if (inside_) return inside_->find(p) != AreaLocator::nowhere;
  if (outside_) return outside_->find(p) == AreaLocator::nowhere || edge_->find(p).distance <= on_border;
  return true;
}

std::optional<GeneratedPlaces> exact_places(const SiteCase& site_case, const AllowedLand& land, std::size_t most) {
  const std::vector<Disc> discs = discs_of(site_case);
  std::vector<Point> places;
  const auto take = [&](Point p) {
    if (land.allows(p)) places.push_back(p);
  };
  for (const Disc& disc : discs) {
    take(disc.centre);
    take({disc.centre.x + disc.radius, disc.centre.y});
  }
  const bool fits = for_each_pair(discs, [&](const Disc& a, const Disc& b) {
    meet(a, b, take);
    return places.size() <= most;
  });
  if (!fits) return std::nullopt;
  bool is_small = true;
  for_each_edge(land.borders(), [&](Point a, Point b) {
    if (!is_small) return;
    take(a);
    for (const Disc& disc : discs)
      if (distance(disc.centre, a, b) <= disc.radius) meet(disc, a, b, take);
    is_small = places.size() <= most;
  });
  if (!is_small) return std::nullopt;
  return GeneratedPlaces{told_apart(site_case, std::move(places)), true, 0};
}

GeneratedPlaces grid_places(const SiteCase& site_case, const AllowedLand& land, double spacing, std::size_t most) {
  Box box;
  for (const Disc& disc : discs_of(site_case)) {
    box.add(Point{disc.centre.x - disc.radius, disc.centre.y - disc.radius});
    box.add(Point{disc.centre.x + disc.radius, disc.centre.y + disc.radius});
  }
  GeneratedPlaces generated;
  // A grid point beyond a border is stood in for by a place on the border, half a spacing away at most.
  const bool has_borders = land.borders().part_count() > 0;
  generated.loss = spacing * (1 / std::sqrt(3.0) + (has_borders ? 0.5 : 0));
  if (box.empty()) return generated;
  const double row_height = spacing * std::sqrt(3.0) / 2;
  const double count = (box.high.x - box.low.x) / spacing * (box.high.y - box.low.y) / row_height;
  if (count > 20.0 * static_cast<double>(most))
    throw Error(Fault::usage, say("{} 米的网格太密", "a grid of {} m is too dense", exact(spacing)),
                {"加大 --grid", "use a larger --grid"});
  // Rows and columns count from the origin of the coordinates, so that the grid does not depend on the demand.
  const auto first_row = static_cast<std::int64_t>(std::floor(box.low.y / row_height));
  const auto last_row = static_cast<std::int64_t>(std::ceil(box.high.y / row_height));
  std::vector<Point> places;
  for (std::int64_t row = first_row; row <= last_row; ++row) {
    const double shift = row % 2 == 0 ? 0 : 0.5;
    const auto last = static_cast<std::int64_t>(std::ceil(box.high.x / spacing));
    for (auto column = static_cast<std::int64_t>(std::floor(box.low.x / spacing)) - 1; column <= last; ++column) {
      const Point p{(static_cast<double>(column) + shift) * spacing, static_cast<double>(row) * row_height};
      if (land.allows(p)) places.push_back(p);
    }
  }
  for_each_edge(land.borders(), [&](Point a, Point b) {
    const auto steps = static_cast<std::int64_t>(std::ceil(std::hypot(b.x - a.x, b.y - a.y) / spacing));
    for (std::int64_t step = 0; step < steps; ++step) {
      const double t = static_cast<double>(step) / static_cast<double>(steps);
      const Point p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      if (box.contains(p) && land.allows(p)) places.push_back(p);
    }
  });
  generated.places = told_apart(site_case, std::move(places));
  if (generated.places.size() > most)
    throw Error(Fault::usage,
                say("{} 米的网格有 {} 个候选点，太多", "a grid of {} m has {} candidates, too many", exact(spacing),
                    generated.places.size()),
                {"加大 --grid", "use a larger --grid"});
  return generated;
}

}  // namespace gapmap
