// SPDX-License-Identifier: MIT
#include "output/worst_place.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace gapmap {

std::optional<WorstPlace> worst_place(const Atlas& atlas, const Atlas::Item& item,
                                      const std::optional<std::size_t>& unit) {
  if (!item.has_map()) return std::nullopt;
  const Box ground = unit ? atlas.partitions.front().areas->box(*unit) : atlas.ground();
  const double side = std::max({ground.high.x - ground.low.x, ground.high.y - ground.low.y, 8.0}) / 8;
  const Geometries& geometries = *item.gap->geometries;
  struct Cell {
    double amount = 0, largest = 0;
    std::size_t worst = 0;            ///< the largest gap in it
    double x = 0, y = 0, weight = 0;  ///< the sum of the places by their weights, in metres
  };
  std::map<std::pair<std::int64_t, std::int64_t>, Cell> cells;
  const auto is_of_interest = [&](std::size_t i) {
    const std::string& code = item.gap->unit_code[i];
    if (geometries.is_null(i) || code == "-") return false;
    return !unit || code == atlas.partitions.front().units[*unit].code;
  };
  // Too much of something is no place where most is missing, unless there is nothing else.
  const bool is_any_missing =
      std::any_of(item.gap->amount.begin(), item.gap->amount.end(), [](double amount) { return amount > 0; });
  for (std::size_t i = 0; i < item.gap->size(); ++i) {
    if (!is_of_interest(i) || (is_any_missing && item.gap->amount[i] < 0)) continue;
    const Point p = label_point(geometries, i);
    Cell& cell = cells[{static_cast<std::int64_t>(std::floor((p.x - ground.low.x) / side)),
                        static_cast<std::int64_t>(std::floor((p.y - ground.low.y) / side))}];
    const double amount = std::abs(item.gap->amount[i]);
    cell.amount += amount;
    const double weight = amount > 0 ? amount : 1e-9;
    cell.x += weight * p.x;
    cell.y += weight * p.y;
    cell.weight += weight;
    if (amount <= cell.largest) continue;
    cell.largest = amount;
    cell.worst = i;
  }
  // A few single points are found without a closer look.
  constexpr std::size_t few = 3;
  if (cells.empty() || (geometries.shape() == Shape::point && item.gap->size() <= few)) return std::nullopt;
  const auto worst = std::max_element(cells.begin(), cells.end(),
                                      [](const auto& a, const auto& b) { return a.second.amount < b.second.amount; });
  const Cell& cell = worst->second;
  // The frame stands around the middle of what the cell holds, and tells what it holds itself.
  const Point middle{cell.x / cell.weight, cell.y / cell.weight};
  WorstPlace place{{{middle.x - side / 2, middle.y - side / 2}, {middle.x + side / 2, middle.y + side / 2}},
                   0,
                   item.gap->unit_code[cell.worst]};
  for (std::size_t i = 0; i < item.gap->size(); ++i)
    if (is_of_interest(i) && (!is_any_missing || item.gap->amount[i] > 0) &&
        place.box.contains(label_point(geometries, i)))
      place.amount += std::abs(item.gap->amount[i]);
  const Box whole = geometries.box(cell.worst);
  if (std::max(whole.high.x - whole.low.x, whole.high.y - whole.low.y) > side) {
    place.box = whole;
    place.amount = cell.largest;
  }
  return place;
}

}  // namespace gapmap
