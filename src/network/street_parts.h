// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/geometry.h"
#include "network/noding.h"

namespace gapmap {

/// The line strings of all layers as one flat column, cleaned: vertices finite, no two neighbours equal, at least two.
/// A segment has the index of its first vertex; a part's last vertex has none.
struct StreetParts {
  explicit StreetParts(std::span<const StreetLines> layers);

  struct Origin {
    std::uint32_t layer, feature, part;
    std::int32_t level;
  };
  std::vector<Point> vertices;
  std::vector<std::uint32_t> begin{0};  ///< first vertex of each part, and the end
  std::vector<Origin> origin;           ///< of each part
  std::vector<std::uint32_t> part_of;   ///< of each vertex

  std::size_t part_count() const { return origin.size(); }
  bool is_segment(std::size_t vertex) const {
    return vertex + 1 < vertices.size() && part_of[vertex] == part_of[vertex + 1];
  }
  bool is_end(std::size_t vertex) const {
    return vertex == begin[part_of[vertex]] || vertex + 1 == begin[part_of[vertex] + 1];
  }
  std::int32_t level(std::size_t vertex) const { return origin[part_of[vertex]].level; }
};

/// Equal vertices under one number, by hashing.
struct SharedVertices {
  explicit SharedVertices(const StreetParts& parts);

  std::vector<std::uint32_t> place;  ///< of each vertex: the number of its position
  std::vector<Point> position;
  std::vector<char> is_node;            ///< by place: several vertices lie there, or a line ends there
  std::vector<std::uint32_t> segments;  ///< by place: how many segments start there
};

}  // namespace gapmap
