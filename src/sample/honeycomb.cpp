// SPDX-License-Identifier: MIT
#include "sample/honeycomb.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sample/random.h"

namespace gapmap::sample {
namespace {

// Corners of a cell around its centre, anticlockwise from the top, in half widths and half radii. Side k
// lies between corners k and k + 1.
constexpr std::array<std::array<int, 2>, 6> corners{{{0, 2}, {-1, 1}, {-1, -1}, {0, -2}, {1, -1}, {1, 1}}};
constexpr double half_width = 0.8660254037844386;  // of a cell of radius 1

struct Corner {
  std::int32_t x, y;
  auto operator<=>(const Corner&) const = default;
};

/// A stretch of border with its label on the left.
struct Side {
  std::int32_t label, other;
  Corner from, to;
};

bool by_label_and_start(const Side& a, const Side& b) {
  return a.label != b.label ? a.label < b.label : a.from < b.from;
}

/// The corners on borders, moved so that the zigzag of the cells is gone.
class SmoothCorners {
 public:
  SmoothCorners(const std::vector<Side>& sides, const std::function<Point(Corner)>& place) {
    for (const Side& side : sides) keys_.push_back(side.from);
    for (const Side& side : sides) keys_.push_back(side.to);
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
    for (const Corner& key : keys_) points_.push_back(place(key));
    std::vector<std::array<std::int32_t, 3>> around(keys_.size(), {-1, -1, -1});
    const auto link = [&](std::size_t a, std::size_t b) {
      for (std::int32_t& slot : around[a]) {
        if (slot == static_cast<std::int32_t>(b)) return;
        if (slot < 0) {
          slot = static_cast<std::int32_t>(b);
          return;
        }
      }
    };
    for (const Side& side : sides) {
      link(index(side.from), index(side.to));
      link(index(side.to), index(side.from));
    }
    for (std::array<std::int32_t, 3>& neighbours : around) std::sort(neighbours.begin(), neighbours.end());
    for (int round = 0; round < 3; ++round) {
      std::vector<Point> moved = points_;
      for (std::size_t i = 0; i < points_.size(); ++i) {
        Point sum{};
        int count = 0;
        for (const std::int32_t j : around[i]) {
          if (j < 0) continue;
          sum = {sum.x + points_[static_cast<std::size_t>(j)].x, sum.y + points_[static_cast<std::size_t>(j)].y};
          ++count;
        }
        moved[i] = {(points_[i].x + sum.x / count) / 2, (points_[i].y + sum.y / count) / 2};
      }
      points_ = std::move(moved);
    }
  }

  std::size_t index(Corner key) const {
    return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin());
  }
  Point at(Corner key) const { return points_[index(key)]; }

 private:
  std::vector<Corner> keys_;
  std::vector<Point> points_;
};

Point to_millimetres(Point p) { return {std::round(p.x * 1000) / 1000, std::round(p.y * 1000) / 1000}; }

/// Moves the middle of a segment sideways, and so on for its halves. All stays in a thin rhombus around the
/// segment, so that rough borders do not cross.
void roughen(Point a, Point b, double roughness, int depth, std::uint64_t seed, std::vector<Point>& line) {
  if (depth == 0) return;
  const double push = roughness * (2 * unit_real(mixed(seed)) - 1);
  const Point middle = to_millimetres({(a.x + b.x) / 2 - push * (b.y - a.y), (a.y + b.y) / 2 + push * (b.x - a.x)});
  roughen(a, middle, roughness, depth - 1, mixed(seed + 1), line);
  line.push_back(middle);
  roughen(middle, b, roughness, depth - 1, mixed(seed + 2), line);
}

}  // namespace

Honeycomb::Honeycomb(const Terrain& terrain, double radius) : terrain_(terrain), radius_(radius) {
  const Box box = terrain.box();
  columns_ = static_cast<std::int32_t>((box.high.x - box.low.x) / (2 * half_width * radius)) + 1;
  rows_ = static_cast<std::int32_t>((box.high.y - box.low.y) / (1.5 * radius)) + 1;
  labels_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), outside);
}

