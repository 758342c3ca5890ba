// SPDX-License-Identifier: MIT
#include "sample/registers.h"

#include <array>
#include <optional>
#include <string>

#include "sample/calendar.h"
#include "sample/named_projects.h"
#include "sample/names.h"
#include "sample/table.h"

namespace gapmap::sample {
namespace {

/// Blocks that projects may stand on, in an order of chance.
std::vector<const Parcel*> sites(const Spread& spread) {
  std::vector<const Parcel*> all;
  for (const Parcel& parcel : spread.parcels())
    if (parcel.block.whole && parcel.use == Use::housing) all.push_back(&parcel);
  return all;
}

const char* stage_name(Stage stage) {
  constexpr std::array names{"approved", "submitted", "signed", "started", "done"};
  return names[static_cast<std::size_t>(stage)];
}

Layer projects(const Spread& spread) {
  Table table("projects", Shape::point);
  table.column<Texts>("statement")
      .column<Texts>("name")
      .column<Texts>("kind")
      .column<Texts>("stage")
      .column<Texts>("approved")
      .column<Texts>("submitted")
      .column<Texts>("signed")
      .column<Texts>("start")
      .column<Texts>("done");
  const std::vector<const Parcel*> blocks = sites(spread);
  if (blocks.empty()) return table.take();
  std::uint64_t number = 0;
  const auto add = [&](const NamedProject& project) {
    Random random(hashed({spread.terrain().seed(), 221, ++number}));
    const Parcel& parcel = *blocks[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(blocks.size())))];
    table.geometries().add_point(spread.place(parcel, random));
    const std::int64_t due = day_number(project.due);
    const std::int64_t first = due / 4;
    const auto reached = some_day(random, 0.87, first + 10, due);
    const std::string early = day_of_2018(first);
    const auto when = [&](Stage stage) -> std::optional<std::string> {
      if (stage == project.stage) return reached;
      // What comes before the stage that is asked for is done; what comes after is not.
      return stage < project.stage ? std::optional(early) : std::nullopt;
    };
    table.row(project.statement, project.name, project.kind, reached ? stage_name(project.stage) : "planned",
              when(Stage::approved), when(Stage::submitted), when(Stage::contracted), when(Stage::started),
              when(Stage::done));
  };
  for (const NamedProject& project : named_projects()) add(project);
  return table.take();
}

Layer project_entries(const Spread& spread) {
  Table table("project_entries", Shape::none);
  table.column<Texts>("name").column<Texts>("entered").column<Integers>("complete");
  spread.each(13000, 222, [&](const Parcel&, Random& random) {
    const std::string word = place_word(random.next());
    const auto entered = some_day(random, 0.95, 3, end_of_march);
    table.row(word + "提质项目", entered, entered && random.chance(0.98));
  });
  return table.take();
}

Layer unit_offices(const Spread& spread) {
  Table table("unit_offices", Shape::none);
  table.column<Texts>("name").column<Integers>("staff").column<Integers>("budget").column<Integers>("room");
  for (std::size_t i = 0; i < spread.units().list.size(); ++i) {
    Random random(hashed({spread.terrain().seed(), 223, i}));
    const bool staff = random.chance(0.99), budget = random.chance(0.96), room = random.chance(0.97);
    table.row(spread.units().list[i].name, staff, budget, room);
  }
  return table.take();
}

Layer task_register(const Spread& spread) {
  constexpr std::array numbers{"1",  "2",  "3(1)", "3(2)", "4(1)", "4(2)", "4(3)", "5",  "6",  "7",  "8",  "9", "10",
                               "11", "12", "13",   "14",   "15",   "16",   "17",   "18", "19", "20", "21", "22"};
  Table table("task_register", Shape::none);
  table.column<Texts>("number").column<Integers>("in_system");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    Random random(hashed({spread.terrain().seed(), 224, i}));
    table.row(numbers[i], random.chance(0.99));
  }
  return table.take();
}

Layer waters(const Spread& spread) {
  constexpr std::array rivers{"金水河", "贾鲁河", "熊耳河", "南水北调干渠"};
  Table table("waters", Shape::none);
  table.column<Texts>("name").column<Texts>("kind").column<Texts>("planned");
  Random random(hashed({spread.terrain().seed(), 225}));
  for (const char* river : rivers) table.row(river, "river", some_day(random, 0.97, 60, end_of_year));
  for (const Parcel& parcel : spread.parcels())
    if (parcel.use == Use::reservoir && parcel.block.whole)
      table.row(place_word(hashed({parcel.seed, 226})) + "水库", "reservoir", some_day(random, 0.97, 60, end_of_year));
  return table.take();
}

}  // namespace

std::vector<Layer> make_registers(const Spread& spread) {
  std::vector<Layer> layers;
  layers.push_back(projects(spread));
  layers.push_back(project_entries(spread));
  layers.push_back(unit_offices(spread));
  layers.push_back(task_register(spread));
  layers.push_back(waters(spread));
  return layers;
}

}  // namespace gapmap::sample
