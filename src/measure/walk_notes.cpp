// SPDX-License-Identifier: MIT
#include "measure/walk_notes.h"

namespace gapmap {

void WalkNotes::Note::add(Point at, std::int64_t of, double how_much) {
  if (count == 0) {
    feature = of;
    place = at;
  }
  ++count;
  amount += how_much;
}

void WalkNotes::add(Point place, std::int64_t feature, double amount, const Snapped& snapped, bool arrives) {
  if (!snapped.found()) {
    if (!arrives) off_.add(place, feature, amount);
  } else if (network_.graph().component_of_edge(snapped.edge) != 0) {
    islands_.add(place, feature, amount);
  }
}

void WalkNotes::write(const RoleData& demand, Issues& issues) const {
  const auto tell = [&](const char* code, const Note& note, Text message) {
    issues.push_back({code, Severity::warning, demand.spec->role, demand.spec->source, std::to_string(note.feature),
                      std::move(message), Place{note.place.x, note.place.y}});
  };
  if (off_.count > 0)
    tell("W201", off_,
         say("{} 处需求（{}）{} 米内没有街道，无法判断步行距离，按未服务计，缺口图层注明 off_streets",
             "{} places of demand ({}) have no street within {} m: their walk cannot be judged, they count as "
             "unserved, and the gap layer marks them off_streets",
             off_.count, grouped(off_.amount), network_.spec().snap));
  if (islands_.count > 0)
    tell("W205", islands_,
         say("{} 处需求（{}）所在的街道与主路网不连通",
             "{} places of demand ({}) stand on streets with no way to the main network", islands_.count,
             grouped(islands_.amount)));
}

}  // namespace gapmap