Point Honeycomb::centre(std::size_t cell) const {
  const auto row = static_cast<std::int32_t>(cell) / columns_, column = static_cast<std::int32_t>(cell) % columns_;
  const Point low = terrain_.box().low;
  return {low.x + (2 * column + (row & 1)) * half_width * radius_, low.y + row * 1.5 * radius_};
}

std::int64_t Honeycomb::neighbour(std::size_t cell, int side) const {
  std::int32_t row = static_cast<std::int32_t>(cell) / columns_, column = static_cast<std::int32_t>(cell) % columns_;
  const std::int32_t odd = row & 1;
  switch (side) {
    case 0: ++row, column += odd - 1; break;
    case 1: --column; break;
    case 2: --row, column += odd - 1; break;
    case 3: --row, column += odd; break;
    case 4: ++column; break;
    default: ++row, column += odd; break;
  }
  if (row < 0 || row >= rows_ || column < 0 || column >= columns_) return -1;
  return std::int64_t{row} * columns_ + column;
}

std::int32_t Honeycomb::pieces(std::vector<std::int32_t>& piece_of_cell) const {
  piece_of_cell.assign(size(), outside);
  std::int32_t count = 0;
  std::vector<std::size_t> stack;
  for (std::size_t start = 0; start < size(); ++start) {
    if (labels_[start] == outside || piece_of_cell[start] != outside) continue;
    piece_of_cell[start] = count;
    stack.push_back(start);
    while (!stack.empty()) {
      const std::size_t cell = stack.back();
      stack.pop_back();
      for (int side = 0; side < 6; ++side) {
        const std::int64_t other = neighbour(cell, side);
        if (other < 0 || labels_[static_cast<std::size_t>(other)] != labels_[cell]) continue;
        if (piece_of_cell[static_cast<std::size_t>(other)] != outside) continue;
        piece_of_cell[static_cast<std::size_t>(other)] = count;
        stack.push_back(static_cast<std::size_t>(other));
      }
    }
    ++count;
  }
  return count;
}

void Honeycomb::join_fragments() {
  // Outside is a label here too, so that holes within a district are filled.
  for (std::int32_t& label : labels_) ++label;
  for (int round = 0; round < 8; ++round) {
    std::vector<std::int32_t> piece;
    const std::int32_t count = pieces(piece);
    std::vector<std::int64_t> cells(static_cast<std::size_t>(count)), largest;
    std::vector<std::int32_t> label_of(static_cast<std::size_t>(count));
    for (std::size_t cell = 0; cell < size(); ++cell) {
      ++cells[static_cast<std::size_t>(piece[cell])];
      label_of[static_cast<std::size_t>(piece[cell])] = labels_[cell];
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto label = static_cast<std::size_t>(label_of[i]);
      if (largest.size() <= label) largest.resize(label + 1, -1);
      std::int64_t& best = largest[label];
      if (best < 0 || cells[i] > cells[static_cast<std::size_t>(best)]) best = static_cast<std::int64_t>(i);
    }
    bool changed = false;
    const std::vector<std::int32_t> before = labels_;
    for (std::size_t cell = 0; cell < size(); ++cell) {
      if (largest[static_cast<std::size_t>(before[cell])] == piece[cell]) continue;
      std::array<int, 6> votes{};
      std::array<std::int32_t, 6> around{};
      for (int side = 0; side < 6; ++side) {
        const std::int64_t other = neighbour(cell, side);
        around[static_cast<std::size_t>(side)] = other < 0 ? 0 : before[static_cast<std::size_t>(other)];
      }
      for (std::size_t i = 0; i < 6; ++i)
        for (const std::int32_t label : around) votes[i] += label == around[i] && label != before[cell];
      const std::size_t winner = static_cast<std::size_t>(std::max_element(votes.begin(), votes.end()) - votes.begin());
      if (votes[winner] == 0) continue;
      labels_[cell] = around[winner];
      changed = true;
    }
    if (!changed) break;
  }
  for (std::int32_t& label : labels_) --label;
}

