// SPDX-License-Identifier: MIT
#include "network/street_parts.h"

#include <array>
#include <bit>
#include <cmath>

namespace gapmap {

StreetParts::StreetParts(std::span<const StreetLines> layers) {
  std::size_t count = 0;
  for (const StreetLines& layer : layers) count += layer.lines->vertices().size();
  vertices.reserve(count);
  part_of.reserve(count);
  for (std::uint32_t number = 0; number < layers.size(); ++number) {
    const StreetLines& layer = layers[number];
    for (const std::uint32_t row : layer.rows) {
      for (std::uint32_t k = 0; k < layer.lines->parts_of(row); ++k) {
        const std::size_t start = vertices.size();
        for (const Point p : layer.lines->part(row, k)) {
          // Adding zero turns a negative zero into the other one, so that equal places have equal bits.
          if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
          if (vertices.size() > start && vertices.back() == p) continue;
          vertices.push_back({p.x + 0.0, p.y + 0.0});
        }
        if (vertices.size() < start + 2) {
          vertices.resize(start);
          continue;
        }
        part_of.resize(vertices.size(), static_cast<std::uint32_t>(origin.size()));
        origin.push_back({number, row, k, layer.level.empty() ? 0 : layer.level[row]});
        begin.push_back(static_cast<std::uint32_t>(vertices.size()));
      }
    }
  }
}

SharedVertices::SharedVertices(const StreetParts& parts) {
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  const std::size_t slots = std::bit_ceil(2 * parts.vertices.size() + 2);
  std::vector<std::uint32_t> table(slots, none);
  place.resize(parts.vertices.size());
  const auto slot_of = [&](Point p) {
    std::uint64_t hash = std::bit_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15U;
    hash = (hash ^ (hash >> 29) ^ std::bit_cast<std::uint64_t>(p.y)) * 0xbf58476d1ce4e5b9U;
    return (hash ^ (hash >> 32)) & (slots - 1);
  };
  // The table is larger than the cache: what comes is fetched ahead, then the position that stands there.
  constexpr std::size_t ahead = 16;
  const std::size_t count = parts.vertices.size();
  std::array<std::size_t, ahead> coming{};
  const auto fetch = [&](std::size_t i) {
    if (i >= count) return;
    coming[i % ahead] = slot_of(parts.vertices[i]);
    __builtin_prefetch(&table[coming[i % ahead]]);
  };
  for (std::size_t i = 0; i < ahead; ++i) fetch(i);
  position.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Point p = parts.vertices[i];
    std::size_t slot = coming[i % ahead];
    fetch(i + ahead);
    if (const std::uint32_t next = table[coming[(i + ahead / 2) % ahead]]; next != none)
      __builtin_prefetch(&position[next]);
    while (table[slot] != none && position[table[slot]] != p) slot = (slot + 1) & (slots - 1);
    const bool is_new = table[slot] == none;
    if (is_new) {
      table[slot] = static_cast<std::uint32_t>(position.size());
      position.push_back(p);
      is_node.push_back(0);
      segments.push_back(0);
    }
    place[i] = table[slot];
    const bool is_end = parts.is_end(i);
    segments[table[slot]] += is_end ? 1 : 2;
    if (!is_new || is_end) is_node[table[slot]] = 1;
  }
}

}  // namespace gapmap
