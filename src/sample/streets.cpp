// SPDX-License-Identifier: MIT
#include "sample/streets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>

#include "sample/names.h"
#include "sample/random.h"
#include "sample/rivers.h"

namespace gapmap::sample {
namespace {

constexpr double longest_piece = 190;  // metres; longer ones get a joint, so that little hangs over the border
constexpr double bend = 70;            // metres between vertices of a bent line

/// A street on the sheet: straight, with the places where others meet it.
struct Street {
  bool vertical;
  double at, from, to;
  StreetClass of;
  std::string name;
  std::vector<double> meetings;
  bool trunk = false;  ///< stays a main street out of town
};

/// Lines of the great grid along one axis.
struct Lines {
  std::vector<double> at;
  std::vector<StreetClass> of;
};

class Surveyor {
 public:
  Surveyor(const Terrain& terrain, const AreaLocator& units) : terrain_(terrain), units_(units) {
    const Box box = terrain.box();
    columns_ = lines(box.low.x, box.high.x, 41, terrain.rivers());
    rows_ = lines(box.low.y, box.high.y, 42, {});
  }

  StreetPlan survey() {
    const std::size_t width = columns_.at.size() - 1, height = rows_.at.size() - 1;
    // Sides of the meshes: the great streets, cut where they cross.
    south_sides_.resize(width * (height + 1));
    west_sides_.resize((width + 1) * height);
    for (std::size_t j = 0; j <= height; ++j)
      for (std::size_t i = 0; i < width; ++i)
        south_sides_[j * width + i] = great(false, rows_.at[j], columns_.at[i], columns_.at[i + 1], rows_.of[j], j);
    for (std::size_t j = 0; j < height; ++j)
      for (std::size_t i = 0; i <= width; ++i)
        west_sides_[j * (width + 1) + i] = great(true, columns_.at[i], rows_.at[j], rows_.at[j + 1], columns_.of[i], i);
    for (std::size_t j = 0; j < height; ++j)
      for (std::size_t i = 0; i < width; ++i) {
        if (is_river_band(i) || !touches_districts(i, j)) continue;
        mesh_.clear();
        random_ = Random(hashed({terrain_.seed(), 43, i, j}));
        const std::array sides{&west_sides_[j * (width + 1) + i], &south_sides_[j * width + i],
                               &west_sides_[j * (width + 1) + i + 1], &south_sides_[(j + 1) * width + i]};
        divide({columns_.at[i], rows_.at[j], columns_.at[i + 1], rows_.at[j + 1], 0, -1, false}, sides, 0);
        for (const std::unique_ptr<Street>& street : mesh_) draw(*street);
      }
    for (const Street& street : south_sides_) draw(street);
    for (const Street& street : west_sides_) draw(street);
    keep_largest_network();
    return std::move(plan_);
  }

 private:
  Lines lines(double low, double high, std::uint64_t salt, const std::vector<double>& rivers) const {
    Random random(hashed({terrain_.seed(), salt}));
    Lines lines;
    std::size_t river = 0;
    for (double at = std::round(low); at < high; at += std::round(random.between(1050, 1750))) {
      while (river < rivers.size() && at > rivers[river] - 700) {
        for (const double side : {-river_half_band, river_half_band}) {
          lines.at.push_back(rivers[river] + side);
          lines.of.push_back(StreetClass::riverside);
        }
        at = rivers[river] + std::round(random.between(800, 1300));
        ++river;
      }
      lines.at.push_back(at);
      lines.of.push_back(StreetClass::main);
    }
    return lines;
  }

  bool is_river_band(std::size_t column) const {
    return columns_.of[column] == StreetClass::riverside && columns_.of[column + 1] == StreetClass::riverside;
  }

  /// Whether a mesh may hold land of the plan area: asked at points 150 m apart.
  bool touches_districts(std::size_t i, std::size_t j) const {
    for (double u = columns_.at[i];; u = std::min(u + 150, columns_.at[i + 1])) {
      for (double v = rows_.at[j];; v = std::min(v + 150, rows_.at[j + 1])) {
        if (units_.find(terrain_.world(u, v)) >= 0) return true;
        if (v >= rows_.at[j + 1]) break;
      }
      if (u >= columns_.at[i + 1]) break;
    }
    return false;
  }

  Street great(bool vertical, double at, double from, double to, StreetClass of, std::size_t number) const {
    const auto index = static_cast<std::int64_t>(number);
    const std::string name =
        of == StreetClass::riverside ? "滨河步道" : street_name(terrain_.seed(), index, vertical, true);
    return {vertical, at, from, to, of, name, {}, number % 3 == 1};
  }

