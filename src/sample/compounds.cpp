// SPDX-License-Identifier: MIT
#include "sample/compounds.h"

#include <array>
#include <optional>

#include "sample/names.h"

namespace gapmap::sample {
namespace {

struct Kind {
  const char* kind;
  const char* ending;
  double share;    ///< of all compounds
  double managed;  ///< chance of professional management
};

constexpr std::array<Kind, 6> kinds{{{"market", "花园", 0.60, 0.88},
                                     {"state_firm", "家属院", 0.19, 0.55},
                                     {"resettlement", "安置区", 0.08, 0.97},
                                     {"village", "村", 0.08, 0.25},
                                     {"shanty", "老院", 0.03, 0.15},
                                     {"rural", "新村", 0.02, 1.0}}};

const Kind& kind_of(double share) {
  for (const Kind& kind : kinds) {
    if (share < kind.share) return kind;
    share -= kind.share;
  }
  return kinds.front();
}

}  // namespace

Compounds::Compounds() : table_("compounds", Shape::area) {
  table_.column<Texts>("name").column<Texts>("kind");
  for (const char* name :
       {"built", "renewed", "managed", "owners_assembly", "heating", "gas", "handed_over", "separated"})
    table_.column<Integers>(name);
  table_.column<Texts>("award").column<Integers>("pilot");
  for (const char* name : {"road_even", "green_good", "lamps_bright", "drains_clear", "cars_orderly", "wires_tidy",
                           "fronts_good", "illegal_removed", "equipment_complete"})
    table_.column<Integers>(name);
}

Compounds::Services Compounds::add(const std::vector<Point>& ring, Random& random) {
  const std::int64_t built = random.chance(0.04) ? 2018 : 1970 + random.below(48);
  const bool young = built > 1999;
  const std::string word = place_word(random.next());
  const Kind& kind = kind_of(random.real());
  const bool renewed = !young && random.chance(0.12), fresh = built == 2018;
  const bool managed = random.chance(fresh ? 0.98 : kind.managed), assembly = random.chance(young ? 0.38 : 0.2);
  const bool heating = random.chance(fresh   ? 0.97
                                     : young ? 0.9
                                             : 0.5),
             gas = random.chance(fresh   ? 0.99
                                 : young ? 0.95
                                         : 0.7);
  const bool handed_over = random.chance(fresh ? 0.98 : renewed ? 0.9 : 0.6);
  const std::optional<bool> separated =
      std::string(kind.kind) == "state_firm" ? std::optional(random.chance(0.95)) : std::nullopt;
  const double award = random.real();
  const bool pilot = random.chance(0.0012);
  std::array<bool, 9> nine{};
  for (bool& good : nine) good = random.chance(renewed ? 0.985 : 0.6);
  table_.geometries().add_feature(ring);
  const std::string name = word + kind.ending;
  table_.row(name, kind.kind, built, renewed ? std::optional<std::int64_t>(2018) : std::nullopt, managed, assembly,
             heating, gas, handed_over, separated,
             award < 0.0006   ? std::optional<std::string>("province")
             : award < 0.0018 ? std::optional<std::string>("city")
                              : std::nullopt,
             pilot, nine[0], nine[1], nine[2], nine[3], nine[4], nine[5], nine[6], nine[7], nine[8]);
  return {name, heating};
}

}  // namespace gapmap::sample
