// SPDX-License-Identifier: MIT
#include "sample/facilities.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sample/names.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

struct SchoolKind {
  const char* kind;
  const char* ending;
  double people;  ///< served by one
  double fewest_classes, most_classes;
  std::int64_t class_size;
};

constexpr std::array<SchoolKind, 3> school_kinds{{
    {"kindergarten", "幼儿园", 2900, 6, 13, 30},
    {"primary", "小学", 9300, 18, 37, 45},
    {"middle", "中学", 25000, 24, 49, 50},
}};

Layer schools(const Spread& spread) {
  Table table("schools", Shape::point);
  table.column<Texts>("name")
      .column<Texts>("kind")
      .column<Integers>("classes")
      .column<Integers>("seats")
      .column<Integers>("pupils")
      .column<Integers>("opened")
      .column<Integers>("classes_added")
      .column<Integers>("seats_added");
  std::uint64_t salt = 80;
  for (const SchoolKind& kind : school_kinds)
    spread.each(kind.people, ++salt, [&](const Parcel& parcel, Random& random) {
      table.geometries().add_point(spread.place(parcel, random));
      const auto classes = static_cast<std::int64_t>(random.between(kind.fewest_classes, kind.most_classes));
      const std::int64_t seats = classes * kind.class_size;
      // Some have more pupils than seats: 大班额.
      const auto pupils = static_cast<std::int64_t>(static_cast<double>(seats) * random.between(0.70, 1.10));
      const std::int64_t opened = random.chance(0.03) ? 2018 : 1960 + random.below(58);
      const std::string word = place_word(random.next());
      // New schools, and wings added to others in the year.
      const std::int64_t wing = random.chance(0.09) ? 2 + random.below(7) : 0;
      const std::int64_t added = opened == 2018 ? classes : std::min(wing, classes);
      table.row(word + kind.ending, kind.kind, classes, seats, pupils, opened, added, added * kind.class_size);
    });
  return table.take();
}

struct ClinicKind {
  const char* kind;
  const char* ending;
  double people;
  double fewest_beds, most_beds;
  double private_share;
};

constexpr std::array<ClinicKind, 5> clinic_kinds{{
    {"hospital", "医院", 78000, 50, 170, 0.0},
    {"hospital", "专科医院", 110000, 20, 90, 1.0},
    {"center", "社区卫生服务中心", 52000, 0, 16, 0.0},
    {"station", "社区卫生服务站", 15000, 0, 1, 0.2},
    {"clinic", "门诊", 3900, 0, 1, 0.8},
}};

Layer clinics(const Spread& spread) {
  Table table("clinics", Shape::point);
  table.column<Texts>("name")
      .column<Texts>("kind")
      .column<Texts>("owner")
      .column<Integers>("beds")
      .column<Integers>("premises_free")
      .column<Integers>("equipment_free")
      .column<Integers>("standardised");
  std::uint64_t salt = 90;
  for (const ClinicKind& kind : clinic_kinds)
    spread.each(kind.people, ++salt, [&](const Parcel& parcel, Random& random) {
      table.geometries().add_point(spread.place(parcel, random));
      const std::string word = place_word(random.next());
      const char* owner = random.chance(kind.private_share) ? "private" : "public";
      const auto beds = static_cast<std::int64_t>(random.between(kind.fewest_beds, kind.most_beds));
      const bool premises = random.chance(0.62), equipment = random.chance(0.66), good = random.chance(0.7);
      table.row(word + kind.ending, kind.kind, owner, beds, premises, equipment, good);
    });
  return table.take();
}

Layer parking(const Spread& spread) {
  Table table("parking", Shape::point);
  table.column<Texts>("name")
      .column<Integers>("berths")
      .column<Integers>("public")
      .column<Integers>("opened")
      .column<Integers>("guidance_since");
  spread.each(2600, 95, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    const std::int64_t berths = 30 + random.below(210);
    const bool open_to_all = random.chance(0.68);
    const std::int64_t opened = random.chance(0.26) ? 2018 : 1998 + random.below(20);
    const std::int64_t guided = 2016 + random.below(3);
    table.row(word + "停车场", berths, open_to_all, opened, random.chance(0.2) ? std::optional(guided) : std::nullopt);
  });
  return table.take();
}

Layer water_points(const Spread& spread) {
  Table table("water_points", Shape::point);
  table.column<Texts>("name").column<Integers>("installed");
  spread.each(94000, 97, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    table.row(place_word(random.next()) + "直饮水点", 2018);
  });
  return table.take();
}

}  // namespace

std::vector<Layer> make_facilities(const Spread& spread) {
  std::vector<Layer> layers;
  layers.push_back(schools(spread));
  layers.push_back(clinics(spread));
  layers.push_back(parking(spread));
  layers.push_back(water_points(spread));
  return layers;
}

}  // namespace gapmap::sample