  /// The largest density of the block's middle and surroundings: a village in a corner counts.
  double densest(const Block& block) const {
    double most = -1;
    const int steps = std::max(2, static_cast<int>(std::max(block.east - block.west, block.north - block.south) / 200));
    for (int i = 1; i < steps; ++i)
      for (int j = 1; j < steps; ++j)
        most = std::max(most, terrain_.density(block.west + (block.east - block.west) * i / steps,
                                               block.south + (block.north - block.south) * j / steps));
    return most;
  }

  /// How long a side of a block may be at a density, metres.
  double longest_side(double density) const {
    const double above = density - terrain_.urban_threshold();
    if (above < 0) return 620;
    return 235 - 120 * std::min(1.0, above / 0.5);
  }

  void divide(Block block, std::array<Street*, 4> sides, int depth) {
    const double width = block.east - block.west, height = block.north - block.south;
    block.density = densest(block);
    const double longest = longest_side(block.density) * random_.between(0.85, 1.2);
    // Now and then a large block stays whole: a park, a campus, a works.
    const bool spared = depth >= 2 && width * height < 160000 && random_.chance(0.045);
    if (std::max(width, height) <= longest || spared) {
      finish(block, sides);
      return;
    }
    const bool vertical = width > height;
    const double low = vertical ? block.west : block.south, high = vertical ? block.east : block.north;
    const double at = std::round(low + (high - low) * random_.between(0.40, 0.60));
    const bool town = block.density > terrain_.urban_threshold();
    const Point middle = block.middle();
    const bool dense = depth < 2 && terrain_.density(middle.x, middle.y) > terrain_.urban_threshold() + 0.2;
    const StreetClass of = dense                    ? StreetClass::main
                           : depth < (town ? 4 : 3) ? StreetClass::ordinary
                                                    : StreetClass::alley;
    mesh_.push_back(std::make_unique<Street>());
    Street& street = *mesh_.back();
    street = {vertical,
              at,
              vertical ? block.south : block.west,
              vertical ? block.north : block.east,
              of,
              street_name(terrain_.seed(), static_cast<std::int64_t>(random_.next() >> 1), vertical, false),
              {},
              false};
    const auto [west, south, east, north] = sides;
    Block first = block, second = block;
    if (vertical) {
      south->meetings.push_back(at);
      north->meetings.push_back(at);
      first.east = second.west = at;
      divide(first, {west, south, &street, north}, depth + 1);
      divide(second, {&street, south, east, north}, depth + 1);
    } else {
      west->meetings.push_back(at);
      east->meetings.push_back(at);
      first.north = second.south = at;
      divide(first, {west, south, east, &street}, depth + 1);
      divide(second, {west, &street, east, north}, depth + 1);
    }
  }

  void finish(Block block, const std::array<Street*, 4>& sides) {
    const auto unit_at = [&](double u, double v) { return units_.find(terrain_.world(u, v)); };
    const Point middle = block.middle();
    block.unit = unit_at(middle.x, middle.y);
    block.whole = block.unit >= 0;
    for (const double u : {block.west, middle.x, block.east})
      for (const double v : {block.south, middle.y, block.north})
        block.whole = block.whole && unit_at(u, v) == block.unit;
    if (block.whole && dead_ends_.take(dead_end_share) > 0 && block.north - block.south > 60) {
      // A street that was to go through and does not.
      const double at = std::round(block.west + (block.east - block.west) * random_.between(0.4, 0.6));
      const bool from_south = random_.chance(0.5);
      const double depth = std::round((block.north - block.south) * random_.between(0.4, 0.7));
      sides[from_south ? 1 : 3]->meetings.push_back(at);
      const double low = from_south ? block.south : block.north - depth;
      const std::string name =
          street_name(terrain_.seed(), static_cast<std::int64_t>(random_.next() >> 1), true, false);
      mesh_.push_back(
          std::make_unique<Street>(Street{true, at, low, low + depth, StreetClass::ordinary, name, {}, false}));
    }
    if (block.unit >= 0) plan_.blocks.push_back(block);
  }

