// SPDX-License-Identifier: MIT
#include "sample/neighbourhood.h"

#include <array>
#include <cmath>
#include <optional>

#include "sample/names.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

Layer elderly(const Spread& spread) {
  struct Kind {
    const char* kind;
    const char* ending;
    double people;
    double most_beds;
    double share_of_2018;
  };
  constexpr std::array<Kind, 4> kinds{{{"care_home", "养老院", 21000, 120, 0.1},
                                       {"day_care", "托老所", 8600, 20, 0.1},
                                       {"medical", "医养中心", 280000, 200, 0.5},
                                       {"centre", "养老服务中心", 64000, 40, 0.2}}};
  Table table("elderly", Shape::point);
  table.column<Texts>("name").column<Texts>("kind").column<Integers>("beds").column<Integers>("opened");
  std::uint64_t salt = 140;
  for (const Kind& kind : kinds)
    spread.each(kind.people, ++salt, [&](const Parcel& parcel, Random& random) {
      table.geometries().add_point(spread.place(parcel, random));
      const std::string word = place_word(random.next());
      const auto beds = static_cast<std::int64_t>(random.between(kind.most_beds / 4, kind.most_beds));
      const std::int64_t opened = random.chance(kind.share_of_2018) ? 2018 : 1995 + random.below(23);
      table.row(word + kind.ending, kind.kind, beds, opened);
    });
  return table.take();
}

Layer culture(const Spread& spread) {
  Table table("culture", Shape::point);
  table.column<Texts>("name")
      .column<Texts>("kind")
      .column<Texts>("level")
      .column<Numbers>("floor_area")
      .column<Texts>("grade")
      .column<Integers>("e_reading_room")
      .column<Integers>("free");
  const auto none = std::nullopt;
  spread.each_unit(151, [&](const Unit& unit, const Parcel& parcel, Random& random) {
    if (random.chance(0.1)) return;  // a unit that has no centre yet
    table.geometries().add_point(spread.place(parcel, random));
    const double floor = 10 * std::floor(random.between(24, 90));
    table.row(unit.name + "综合文化服务中心", "centre", "subdistrict", floor, none, random.chance(0.6), true);
  });
  spread.each(5400, 152, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    const double floor = 10 * std::floor(random.between(7, 40));
    const bool reading = random.chance(0.25), free = random.chance(0.97);
    table.row(word + "社区文化服务中心", "centre", "community", floor, none, reading, free);
  });
  constexpr std::array grades{"I", "II", "III"};
  spread.each(260000, 153, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    const auto grade = static_cast<std::size_t>(random.below(3));
    table.row(word + "图书馆", "library", "district", 100 * std::floor(random.between(20, 90)), grades[grade], true,
              true);
  });
  spread.each(95000, 154, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    table.row(word + "影城", "cinema", "district", 100 * std::floor(random.between(15, 60)), none, false, false);
  });
  return table.take();
}

Layer sports(const Spread& spread) {
  struct Kind {
    const char* kind;
    const char* ending;
    double people;
    double smallest, largest;  ///< m2
    double share_of_2018;
  };
  constexpr std::array<Kind, 5> kinds{{{"trail", "健身路径", 5200, 200, 800, 0.05},
                                       {"field", "运动场", 16000, 1200, 6000, 0.03},
                                       {"court", "多功能运动场", 30000, 600, 1400, 0.1},
                                       {"village", "农体工程", 28000, 500, 1200, 0.35},
                                       {"centre", "全民健身活动中心", 110000, 1500, 4000, 0.3}}};
  Table table("sports", Shape::point);
  table.column<Texts>("name").column<Texts>("kind").column<Numbers>("site_area").column<Integers>("opened");
  std::uint64_t salt = 160;
  for (const Kind& kind : kinds)
    spread.each(kind.people, ++salt, [&](const Parcel& parcel, Random& random) {
      table.geometries().add_point(spread.place(parcel, random));
      const std::string word = place_word(random.next());
      const double site = 10 * std::floor(random.between(kind.smallest, kind.largest) / 10);
      const std::int64_t opened = random.chance(kind.share_of_2018) ? 2018 : 1998 + random.below(20);
      table.row(word + kind.ending, kind.kind, site, opened);
    });
  return table.take();
}

}  // namespace

std::vector<Layer> make_neighbourhood(const Spread& spread) {
  std::vector<Layer> layers;
  layers.push_back(elderly(spread));
  layers.push_back(culture(spread));
  layers.push_back(sports(spread));
  return layers;
}

}  // namespace gapmap::sample
