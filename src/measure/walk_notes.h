// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "measure/street_network.h"

namespace gapmap {

/// Demand that walks badly: too far from any street to be judged (W201), or on streets with no way to the main
/// network (W205). Counted place by place, then told as an issue each, at the first such place.
class WalkNotes {
 public:
  explicit WalkNotes(const StreetNetwork& network) : network_(network) {}

  /// `arrives` says whether it reaches supply all the same: who stands inside a park needs no street.
  void add(Point place, std::int64_t feature, double amount, const Snapped& snapped, bool arrives);
  void write(const RoleData& demand, Issues& issues) const;

 private:
  struct Note {
    std::size_t count = 0;
    double amount = 0;
    std::int64_t feature = 0;  ///< the first
    Point place{};             ///< of the first
    void add(Point at, std::int64_t of, double how_much);
  };

  const StreetNetwork& network_;
  Note off_, islands_;
};

}  // namespace gapmap