  void draw(const Street& street) {
    std::vector<double> stops = street.meetings;
    stops.push_back(street.from);
    stops.push_back(street.to);
    std::sort(stops.begin(), stops.end());
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const double gap = stops[i] - stops[i - 1];
      const int parts = static_cast<int>(std::ceil(gap / longest_piece));
      for (int part = 0; part < parts; ++part)
        draw_piece(street, part == 0 ? stops[i - 1] : stops[i - 1] + std::round(gap * part / parts),
                   part + 1 == parts ? stops[i] : stops[i - 1] + std::round(gap * (part + 1) / parts));
    }
  }

  void draw_piece(const Street& street, double from, double to) {
    const auto at = [&](double along) {
      return street.vertical ? terrain_.world(street.at, along) : terrain_.world(along, street.at);
    };
    // A piece that has an end in the plan area is kept whole, so that streets at the border run past it and
    // every end inside is a true one.
    if (units_.find(at(from)) < 0 && units_.find(at(to)) < 0) return;
    const int bends = std::max(1, static_cast<int>(std::ceil((to - from) / bend)));
    for (int i = 0; i <= bends; ++i)
      plan_.pieces.lines.add_vertex(at(i == bends ? to : from + (to - from) * i / bends));
    plan_.pieces.lines.end_part();
    plan_.pieces.lines.end_feature();
    const double middle = (from + to) / 2;
    const double density = street.vertical ? terrain_.density(street.at, middle) : terrain_.density(middle, street.at);
    // Most great streets are country roads out of town.
    const bool country = street.of == StreetClass::main && !street.trunk && density < terrain_.urban_threshold() - 0.12;
    plan_.pieces.classes.push_back(country ? StreetClass::ordinary : street.of);
    plan_.pieces.names.push_back(street.name);
    plan_.pieces.densities.push_back(static_cast<float>(density));
  }

  /// Along an indented border a few pieces hang together only outside; they go.
  void keep_largest_network() {
    StreetPieces& all = plan_.pieces;
    const std::size_t count = all.lines.size();
    std::vector<std::pair<std::pair<double, double>, std::uint32_t>> ends;
    for (std::size_t i = 0; i < count; ++i)
      for (const Point p : {all.lines.part(i).front(), all.lines.part(i).back()})
        ends.push_back({{p.x, p.y}, static_cast<std::uint32_t>(i)});
    std::sort(ends.begin(), ends.end());
    std::vector<std::uint32_t> root(count);
    std::iota(root.begin(), root.end(), 0U);
    const auto find = [&](std::uint32_t i) {
      while (root[i] != i) i = root[i] = root[root[i]];
      return i;
    };
    for (std::size_t i = 1; i < ends.size(); ++i)
      if (ends[i].first == ends[i - 1].first) root[find(ends[i].second)] = find(ends[i - 1].second);
    std::vector<std::uint32_t> members(count);
    for (std::uint32_t i = 0; i < count; ++i) ++members[find(i)];
    const auto largest = static_cast<std::uint32_t>(std::max_element(members.begin(), members.end()) - members.begin());
    StreetPieces kept;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (find(i) != largest) continue;
      kept.lines.add_feature(all.lines, i);
      kept.classes.push_back(all.classes[i]);
      kept.names.push_back(std::move(all.names[i]));
      kept.densities.push_back(all.densities[i]);
    }
    all = std::move(kept);
  }

  static constexpr double dead_end_share = 0.0098;

  const Terrain& terrain_;
  const AreaLocator& units_;
  Lines columns_, rows_;
  std::vector<Street> south_sides_, west_sides_;
  std::vector<std::unique_ptr<Street>> mesh_;  // addresses must hold while streets are added
  Random random_{0};
  Tally dead_ends_;
  StreetPlan plan_;
};

}  // namespace

const char* street_class_name(StreetClass of) {
  constexpr std::array names{"main", "ordinary", "alley", "riverside"};
  return names[static_cast<std::size_t>(of)];
}

StreetPlan make_streets(const Terrain& terrain, const AreaLocator& units) { return Surveyor(terrain, units).survey(); }

std::vector<Point> bent_ring(const Terrain& terrain, double west, double south, double east, double north) {
  std::vector<Point> ring;
  const std::array<Point, 5> corners{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}};
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    const Point a = corners[i], b = corners[i + 1];
    const int steps = std::max(1, static_cast<int>(std::ceil((std::abs(b.x - a.x) + std::abs(b.y - a.y)) / bend)));
    for (int k = 0; k < steps; ++k)
      ring.push_back(terrain.world(a.x + (b.x - a.x) * k / steps, a.y + (b.y - a.y) * k / steps));
  }
  ring.push_back(ring.front());
  return ring;
}

}  // namespace gapmap::sample
