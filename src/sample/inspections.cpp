// SPDX-License-Identifier: MIT
#include "sample/inspections.h"

#include <array>
#include <optional>

#include "sample/calendar.h"
#include "sample/names.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

/// A place on the street south of a block, where offices and inner toilets face it.
Point street_side(const Spread& spread, const Parcel& parcel, Random& random) {
  const Block& block = parcel.block;
  const double across = random.between(0.15, 0.85), aside = random.between(14, 44);
  return spread.terrain().world(block.west + (block.east - block.west) * across, block.south + aside);
}

/// Points with a name, and one more value that `value` draws.
template <typename Values, typename Value>
Layer named_points(const Spread& spread, const char* layer, const char* ending, const char* column, double people,
                   std::uint64_t salt, Value value) {
  Table table(layer, Shape::point);
  table.column<Texts>("name").template column<Values>(column);
  spread.each(people, salt, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    table.row(word + ending, value(random));
  });
  return table.take();
}

Layer illegal_buildings(const Spread& spread) {
  constexpr std::array categories{"拆除", "整改", "没收"};
  Table table("illegal_buildings", Shape::point);
  table.column<Texts>("category").column<Texts>("settled");
  spread.each(5200, 171, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const auto category = static_cast<std::size_t>(random.below(3));
    table.row(categories[category], some_day(random, 0.93, 10, end_of_year));
  });
  return table.take();
}

Layer roofs(const Spread& spread) {
  Table table("roofs", Shape::point);
  table.column<Texts>("address").column<Integers>("illegal").column<Texts>("removed").column<Texts>("tidied");
  spread.each(2700, 172, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(random.chance(0.7) ? street_side(spread, parcel, random)
                                                    : spread.place(parcel, random));
    const std::string word = place_word(random.next());
    const bool illegal = random.chance(0.6);
    auto removed = some_day(random, 0.9, 60, end_of_july);
    const auto tidied = some_day(random, 0.94, 60, end_of_july);
    if (!illegal) removed.reset();
    table.row(word + "院", illegal, removed, tidied);
  });
  return table.take();
}

Layer building_sites(const Spread& spread) {
  constexpr std::array<double, 8> kept{0.99, 0.96, 0.98, 0.97, 0.95, 0.97, 0.94, 0.98};
  Table table("building_sites", Shape::point);
  table.column<Texts>("name")
      .column<Integers>("fenced")
      .column<Integers>("covered")
      .column<Integers>("hardened")
      .column<Integers>("washed")
      .column<Integers>("wetted")
      .column<Integers>("sealed_trucks")
      .column<Integers>("monitored")
      .column<Integers>("supervised");
  spread.each(8200, 173, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    std::array<bool, 8> rules{};
    for (std::size_t i = 0; i < rules.size(); ++i) rules[i] = random.chance(kept[i]);
    table.row(word + "工地", rules[0], rules[1], rules[2], rules[3], rules[4], rules[5], rules[6], rules[7]);
  });
  return table.take();
}

Layer offices(const Spread& spread) {
  Table table("offices", Shape::point);
  table.column<Texts>("name").column<Texts>("address");
  spread.each(11000, 174, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(street_side(spread, parcel, random));
    const std::string word = place_word(random.next());
    table.row(word + "办公楼", word + "街");
  });
  return table.take();
}

Layer unit_toilets(const Spread& spread) {
  Table table("unit_toilets", Shape::point);
  table.column<Texts>("name").column<Integers>("opened");
  spread.each(9000, 175, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(street_side(spread, parcel, random));
    const std::string word = place_word(random.next());
    table.row(word + "单位厕所", random.chance(0.3) ? 2018 : 2010 + static_cast<int>(random.below(8)));
  });
  return table.take();
}

}  // namespace

std::vector<Layer> make_inspections(const Spread& spread) {
  const auto date = [](double kept) {
    return [kept](Random& random) { return some_day(random, kept, 10, end_of_year); };
  };
  const auto year = [](double share) {
    return [share](Random& random) { return random.chance(share) ? std::optional<std::int64_t>(2018) : std::nullopt; };
  };
  const auto flag = [](double share) { return [share](Random& random) { return random.chance(share); }; };
  std::vector<Layer> layers;
  layers.push_back(named_points<Integers>(spread, "water_samples", "采样点", "passed", 21000, 176, flag(1.0)));
  layers.push_back(named_points<Integers>(spread, "boilers", "锅炉", "replaced", 26000, 177, year(0.7)));
  layers.push_back(named_points<Texts>(spread, "flood_points", "易涝点", "removed", 30000, 178, date(0.84)));
  layers.push_back(named_points<Integers>(spread, "transfer_stations", "中转站", "in_use", 62000, 179, year(0.3)));
  layers.push_back(named_points<Integers>(spread, "firms", "厂", "compliant", 7400, 180, flag(0.96)));
  layers.push_back(illegal_buildings(spread));
  layers.push_back(roofs(spread));
  layers.push_back(building_sites(spread));
  layers.push_back(offices(spread));
  layers.push_back(unit_toilets(spread));
  return layers;
}

}  // namespace gapmap::sample
