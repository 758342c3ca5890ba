// SPDX-License-Identifier: MIT
#include "geo/cover_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace gapmap::cover {

namespace {

constexpr double margin = 1e-6;  // a primitive is listed where it comes this near
constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

Box box_of_disc(const Disc& disc) { return Box{disc.centre, disc.centre}.grown(disc.reach); }

Box box_of_band(const Band& band) {
  Box box;
  box.add(band.start);
  box.add(band.world(band.length, 0));
  return box.grown(band.reach);
}

/// How deep a cell lies inside a primitive: the least distance of its corners to the boundary; negative: not wholly.
double depth(const Disc& disc, const Box& cell) {
  const double x = std::max(std::abs(cell.low.x - disc.centre.x), std::abs(cell.high.x - disc.centre.x));
  const double y = std::max(std::abs(cell.low.y - disc.centre.y), std::abs(cell.high.y - disc.centre.y));
  if (x >= disc.reach || y >= disc.reach) return -1;
  return disc.reach - std::sqrt(x * x + y * y) - margin;
}

bool touches(const Disc& disc, const Box& cell) {
  const double x = std::max({cell.low.x - disc.centre.x, disc.centre.x - cell.high.x, 0.0});
  const double y = std::max({cell.low.y - disc.centre.y, disc.centre.y - cell.high.y, 0.0});
  const double reach = disc.reach + margin;
  return x * x + y * y <= reach * reach;
}

double depth(const Band& band, const Box& cell) {
  double least = std::numeric_limits<double>::infinity();
  for (const Point corner : {cell.low, Point{cell.high.x, cell.low.y}, cell.high, Point{cell.low.x, cell.high.y}}) {
    const Point p = band.frame(corner);
    least = std::min({least, p.x, band.length - p.x, band.reach - std::abs(p.y)});
  }
  return least - margin;
}

bool touches(const Band& band, const Box& cell) {
  const Point middle = band.frame({(cell.low.x + cell.high.x) / 2, (cell.low.y + cell.high.y) / 2});
  const double half = (cell.high.x - cell.low.x) / 2 * (std::abs(band.direction.x) + std::abs(band.direction.y));
  return middle.x >= -half - margin && middle.x <= band.length + half + margin &&
         std::abs(middle.y) <= band.reach + half + margin;
}

/// Lists of numbers by cell, from (cell, number) pairs.
void by_cell(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, std::size_t cells,
             std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& values) {
  begin.assign(cells + 1, 0);
  for (const auto& pair : pairs) ++begin[pair.first + 1];
  for (std::size_t c = 0; c < cells; ++c) begin[c + 1] += begin[c];
  values.resize(pairs.size());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (const auto& pair : pairs) values[next[pair.first]++] = pair.second;
}

}  // namespace

void Grid::lay_out(const Primitives& primitives) {
  Box all;
  double area = 0;
  const auto take = [&](const Box& box) {
    all.add(box);
    area += (box.high.x - box.low.x) * (box.high.y - box.low.y);
  };
  for (const Disc& disc : primitives.discs) take(box_of_disc(disc));
  for (const Band& band : primitives.bands) take(box_of_band(band));
  if (all.empty()) return;
  // Some 28 cells a primitive on average (fewer make lists longer, more take longer to fill), and a bound on the whole
  // table.
  all = all.grown(1);
  const double count = static_cast<double>(primitives.count());
  const double whole = (all.high.x - all.low.x) * (all.high.y - all.low.y);
  const double limit = std::clamp(28 * count, 4096.0, 4e6);
  size_ = std::max({std::sqrt(area / (28 * count)), std::sqrt(whole / limit),
                    std::max(all.high.x - all.low.x, all.high.y - all.low.y) / 1e5});
  per_metre_ = 1 / size_;
  low_ = all.low;
  columns_ = static_cast<std::size_t>((all.high.x - all.low.x) * per_metre_) + 1;
  rows_ = static_cast<std::size_t>((all.high.y - all.low.y) * per_metre_) + 1;
}

void Grid::place_parks(const Primitives& primitives) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::vector<std::uint32_t> border(cells(), nobody);
  for (std::uint32_t park = 0; park < primitives.parks.size(); ++park) {
    const Rings& rings = primitives.parks[park];
    rings.for_each_edge(
        [&](Point p, Point q) { for_each_cell_along(p, q, margin, [&](std::size_t index) { border[index] = park; }); });
    for_each_cell(rings.box(), [&](std::size_t index) {
      if (border[index] != park) {
        const Box box = box_of(index);
        if (rings.winding_built({(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}) == 0) return;
        full_[index] = 1;
      }
      pairs.emplace_back(static_cast<std::uint32_t>(index), park);
    });
  }
  by_cell(pairs, cells(), park_begin_, park_ids_);
}

Grid::Grid(const Primitives& primitives) {
  lay_out(primitives);
  const std::size_t cells = columns_ * rows_;
  full_.assign(cells, 0);
  if (cells == 0) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(80 * primitives.count());
  std::vector<float> deepest(cells, 0);
  std::vector<std::uint32_t> owner(cells, nobody);
  const auto place = [&](std::uint32_t id, const auto& primitive, std::size_t index, const Box& box) {
    if (!touches(primitive, box)) return;
    pairs.emplace_back(static_cast<std::uint32_t>(index), id);
    const float deep = static_cast<float>(depth(primitive, box));
    if (deep > deepest[index]) {
      deepest[index] = deep;
      owner[index] = id;
    }
  };
  for (std::uint32_t i = 0; i < primitives.discs.size(); ++i) {
    const Disc& disc = primitives.discs[i];
    for_each_box(box_of_disc(disc).grown(margin),
                 [&](std::size_t index, const Box& box) { place(i, disc, index, box); });
  }
  for (std::size_t i = 0; i < primitives.bands.size(); ++i) {
    const Band& band = primitives.bands[i];
    const std::uint32_t id = static_cast<std::uint32_t>(primitives.discs.size() + i);
    for_each_cell_along(band.start, band.world(band.length, 0), band.reach + margin,
                        [&](std::size_t index) { place(id, band, index, box_of(index)); });
  }
  std::erase_if(pairs,
                [&](const auto& pair) { return owner[pair.first] != nobody && owner[pair.first] != pair.second; });
  by_cell(pairs, cells, begin_, ids_);
  place_parks(primitives);
  for (std::size_t c = 0; c < cells; ++c) {
    if (owner[c] != nobody) full_[c] = 1;
  }
}

}  // namespace gapmap::cover
