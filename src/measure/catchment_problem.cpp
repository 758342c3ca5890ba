// SPDX-License-Identifier: MIT
#include "measure/catchment_problem.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "measure/reach_task.h"

namespace gapmap {
namespace {

using Placed = std::pair<Point, CatchmentPlaces::Member>;

/// By x, y and row. Dealt out to narrow strips of x first, a few places each, so that little is left to sort.
void sort_by_place(std::vector<Placed>& all) {
  Box box;
  for (const Placed& one : all) box.add(one.first);
  if (box.empty()) return;
  const std::size_t strips = all.size() / 8 + 1;
  const double per_metre = static_cast<double>(strips) / (box.high.x - box.low.x + 1);
  const auto strip_of = [&](const Placed& one) {
    return static_cast<std::size_t>((one.first.x - box.low.x) * per_metre);
  };
  std::vector<std::size_t> begin(strips + 1, 0);
  for (const Placed& one : all) ++begin[strip_of(one) + 1];
  for (std::size_t strip = 0; strip < strips; ++strip) begin[strip + 1] += begin[strip];
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  std::vector<Placed> dealt(all.size());
  for (const Placed& one : all) dealt[next[strip_of(one)]++] = one;
  for (std::size_t strip = 0; strip < strips; ++strip)
    std::sort(dealt.begin() + static_cast<std::ptrdiff_t>(begin[strip]),
              dealt.begin() + static_cast<std::ptrdiff_t>(begin[strip + 1]), [](const Placed& a, const Placed& b) {
                return std::tie(a.first.x, a.first.y, a.second.row) < std::tie(b.first.x, b.first.y, b.second.row);
              });
  all = std::move(dealt);
}

}  // namespace

CatchmentPlaces catchment_places(const Features& demand, const Weight& weight, const Features& supply,
                                 const std::string& capacity) {
  CatchmentPlaces places;
  std::vector<Placed> all;
  all.reserve(demand.rows.size());
  const Geometries& geometries = demand.geometries();
  const auto put = [&](Point p, std::uint32_t row, double amount) {
    if (amount > 0) all.push_back({p, {row, amount}});
  };
  for (const std::uint32_t row : demand.rows) {
    if (!demand.is_placed(row)) continue;
    const double amount = amount_of(demand, weight, row);
    if (geometries.shape() != Shape::point) {
      put(label_point(geometries, row), row, amount);
      continue;
    }
    const std::size_t points = geometries.parts_of(row);
    for (std::size_t i = 0; i < points; ++i) put(geometries.part(row, i)[0], row, amount / static_cast<double>(points));
  }
  sort_by_place(all);
  places.members.reserve(all.size());
  for (const auto& [at, member] : all) {
    const std::size_t count = places.members.size();
    if (places.demands.empty() || places.demands.back().place.x != at.x || places.demands.back().place.y != at.y)
      places.demands.push_back({at, 0, count, count});
    places.demands.back().amount += member.amount;
    places.demands.back().last = count + 1;
    places.members.push_back(member);
  }

  const Weight limit{{Amount::What::field, capacity}};
  for (const std::uint32_t row : supply.rows) {
    if (!supply.is_placed(row)) continue;
    const double most = capacity.empty() ? std::numeric_limits<double>::infinity() : amount_of(supply, limit, row);
    places.facilities.push_back({label_point(supply.geometries(), row), row, most});
  }
  std::sort(places.facilities.begin(), places.facilities.end(),
            [&](const CatchmentPlaces::Facility& a, const CatchmentPlaces::Facility& b) {
              return std::tie(a.place.x, a.place.y, supply.layer().ids[a.row]) <
                     std::tie(b.place.x, b.place.y, supply.layer().ids[b.row]);
            });
  return places;
}

StraightWays::StraightWays(const CatchmentPlaces& places, const Features& supply, double limit)
    : places_(places), limit_(limit + on_limit), is_points_(supply.geometries().shape() == Shape::point) {
  const Geometries& geometries = supply.geometries();
  std::vector<std::uint32_t> rows;
  facility_of_row_.assign(supply.layer().size(), 0);
  Box box = geometries.box();
  for (std::uint32_t i = 0; i < places.facilities.size(); ++i) {
    rows.push_back(places.facilities[i].row);
    facility_of_row_[places.facilities[i].row] = i;
    // A multipoint is near where any of its points is.
    is_points_ = is_points_ && geometries.parts_of(rows.back()) == 1;
  }
  for (const CatchmentPlaces::Demand& demand : places.demands) box.add(demand.place);
  if (!box.empty()) farthest_ = std::hypot(box.high.x - box.low.x, box.high.y - box.low.y);
  all_ = std::make_unique<Nearest>(geometries, rows);
  std::vector<Box> boxes;
  for (const std::uint32_t row : rows) boxes.push_back(geometries.box(row));
  tree_ = std::make_unique<BoxTree>(boxes);
  if (is_points_) return;
  for (const std::uint32_t row : rows) each_.emplace_back(geometries, std::span(&row, 1));
}

double StraightWays::distance(Point from, std::size_t facility) const {
  if (!is_points_) return each_[facility].find(from).distance;
  const Point to = places_.facilities[facility].place;
  return std::sqrt(square_distance(from, to, to));
}

std::vector<Way> StraightWays::nearest(std::size_t demand, std::size_t count) const {
  const Point from = places_.demands[demand].place;
  if (count == 1) {
    const Nearest::Hit hit = all_->find(from);
    if (!hit.found() || hit.distance > limit_) return {};
    return {{facility_of_row_[hit.row], hit.distance}};
  }
  std::vector<Way> ways;
  ways.reserve(std::min(count, places_.facilities.size()));
  for (const auto& [metres, facility] : tree_->nearest(from, count, [&](std::uint32_t i) { return distance(from, i); }))
    if (metres <= limit_) ways.push_back({facility, metres});
  return ways;
}

CatchmentWays::Fate StraightWays::fate(std::size_t demand) const {
  const Nearest::Hit hit = all_->find(places_.demands[demand].place);
  if (!hit.found()) return {"no_way", NAN};
  return {"too_far", hit.distance};
}

}  // namespace gapmap
