// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/cover.h"
#include "geo/cover_primitives.h"
#include "geo/cover_rings.h"

namespace gapmap::cover {

/// What the covered region is made of, relative to `origin`: discs about vertices, bands along segments, and the
/// insides of areas ("parks"; only those with a reach above 0, so that their own edges lie inside their bands).
/// Sorted and without duplicates, so the order of the supply leaves no trace.
struct Primitives {
  Point origin;
  std::vector<Disc> discs;
  std::vector<Band> bands;
  std::vector<Rings> parks;

  std::size_t count() const { return discs.size() + bands.size(); }
  bool is_disc(std::uint32_t id) const { return id < discs.size(); }
  const Disc& disc(std::uint32_t id) const { return discs[id]; }
  const Band& band(std::uint32_t id) const { return bands[id - discs.size()]; }
  bool in_park(Point p, std::span<const std::uint32_t> candidates) const {
    for (const std::uint32_t park : candidates) {
      if (parks[park].winding_built(p) != 0) return true;
    }
    return false;
  }
};

/// Takes the supply apart. A reach is taken one nanometre longer than asked: the limit is inclusive, and boundaries
/// that would coincide with those of round-numbered demand pass beside them.
Primitives take_apart(std::span<const CoverSupply> supplies);

}  // namespace gapmap::cover
