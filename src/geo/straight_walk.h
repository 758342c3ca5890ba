// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "geo/straight_chains.h"

namespace gapmap::straight {

struct Polygons;

/// How a chain is walked for one result: not at all, or with its own polygon on the left or on the right.
enum class Turn : std::uint8_t { out, forward, backward };
using Choice = Turn (*)(const Chains::Chain&);

/// Whether as many chosen chains leave every node as arrive.
bool meets_up(const Chains& chains, Choice choice);

/// Rings that become polygons: exteriors anticlockwise, each hole in the smallest exterior around it.
class Assembly {
 public:
  Assembly() = default;
  /// The polygons of a feature.
  Assembly(const Geometries& areas, std::size_t feature);

  /// Rings thinner than rounding are left out. Of a face: its holes come with the one exterior that it has.
  void add_face(std::vector<std::vector<Point>> rings);
  /// Polygons that touch nothing: as they are, or as holes that leave their own holes standing.
  void add_whole(const Geometries& polygons, const std::vector<std::uint32_t>& chosen, bool as_holes);

  Polygons polygons() const;

 private:
  struct Polygon {
    std::vector<std::vector<Point>> rings;
    double area;
  };
  std::vector<Polygon> polygons_;
  std::vector<std::vector<Point>> holes_;  ///< of an exterior still to be found
};

/// Walks the chosen chains to rings. False where they do not meet up.
bool walk(const Chains& chains, Choice choice, Assembly& into);

}  // namespace gapmap::straight
