// SPDX-License-Identifier: MIT
#include "measure/scene.h"

#include <cassert>

namespace gapmap {

const Partition::Pieces& CutCache::pieces(const Geometries& areas, std::span<const std::uint32_t> rows,
                                          const Partition& partition, int jobs) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &entries_[{rows.data(), &partition}];
  }
  std::call_once(entry->once, [&] { entry->pieces = partition.cut_areas(areas, {rows.begin(), rows.end()}, jobs); });
  return entry->pieces;
}

Features Scene::features(const std::string& role, const std::string& condition) const {
  const auto found = roles.find(role);
  assert(found != roles.end() && "a measure states the roles it needs");
  const auto rows = found->second.rows->find(condition);
  assert(rows != found->second.rows->end() && "a measure states the conditions it needs");
  return {&found->second, rows->second};
}

}  // namespace gapmap
