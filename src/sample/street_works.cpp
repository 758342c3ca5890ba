// SPDX-License-Identifier: MIT
#include "sample/street_works.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

/// A whole street: all pieces of one name and class within the plan area.
struct Whole {
  std::string name;
  StreetClass of;
  std::vector<std::size_t> pieces;
  double metres = 0;
};

double metres_of(Path line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double dx = line[i].x - line[i - 1].x, dy = line[i].y - line[i - 1].y;
    sum += std::sqrt(dx * dx + dy * dy);
  }
  return sum;
}

/// Streets in an order of chance that is the same for the same seed.
std::vector<Whole> streets_of(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator) {
  std::map<std::pair<std::string, StreetClass>, Whole> by_name;
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    const Path line = pieces.lines.part(i);
    if (locator.find(line[line.size() / 2]) < 0) continue;
    Whole& whole = by_name[{pieces.names[i], pieces.classes[i]}];
    whole.name = pieces.names[i];
    whole.of = pieces.classes[i];
    whole.pieces.push_back(i);
    whole.metres += metres_of(line);
  }
  std::vector<std::pair<std::uint64_t, Whole>> drawn;
  for (auto& [key, whole] : by_name)
    drawn.emplace_back(hashed({terrain.seed(), 201, whole.pieces.front()}), std::move(whole));
  std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Whole> streets;
  for (auto& [order, whole] : drawn) streets.push_back(std::move(whole));
  return streets;
}

void add_lines(Table& table, const StreetPieces& pieces, const Whole& street) {
  for (const std::size_t piece : street.pieces) table.geometries().add_part(pieces.lines.part(piece));
  table.geometries().end_feature();
}

Layer road_works(const Terrain& terrain, const StreetPieces& pieces, const std::vector<Whole>& streets) {
  struct Group {
    const char* kind;
    double roads;  ///< a district
    double kept;   ///< share that keeps its date
  };
  constexpr std::array<Group, 5> groups{
      {{"city", 26, 1.0}, {"buyback", 39, 0.93}, {"continued", 36, 0.97}, {"new", 43, 1.0}, {"other", 16, 0.9}}};
  Table table("road_works", Shape::line);
  table.column<Texts>("name")
      .column<Texts>("kind")
      .column<Integers>("started")
      .column<Integers>("completed")
      .column<Integers>("opened")
      .column<Integers>("cleared")
      .column<Numbers>("investment");
  std::size_t next = 0;
  const auto year = [](bool is_so) { return is_so ? std::optional<std::int64_t>(2018) : std::nullopt; };
  for (const Group& group : groups) {
    const std::string kind = group.kind;
    for (double left = std::round(group.roads * terrain.scale()); left > 0 && next < streets.size(); ++next) {
      const Whole& street = streets[next];
      if (street.of == StreetClass::riverside || street.metres < 1000 || street.metres > 4600) continue;
      --left;
      Random random(hashed({terrain.seed(), 202, street.pieces.front()}));
      const bool is_old = kind == "continued" || kind == "buyback";
      const std::int64_t started = is_old ? 2015 + random.below(3) : 2018;
      const bool kept = random.chance(group.kept);
      const bool completed = is_old && kept, opened = completed ? random.chance(0.9) : random.chance(0.25);
      const double investment = std::round(street.metres * random.between(22000, 42000) / 1e4) * 1e4;
      add_lines(table, pieces, street);
      table.row(street.name, kind, started, year(completed), year(opened), year(kind == "city" && kept), investment);
    }
  }
  return table.take();
}

Layer streets_under_improvement(const Terrain& terrain, const StreetPieces& pieces, const std::vector<Whole>& streets) {
  struct Quota {
    StreetClass of;
    double streets;  ///< a district
  };
  constexpr std::array<Quota, 3> quotas{
      {{StreetClass::main, 12}, {StreetClass::ordinary, 26}, {StreetClass::alley, 22}}};
  constexpr std::array awards{"city", "province", "nation"};
  Table table("streets", Shape::line);
  table.column<Texts>("name")
      .column<Texts>("class")
      .column<Integers>("renewed")
      .column<Integers>("model")
      .column<Integers>("upgraded")
      .column<Integers>("on_lighting_list")
      .column<Integers>("relit")
      .column<Texts>("award")
      .column<Integers>("model_traffic")
      .column<Integers>("up_to_standard");
  const auto in_2018 = [](bool is_so) { return is_so ? std::optional<std::int64_t>(2018) : std::nullopt; };
  for (const Quota& quota : quotas) {
    double left = std::round(quota.streets * terrain.scale());
    for (const Whole& street : streets) {
      if (left <= 0) break;
      if (street.of != quota.of || street.metres < 150) continue;
      --left;
      Random random(hashed({terrain.seed(), 203, street.pieces.front()}));
      const bool main = quota.of == StreetClass::main, alley = quota.of == StreetClass::alley;
      const bool renewed = random.chance(alley ? 0.62 : 0.2), model = !alley && random.chance(0.2);
      const bool upgraded = main && random.chance(0.3), listed = main || (!alley && random.chance(0.3));
      const bool relit = listed && random.chance(0.92),
                 awarded = quota.of == StreetClass::ordinary && random.chance(0.12);
      const auto award = static_cast<std::size_t>(random.below(3));
      const bool traffic = main && random.chance(0.2), good = !alley && random.chance(0.18);
      add_lines(table, pieces, street);
      table.row(street.name, street_class_name(street.of), in_2018(renewed), in_2018(model), in_2018(upgraded), listed,
                in_2018(relit), awarded ? std::optional<std::string>(awards[award]) : std::nullopt, in_2018(traffic),
                in_2018(good));
    }
  }
  return table.take();
}

/// The list at the start of the year: more places than are still there.
Layer road_breaks(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator) {
  Table table("road_breaks", Shape::point);
  table.column<Texts>("name").column<Texts>("kind").column<Integers>("opened");
  Tally dead_ends, bottlenecks;
  const double each = 62 * terrain.scale() / static_cast<double>(std::max<std::size_t>(pieces.lines.size(), 1));
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    if (pieces.classes[i] != StreetClass::ordinary) continue;
    const bool dead_end = dead_ends.take(each * 1.4) > 0, bottleneck = bottlenecks.take(each) > 0;
    const Point at = pieces.lines.part(i).back();
    if ((!dead_end && !bottleneck) || locator.find(at) < 0) continue;
    Random random(hashed({terrain.seed(), 204, i}));
    const bool opened = random.chance(dead_end ? 0.3 : 0.2);
    table.geometries().add_point(at);
    table.row(pieces.names[i], dead_end ? "dead_end" : "bottleneck",
              opened ? std::optional<std::int64_t>(2018) : std::nullopt);
  }
  return table.take();
}

}  // namespace

std::vector<Layer> make_street_works(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator) {
  const std::vector<Whole> streets = streets_of(terrain, pieces, locator);
  std::vector<Layer> layers;
  layers.push_back(road_works(terrain, pieces, streets));
  layers.push_back(streets_under_improvement(terrain, pieces, streets));
  layers.push_back(road_breaks(terrain, pieces, locator));
  return layers;
}

}  // namespace gapmap::sample
