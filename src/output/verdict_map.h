// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "output/atlas.h"
#include "output/canvas.h"
#include "output/map_frame.h"
#include "output/map_view.h"

namespace gapmap {

/// How many standards have which verdict.
struct VerdictCount {
  std::size_t met = 0, unmet = 0, no_data = 0;
  void add(const std::optional<Verdict>& verdict);
  std::size_t judged() const { return met + unmet + no_data; }
  bool has_answer() const { return met + unmet > 0; }
  /// Of an area on a map where several standards are shown at once.
  const char* colour() const;
};

/// The verdicts of several standards by unit of the first partition.
std::vector<VerdictCount> verdicts_by_unit(const Atlas& atlas, const std::vector<const Atlas::Item*>& items);

/// Fills the units of the first partition by their worst verdict; what is partly unmet is hatched too, so that
/// every eye and grey print tell it.
void draw_verdicts(Canvas& canvas, const Atlas& atlas, const std::vector<VerdictCount>& counts, const MapView& view);

/// What its colours mean; where `counts` are given, only the colours in use, with the number of their units.
std::vector<LegendRow> verdict_legend(const std::vector<VerdictCount>& counts, Language language);

}  // namespace gapmap
