// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "geo/layer.h"

namespace gapmap {

enum class GapFate { closed, opened, moved, grew, shrank, same };

/// "closed", "opened", …
std::string_view gap_fate_name(GapFate fate);

/// One feature of demand with a gap before, after or both.
struct GapChange {
  GapFate fate = GapFate::same;
  std::string unit_code, unit_name, class_name;
  std::int64_t feature = 0;  ///< of the demand, as numbered after where it has a gap there, else before
  double before = 0;         ///< people, or what the gap is measured in
  double after = 0;
  double moved = 0;  ///< metres, where the feature's place has changed
};

struct GapChanges {
  std::vector<GapChange> all;  ///< the order of the gaps before, then of those that only are after
  Geometries places;           ///< one feature a change: the gap as it is after, or where it was
};

/// Sets two gap layers of one standard side by side. A feature of demand may have several pieces in a unit; they count
/// as one gap. A gap is the same as another if both have the demand's id and overlap, or else lie in the same place
/// (ids may be given anew from one delivery of data to the next); one with the same id elsewhere has moved.
GapChanges gap_changes(const Layer& before, const Layer& after);

/// How many gaps met each fate and how much they amount to; by unit, "*" for all.
struct GapCount {
  std::size_t gaps[6] = {};  ///< by fate
  double before = 0, after = 0;
};
std::map<std::string, GapCount> count_gaps(const GapChanges& changes);

}  // namespace gapmap
