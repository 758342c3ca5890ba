// SPDX-License-Identifier: MIT
#include "geo/partition.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <mutex>

#include "base/parallel.h"
#include "geo/overlay.h"

namespace gapmap {
namespace {

constexpr double rounding = 1e-9;  // share of an area that overlay may lose to rounding

bool same_rings(const Geometries& a, std::size_t feature, const Geometries& b, std::size_t other) {
  if (a.parts_of(feature) != b.parts_of(other)) return false;
  for (std::size_t i = 0; i < a.parts_of(feature); ++i) {
    const Path left = a.part(feature, i), right = b.part(other, i);
    if (!std::equal(left.begin(), left.end(), right.begin(), right.end())) return false;
  }
  return true;
}

bool is_inside(Point p, const Geometries& areas, std::size_t feature) {
  bool inside = false;
  for (std::size_t i = 0; i < areas.parts_of(feature); ++i) {
    const Path ring = areas.part(feature, i);
    for (std::size_t k = 1; k < ring.size(); ++k) {
      const Point a = ring[k - 1], b = ring[k];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
    }
  }
  return inside;
}

}  // namespace

struct Partition::Rivals {
  explicit Rivals(std::size_t units) : once(units), before(units) {}
  std::vector<std::once_flag> once;
  std::vector<std::vector<std::uint32_t>> before;
};

Partition Partition::whole() { return Partition(); }

Partition::Partition(std::string role, std::vector<Unit> units, Geometries areas)
    : role_(std::move(role)), units_(std::move(units)), areas_(std::move(areas)) {
  assert(units_.size() == areas_.size());
  for (std::size_t i = 0; i < areas_.size(); ++i)
    insides_.push_back(areas_.is_null(i) ? Point{NAN, NAN} : label_point(areas_, i));
  locator_ = std::make_shared<AreaLocator>(areas_);
  rivals_ = std::make_shared<Rivals>(areas_.size());
}

std::string Partition::code_of(std::size_t bucket) const {
  if (is_whole()) return "*";
  if (bucket == outside()) return "-";
  return bucket == unplaced() ? "?" : units_[bucket].code;
}

std::string Partition::name_of(std::size_t bucket) const {
  return bucket < units_.size() ? units_[bucket].name : std::string();
}

std::size_t Partition::locate(Point p) const {
  if (is_whole()) return outside();
  const std::int32_t unit = locator_->find(p);
  return unit == AreaLocator::nowhere ? outside() : static_cast<std::size_t>(unit);
}

std::optional<std::size_t> Partition::locate_all(const Box& box) const {
  if (is_whole()) return outside();
  thread_local std::vector<std::uint32_t> near;
  if (locator_->meets(box, near)) return std::nullopt;
  return near.empty() ? outside() : near.front();
}

void Partition::cut_line(Path line, const std::function<void(std::size_t, Path)>& piece) const {
  if (is_whole()) return piece(outside(), line);
  std::vector<Point> path;
  std::vector<double> places;
  std::size_t bucket = outside();
  for (std::size_t k = 1; k < line.size(); ++k) {
    const Point a = line[k - 1], b = line[k];
    const auto at = [&](double t) { return Point{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; };
    places.assign({0.0, 1.0});
    locator_->crossings(a, b, places);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (std::size_t i = 1; i < places.size(); ++i) {
      const std::size_t here = locate(at((places[i - 1] + places[i]) / 2));
      const Point start = places[i - 1] == 0 ? a : at(places[i - 1]), end = places[i] == 1 ? b : at(places[i]);
      if (path.empty()) {
        path = {start};
      } else if (here != bucket) {
        piece(bucket, path);
        path = {start};
      }
      bucket = here;
      // A place that no border crosses keeps the line's own vertices only.
      if (places[i] == 1 || i + 1 == places.size() || locate(at((places[i] + places[i + 1]) / 2)) != here)
        path.push_back(end);
    }
  }
  if (path.size() > 1) piece(bucket, path);
}

/// How a feature lies to units of one ring each: its edges, cut where they meet those of units, run inside or outside
/// a unit or along its border. Borders that neighbours share, and features drawn along them, so need no overlay.
std::vector<Partition::Relation> Partition::relations(const Geometries& areas, std::size_t row,
                                                      const std::vector<std::uint32_t>& units) const {
  constexpr double shortest = 1e-6;  // metres: below, a stretch between two crossings is rounding
  std::vector<char> is_in(units.size(), 0), is_out(units.size(), 0);
  std::vector<double> places;
  std::vector<std::uint32_t> holders, borders;
  for (std::size_t i = 0; i < areas.parts_of(row); ++i) {
    const Path ring = areas.part(row, i);
    for (std::size_t k = 1; k < ring.size(); ++k) {
      const Point a = ring[k - 1], d{ring[k].x - a.x, ring[k].y - a.y};
      const double long_ = std::hypot(d.x, d.y);
      places.assign({0.0, 1.0});
      locator_->crossings(a, ring[k], places);
      std::sort(places.begin(), places.end());
      for (std::size_t n = 1; n < places.size(); ++n) {
        if ((places[n] - places[n - 1]) * long_ < shortest) continue;
        const double t = (places[n - 1] + places[n]) / 2;
        locator_->hold({a.x + t * d.x, a.y + t * d.y}, holders, borders);
        for (std::size_t u = 0; u < units.size(); ++u) {
          if (std::binary_search(borders.begin(), borders.end(), units[u])) continue;
          (std::binary_search(holders.begin(), holders.end(), units[u]) ? is_in : is_out)[u] = 1;
        }
      }
    }
  }
  std::vector<Relation> found;
  for (std::size_t u = 0; u < units.size(); ++u) {
    const bool is_plain = areas_.parts_of(units[u]) == 1;
    if (is_plain && is_in[u] && !is_out[u])
      found.push_back(Relation::within);
    else if (is_plain && !is_in[u] && !is_inside(insides_[units[u]], areas, row))
      found.push_back(Relation::apart);
    else
      found.push_back(Relation::mixed);
  }
  return found;
}

/// The units before a unit that overlap it, and so take their part of it.
const std::vector<std::uint32_t>& Partition::rivals(std::uint32_t unit) const {
  std::call_once(rivals_->once[unit], [&] {
    std::vector<std::uint32_t> near;
    locator_->meets(areas_.box(unit), near);
    std::erase_if(near, [&](std::uint32_t other) { return other >= unit; });
    const std::vector<Relation> relation = relations(areas_, unit, near);
    for (std::size_t i = 0; i < near.size(); ++i) {
      if (relation[i] == Relation::apart) continue;
      Geometries common(Shape::area);
      intersection(areas_, unit, areas_, near[i], common);
      const double smaller = std::min(area_of(areas_, unit), area_of(areas_, near[i]));
      if (area_of(common, 0) > rounding * smaller) rivals_->before[unit].push_back(near[i]);
    }
  });
  return rivals_->before[unit];
}

void Partition::cut_area(const Geometries& areas, std::uint32_t row, Pieces& into) const {
  const auto keep = [&](const Geometries& from, std::size_t feature, std::size_t bucket) {
    into.areas.add_feature(from, feature);
    into.bucket.push_back(bucket);
    into.row.push_back(row);
  };
  if (areas.is_null(row)) return;
  if (is_whole()) return keep(areas, row, outside());
  std::vector<std::uint32_t> near;
  if (!locator_->meets(areas.box(row), near)) return keep(areas, row, near.empty() ? outside() : near.front());

  // Often the demand is the units themselves.
  for (const std::uint32_t unit : near)
    if (same_rings(areas, row, areas_, unit)) return keep(areas, row, unit);

  const std::vector<Relation> relation = relations(areas, row, near);
  const double whole = area_of(areas, row), negligible = rounding * whole;
  double taken = 0;
  Geometries takers(Shape::area);
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (relation[i] == Relation::apart) continue;
    if (relation[i] == Relation::within && takers.size() == 0) return keep(areas, row, near[i]);
    Geometries piece(Shape::area);
    intersection(areas, row, areas_, near[i], piece);
    for (const std::uint32_t other : rivals(near[i])) {
      if (!std::binary_search(near.begin(), near.end(), other)) continue;
      Geometries left(Shape::area);
      difference(piece, 0, areas_, other, left);
      piece = std::move(left);
    }
    takers.add_feature(areas_, near[i]);
    const double area = area_of(piece, 0);
    taken += area;
    if (area > negligible) keep(piece, 0, near[i]);
  }
  if (whole - taken <= negligible) return;
  if (takers.size() == 0) return keep(areas, row, outside());
  Geometries all(Shape::area), rest(Shape::area);
  const Geometries united = unite(takers);
  for (std::size_t part = 0; part < united.part_count(); ++part) all.add_part(united.part(part));
  all.end_feature();
  difference(areas, row, all, 0, rest);
  if (area_of(rest, 0) > negligible) keep(rest, 0, outside());
}

Partition::Pieces Partition::cut_areas(const Geometries& areas, const std::vector<std::uint32_t>& rows,
                                       int jobs) const {
  constexpr std::size_t chunk = 64;
  std::vector<Pieces> parts((rows.size() + chunk - 1) / chunk);
  for_each_chunk(rows.size(), chunk, jobs, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) cut_area(areas, rows[i], parts[begin / chunk]);
  });
  Pieces all;
  for (const Pieces& part : parts) {
    for (std::size_t i = 0; i < part.areas.size(); ++i) all.areas.add_feature(part.areas, i);
    all.bucket.insert(all.bucket.end(), part.bucket.begin(), part.bucket.end());
    all.row.insert(all.row.end(), part.row.begin(), part.row.end());
  }
  return all;
}

}  // namespace gapmap
