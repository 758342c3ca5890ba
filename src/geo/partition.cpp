// SPDX-License-Identifier: MIT
#include "geo/partition.h"

#include <algorithm>
#include <cassert>
#include <mutex>

#include "base/parallel.h"
#include "geo/straight_overlay.h"

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

}  // namespace

struct Partition::Regions {
  explicit Regions(std::size_t units) : once(units), made(units) {}
  std::vector<std::once_flag> once;
  std::vector<std::unique_ptr<const straight::Region>> made;
};

Partition Partition::whole() { return Partition(); }

Partition::Partition(std::string role, std::vector<Unit> units, Geometries areas)
    : role_(std::move(role)), units_(std::move(units)), areas_(std::move(areas)) {
  assert(units_.size() == areas_.size());
  locator_ = std::make_shared<AreaLocator>(areas_);
  regions_ = std::make_shared<Regions>(areas_.size());
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
  if (line.size() < 2) return;
  // Most lines are short and meet no border.
  Box box;
  for (const Point p : line) box.add(p);
  if (const auto all = locate_all(box)) return piece(*all, line);
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

const straight::Region& Partition::region(std::uint32_t unit) const {
  std::call_once(regions_->once[unit], [&] {
    regions_->made[unit] = std::make_unique<const straight::Region>(straight::polygons_of(areas_, unit).areas);
  });
  return *regions_->made[unit];
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

  // Each unit takes its part of what those before it have left.
  const double negligible = rounding * area_of(areas, row);
  Geometries rest(Shape::area);
  rest.add_feature(areas, row);
  for (const std::uint32_t unit : near) {
    const straight::Cut cut = straight::cut(region(unit), rest, 0);
    if (cut.inside.total() <= negligible) continue;
    keep(cut.inside.together(), 0, unit);
    if (cut.outside.total() <= negligible) return;
    rest = cut.outside.together();
  }
  keep(rest, 0, outside());
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
