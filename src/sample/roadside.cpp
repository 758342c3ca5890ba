// SPDX-License-Identifier: MIT
#include "sample/roadside.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "sample/names.h"
#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

constexpr double lamps_per_district = 20000;
constexpr double toilets_per_district = 325;

double run(Point a, Point b) { return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)); }

// Not length() of the geometry room: hypot is not the same to the bit on every machine.
double metres(Path line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += run(line[i - 1], line[i]);
  return sum;
}

/// The place `along` metres from a line's start and `aside` metres to its left, to the millimetre.
Point beside(Path line, double along, double aside) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1], b = line[i];
    const double step = run(a, b);
    if (along > step && i + 1 < line.size()) {
      along -= step;
      continue;
    }
    const double dx = (b.x - a.x) / step, dy = (b.y - a.y) / step;
    return {std::round((a.x + dx * along - dy * aside) * 1000) / 1000,
            std::round((a.y + dy * along + dx * aside) * 1000) / 1000};
  }
  return line[0];
}

std::uint64_t hash_of(const std::string& word, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (const char letter : word) hash = mixed(hash ^ static_cast<unsigned char>(letter));
  return hash;
}

Layer roads(const Terrain& terrain, const StreetPieces& pieces) {
  Table table("roads", Shape::line);
  table.column<Texts>("name")
      .column<Texts>("class")
      .column<Numbers>("width")
      .column<Integers>("lanes")
      .column<Integers>("cables_underground")
      .column<Texts>("status")
      .column<Integers>("opened")
      .column<Integers>("cleared");
  constexpr std::array widths{40.0, 20.0, 7.0, 4.0};
  constexpr std::array lanes{6, 2, 1, 0};
  constexpr std::array buried{0.53, 0.34, 0.27, 1.0};
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    const auto of = static_cast<std::size_t>(pieces.classes[i]);
    // A street is built and wired as a whole, so its name decides.
    Random random(hash_of(pieces.names[i], hashed({terrain.seed(), 101, of})));
    const bool cables = random.chance(buried[of]);
    const bool recent = of != 3 && random.chance(0.045);
    const double share = random.real();
    const char* status = !recent ? "open" : share < 0.55 ? "opened_2018" : share < 0.85 ? "building" : "planned";
    const std::int64_t opened = !recent ? 1955 + random.below(62) : share < 0.55 ? 2018 : 0;
    table.geometries().add_feature(pieces.lines, i);
    table.row(pieces.names[i], street_class_name(pieces.classes[i]), widths[of] + 2 * std::floor(random.between(0, 4)),
              lanes[of], cables, status, opened, random.chance(0.93));
  }
  return table.take();
}

Layer lamps(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator) {
  Table table("lamps", Shape::point);
  table.column<Integers>("lit").column<Texts>("street_class").column<Texts>("street");
  const auto has_lamps = [&](std::size_t i) {
    return pieces.classes[i] != StreetClass::alley && pieces.densities[i] > terrain.urban_threshold() - 0.05;
  };
  double total = 0;
  for (std::size_t i = 0; i < pieces.lines.size(); ++i)
    if (has_lamps(i)) total += metres(pieces.lines.part(i));
  const double spacing = total / std::round(lamps_per_district * terrain.scale());
  double next = spacing / 2;
  bool left = true;
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    if (!has_lamps(i)) continue;
    const Path line = pieces.lines.part(i);
    const double end = metres(line);
    const StreetClass of = pieces.classes[i];
    for (; next < end; next += spacing) {
      const Point at = beside(line, next, (left ? 1 : -1) * (of == StreetClass::main ? 16 : 6));
      left = !left;
      const std::int32_t unit = locator.find(at);
      if (unit < 0) continue;
      // Whole quarters are kept badly: what a map of dark lamps should show.
      Random quarter(hashed({terrain.seed(), 111, static_cast<std::uint64_t>(unit)}));
      const double dark = of == StreetClass::main ? quarter.between(0.002, 0.034) : quarter.between(0.012, 0.115);
      Random lamp(hashed({terrain.seed(), 112, i, static_cast<std::uint64_t>(next)}));
      table.geometries().add_point(at);
      table.row(!lamp.chance(dark), street_class_name(of), pieces.names[i]);
    }
    next -= end;
  }
  return table.take();
}

Layer toilets(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator, const Units& units) {
  Table table("toilets", Shape::point);
  table.column<Texts>("name").column<Texts>("class").column<Integers>("open_24h").column<Integers>("built");
  table.column<Integers>("upgraded").column<Integers>("open_24h_since").column<Integers>("stalls");
  std::vector<double> expected(pieces.lines.size());
  double total = 0;
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    const Path line = pieces.lines.part(i);
    const std::int32_t unit = locator.find(line[line.size() / 2]);
    if (unit < 0 || pieces.densities[i] < terrain.urban_threshold()) continue;
    constexpr std::array likely{2.4, 1.0, 0.15, 0.9};
    const double equipment = units.list[static_cast<std::size_t>(unit)].equipment;
    expected[i] = metres(line) * likely[static_cast<std::size_t>(pieces.classes[i])] * equipment;
    total += expected[i];
  }
  const double wanted = toilets_per_district * terrain.scale();
  Tally tally;
  for (std::size_t i = 0; i < pieces.lines.size(); ++i) {
    if (expected[i] <= 0 || tally.take(expected[i] / total * wanted) == 0) continue;
    const Path line = pieces.lines.part(i);
    Random random(hashed({terrain.seed(), 121, i}));
    const double along = metres(line) * random.between(0.3, 0.7);
    const Point at = beside(line, along, random.chance(0.5) ? 9 : -9);
    if (locator.find(at) < 0) continue;
    const bool main = pieces.classes[i] == StreetClass::main;
    const double share = random.real();
    const bool all_night = random.chance(0.3);
    const std::int64_t built = random.chance(0.33) ? 2018 : 1985 + random.below(33);
    table.geometries().add_point(at);
    const char* of_class = share < 0.12 ? "I" : share < (main ? 0.75 : 0.35) ? "II" : "III";
    const std::int64_t since = 2012 + random.below(7), stalls = 6 + random.below(18);
    const bool upgraded = built < 2018 && random.chance(0.58);
    table.row(pieces.names[i] + "公厕", of_class, all_night, built,
              upgraded ? std::optional<std::int64_t>(2018) : std::nullopt,
              all_night ? std::optional(std::max(built, since)) : std::nullopt, stalls);
  }
  return table.take();
}

}  // namespace

std::vector<Layer> make_roadside(const Terrain& terrain, const StreetPieces& pieces, const AreaLocator& locator,
                                 const Units& units) {
  std::vector<Layer> layers;
  layers.push_back(roads(terrain, pieces));
  layers.push_back(toilets(terrain, pieces, locator, units));
  layers.push_back(lamps(terrain, pieces, locator));
  return layers;
}

}  // namespace gapmap::sample
