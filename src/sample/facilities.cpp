// SPDX-License-Identifier: MIT
#include "sample/facilities.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sample/names.h"
#include "sample/random.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

/// Calls `build(parcel, random)` for the blocks where a facility falls due when one serves so many people.
class Spread {
 public:
  Spread(const Terrain& terrain, const std::vector<Parcel>& parcels, const std::vector<std::int64_t>& people,
         const Units& units)
      : terrain_(terrain), parcels_(parcels), people_(people), units_(units) {
    double equipped = 0, all = 0;
    for (std::size_t i = 0; i < parcels.size(); ++i) {
      equipped += static_cast<double>(people[i]) * equipment(i);
      all += static_cast<double>(people[i]);
    }
    mean_equipment_ = all > 0 ? equipped / all : 1;
  }

  template <typename Build>
  void each(double people_per_facility, std::uint64_t salt, Build build) const {
    Tally tally;
    for (std::size_t i = 0; i < parcels_.size(); ++i) {
      const double due = static_cast<double>(people_[i]) * equipment(i) / mean_equipment_ / people_per_facility;
      for (std::int64_t k = tally.take(due); k > 0; --k) {
        Random random(hashed({parcels_[i].seed, salt, static_cast<std::uint64_t>(k)}));
        build(parcels_[i], random);
      }
    }
  }

  /// A place on the block's planted or open side, away from the rows of homes.
  Point place(const Parcel& parcel, Random& random) const {
    const Block& block = parcel.block;
    const double width = block.east - block.west, height = block.north - block.south;
    const double across = random.between(0.2, 0.8), along = random.between(0.12, 0.3);
    return terrain_.world(block.west + width * across, block.south + height * along);
  }

 private:
  double equipment(std::size_t parcel) const {
    const std::int32_t unit = parcels_[parcel].block.unit;
    return unit < 0 ? 0 : units_.list[static_cast<std::size_t>(unit)].equipment;
  }

  const Terrain& terrain_;
  const std::vector<Parcel>& parcels_;
  const std::vector<std::int64_t>& people_;
  const Units& units_;
  double mean_equipment_ = 1;
};

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
      .column<Integers>("opened");
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
      table.row(word + kind.ending, kind.kind, classes, seats, pupils, opened);
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

constexpr std::array<ClinicKind, 4> clinic_kinds{{
    {"hospital", "医院", 78000, 50, 170, 0.0},
    {"hospital", "专科医院", 110000, 20, 90, 1.0},
    {"center", "社区卫生服务中心", 52000, 0, 16, 0.0},
    {"station", "社区卫生服务站", 15000, 0, 1, 0.2},
}};

Layer clinics(const Spread& spread) {
  Table table("clinics", Shape::point);
  table.column<Texts>("name").column<Texts>("kind").column<Texts>("owner").column<Integers>("beds");
  std::uint64_t salt = 90;
  for (const ClinicKind& kind : clinic_kinds)
    spread.each(kind.people, ++salt, [&](const Parcel& parcel, Random& random) {
      table.geometries().add_point(spread.place(parcel, random));
      const std::string word = place_word(random.next());
      const char* owner = random.chance(kind.private_share) ? "private" : "public";
      const auto beds = static_cast<std::int64_t>(random.between(kind.fewest_beds, kind.most_beds));
      table.row(word + kind.ending, kind.kind, owner, beds);
    });
  return table.take();
}

Layer parking(const Spread& spread) {
  Table table("parking", Shape::point);
  table.column<Texts>("name").column<Integers>("berths").column<Integers>("public").column<Integers>("opened");
  spread.each(2600, 95, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const std::string word = place_word(random.next());
    const std::int64_t berths = 30 + random.below(210);
    const bool open_to_all = random.chance(0.68);
    const std::int64_t opened = random.chance(0.26) ? 2018 : 1998 + random.below(20);
    table.row(word + "停车场", berths, open_to_all, opened);
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

Layer projects(const Spread& spread) {
  constexpr std::array kinds{"片区提质改造", "安置房",       "学校",       "综合管廊",
                             "街角游园",     "老旧小区整治", "商业综合体", "泵站"};
  constexpr std::array leads{"区新型城镇办", "区住房保障中心", "区教体局", "区建设局",
                             "区城管局",     "区住房保障中心", "区商务局", "区城管局"};
  constexpr std::array stages{"planned", "approved", "started", "done"};
  Table table("projects", Shape::point);
  table.column<Texts>("name")
      .column<Texts>("kind")
      .column<Texts>("stage")
      .column<Texts>("start")
      .column<Texts>("done")
      .column<Texts>("lead");
  spread.each(9400, 98, [&](const Parcel& parcel, Random& random) {
    table.geometries().add_point(spread.place(parcel, random));
    const auto kind = static_cast<std::size_t>(random.below(8));
    const auto stage = static_cast<std::size_t>(random.below(4));
    const std::int64_t month = 1 + random.below(9);
    const std::string word = place_word(random.next());
    table.row(word + kinds[kind], kinds[kind], stages[stage],
              stage >= 2 ? fmt::format("2018-{:02}-01", month) : std::string(),
              stage == 3 ? fmt::format("2018-{:02}-28", month + 3) : std::string(), leads[kind]);
  });
  return table.take();
}

}  // namespace

std::vector<Layer> make_facilities(const Terrain& terrain, const std::vector<Parcel>& parcels,
                                   const std::vector<std::int64_t>& people, const Units& units) {
  const Spread spread(terrain, parcels, people, units);
  std::vector<Layer> layers;
  layers.push_back(schools(spread));
  layers.push_back(clinics(spread));
  layers.push_back(parking(spread));
  layers.push_back(water_points(spread));
  layers.push_back(projects(spread));
  return layers;
}

}  // namespace gapmap::sample
