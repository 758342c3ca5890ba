// SPDX-License-Identifier: MIT
#include "geo/cover_boundary.h"

#include <algorithm>

#include "base/parallel.h"

namespace gapmap::cover {

namespace {

constexpr std::size_t chunk = 256;

double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }

}  // namespace

struct Boundary::Scratch {
  Intervals inside;
  Intervals free;
  std::vector<std::uint32_t> ids;
  std::vector<std::uint32_t> parks;

  void sort_ids() {
    for (auto* list : {&ids, &parks}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
  }
  void take(const Grid::Cell& cell) {
    ids.insert(ids.end(), cell.ids.begin(), cell.ids.end());
    parks.insert(parks.end(), cell.parks.begin(), cell.parks.end());
  }
  void reset() {
    inside.clear();
    free.clear();
    ids.clear();
    parks.clear();
  }
};

void Boundary::expose_circle(std::uint32_t disc, const Grid& grid, Scratch& scratch) const {
  const Disc& circle = primitives_->disc(disc);
  scratch.reset();
  grid.for_each_box(Box{circle.centre, circle.centre}.grown(circle.reach), [&](std::size_t index, const Box& box) {
    // Only cells that the circle itself passes matter.
    const Grid::Cell cell = grid.cell(index);
    if (cell.ids.size() + cell.parks.size() <= 1 && !cell.full) return;
    const double near_x = std::max({box.low.x - circle.centre.x, circle.centre.x - box.high.x, 0.0});
    const double near_y = std::max({box.low.y - circle.centre.y, circle.centre.y - box.high.y, 0.0});
    const double far_x = std::max(circle.centre.x - box.low.x, box.high.x - circle.centre.x);
    const double far_y = std::max(circle.centre.y - box.low.y, box.high.y - circle.centre.y);
    const double low = circle.reach - 1e-6, high = circle.reach + 1e-6;
    if (near_x * near_x + near_y * near_y > high * high || far_x * far_x + far_y * far_y < low * low) return;
    scratch.take(cell);
  });
  scratch.sort_ids();
  for (const std::uint32_t id : scratch.ids) {
    if (id == disc) continue;
    if (primitives_->is_disc(id)) {
      circle_in_disc(circle, primitives_->disc(id), scratch.inside);
    } else {
      circle_in_band(circle, primitives_->band(id), scratch.inside);
    }
  }
  unite(scratch.inside);
  complement(scratch.inside, {-std::numbers::pi, std::numbers::pi}, scratch.free);
}

void Boundary::expose_side(std::uint32_t element, const Grid& grid, Scratch& scratch) const {
  const std::uint32_t self = band_of(element);
  const Side side = side_of(element);
  const Band& band = primitives_->band(self);
  const double left = left_of(band, side);
  scratch.reset();
  grid.for_each_cell_along(band.world(0, left), band.world(band.length, left), 1e-6,
                           [&](std::size_t index) { scratch.take(grid.cell(index)); });
  scratch.sort_ids();
  for (const std::uint32_t id : scratch.ids) {
    if (id == self) continue;
    if (primitives_->is_disc(id)) {
      side_in_disc(band, side, primitives_->disc(id), scratch.inside);
    } else {
      side_in_band(band, side, primitives_->band(id), id < self, scratch.inside);
    }
  }
  unite(scratch.inside);
  complement(scratch.inside, {0, band.length}, scratch.free);
}

Boundary::Boundary(const Primitives& primitives, const Grid& grid, int jobs) : primitives_(&primitives) {
  const std::size_t elements = primitives.discs.size() + 2 * primitives.bands.size();
  std::vector<std::vector<Piece>> found((elements + chunk - 1) / chunk);
  for_each_chunk(elements, chunk, jobs, [&](std::size_t begin, std::size_t end) {
    Scratch scratch;
    for (std::size_t e = begin; e < end; ++e) {
      const auto element = static_cast<std::uint32_t>(e);
      if (primitives.is_disc(element)) {
        expose_circle(element, grid, scratch);
      } else {
        expose_side(element, grid, scratch);
      }
      for (const Interval& stretch : scratch.free) {
        // What remains outside all bands is wholly inside or wholly outside the parks behind them.
        const Piece piece{element, stretch};
        if (scratch.parks.empty() || !primitives.in_park(middle(piece), scratch.parks)) {
          found[begin / chunk].push_back(piece);
        }
      }
    }
  });
  for (const auto& some : found) pieces_.insert(pieces_.end(), some.begin(), some.end());
  first_.assign(elements + 1, 0);
  for (const Piece& piece : pieces_) ++first_[piece.element + 1];
  for (std::size_t e = 0; e < elements; ++e) first_[e + 1] += first_[e];

  std::vector<std::size_t> cell(pieces_.size());
  cell_begin_.assign(grid.cells() + 1, 0);
  for (std::size_t p = 0; p < pieces_.size(); ++p) {
    cell[p] = grid.index_of(middle(pieces_[p]));
    ++cell_begin_[cell[p] + 1];
  }
  for (std::size_t c = 0; c < grid.cells(); ++c) cell_begin_[c + 1] += cell_begin_[c];
  by_cell_.resize(pieces_.size());
  std::vector<std::uint32_t> next(cell_begin_.begin(), cell_begin_.end() - 1);
  for (std::size_t p = 0; p < pieces_.size(); ++p) by_cell_[next[cell[p]]++] = static_cast<std::uint32_t>(p);
}

Point Boundary::place(std::uint32_t element, double at) const {
  if (primitives_->is_disc(element)) {
    const Disc& disc = primitives_->disc(element);
    return {disc.centre.x + disc.reach * std::cos(at), disc.centre.y + disc.reach * std::sin(at)};
  }
  const Band& band = primitives_->band(band_of(element));
  const Side side = side_of(element);
  return band.world(side == Side::right ? at : band.length - at, left_of(band, side));
}

double Boundary::sweep(std::uint32_t element, Interval stretch, Point centre) const {
  Point a = place(element, stretch.from), b = place(element, stretch.to);
  a = {a.x - centre.x, a.y - centre.y};
  b = {b.x - centre.x, b.y - centre.y};
  if (!primitives_->is_disc(element)) return cross(a, b) / 2;
  // The chord and the segment between chord and arc.
  const Disc& disc = primitives_->disc(element);
  const double angle = stretch.to - stretch.from;
  return (cross(a, b) + disc.reach * disc.reach * (angle - std::sin(angle))) / 2;
}

}  // namespace gapmap::cover