Geometries Honeycomb::outlines(std::int32_t count, std::uint64_t seed, std::optional<int> halvings) const {
  std::vector<Side> sides;
  for (std::size_t cell = 0; cell < size(); ++cell) {
    if (labels_[cell] == outside) continue;
    const auto row = static_cast<std::int32_t>(cell) / columns_, column = static_cast<std::int32_t>(cell) % columns_;
    for (int side = 0; side < 6; ++side) {
      const std::int64_t other = neighbour(cell, side);
      const std::int32_t label = other < 0 ? outside : labels_[static_cast<std::size_t>(other)];
      if (label == labels_[cell]) continue;
      const auto corner = [&](int which) {
        const auto& offset = corners[static_cast<std::size_t>(which % 6)];
        return Corner{2 * column + (row & 1) + offset[0], 3 * row + offset[1]};
      };
      sides.push_back({labels_[cell], label, corner(side), corner(side + 1)});
    }
  }
  std::sort(sides.begin(), sides.end(), by_label_and_start);
  const Point low = terrain_.box().low;
  const SmoothCorners smooth(sides, [&](Corner key) {
    return Point{low.x + key.x * half_width * radius_, low.y + key.y * radius_ / 2};
  });
  std::vector<std::size_t> sides_of(static_cast<std::size_t>(count));
  for (const Side& side : sides) ++sides_of[static_cast<std::size_t>(side.label)];

  const auto append = [&](const Side& side, std::vector<Point>& ring) {
    // Drawn from the lower corner, whichever side asks, so that both neighbours get the same vertices.
    const bool forward = side.from < side.to;
    const Corner first = forward ? side.from : side.to, last = forward ? side.to : side.from;
    const Point a = smooth.at(first), b = smooth.at(last);
    const Point start = terrain_.world(a.x, a.y), end = terrain_.world(b.x, b.y);
    // Small units get finer borders, so that all have some 2,000 vertices.
    std::size_t fewest = sides_of[static_cast<std::size_t>(side.label)];
    if (side.other != outside) fewest = std::min(fewest, sides_of[static_cast<std::size_t>(side.other)]);
    const int depth = halvings.value_or(fewest < 48 ? 5 : fewest < 130 ? 4 : 3);
    const bool urban = terrain_.density((a.x + b.x) / 2, (a.y + b.y) / 2) > terrain_.urban_threshold();
    std::vector<Point> line;
    roughen(start, end, urban ? 0.07 : 0.17, depth,
            hashed({seed, static_cast<std::uint64_t>(first.x), static_cast<std::uint64_t>(first.y),
                    static_cast<std::uint64_t>(last.x), static_cast<std::uint64_t>(last.y)}),
            line);
    if (!forward) std::reverse(line.begin(), line.end());
    ring.push_back(forward ? start : end);
    ring.insert(ring.end(), line.begin(), line.end());
  };

  Geometries areas(Shape::area);
  std::vector<bool> used(sides.size());
  std::size_t begin = 0;
  for (std::int32_t label = 0; label < count; ++label) {
    const std::size_t end = begin + sides_of[static_cast<std::size_t>(label)];
    std::vector<std::vector<Point>> rings;
    for (std::size_t i = begin; i < end; ++i) {
      if (used[i]) continue;
      std::vector<Point> ring;
      for (std::size_t at = i; !used[at];) {
        used[at] = true;
        append(sides[at], ring);
        const Side next{label, outside, sides[at].to, {}};
        at = static_cast<std::size_t>(std::lower_bound(sides.begin() + static_cast<std::ptrdiff_t>(begin),
                                                       sides.begin() + static_cast<std::ptrdiff_t>(end), next,
                                                       by_label_and_start) -
                                      sides.begin());
      }
      ring.push_back(ring.front());
      rings.push_back(std::move(ring));
    }
    std::stable_sort(rings.begin(), rings.end(),
                     [](const auto& a, const auto& b) { return signed_area(a) > signed_area(b); });
    for (const std::vector<Point>& ring : rings) areas.add_part(ring);
    areas.end_feature();
    begin = end;
  }
  return areas;
}

}  // namespace gapmap::sample
