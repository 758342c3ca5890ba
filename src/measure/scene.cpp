// SPDX-License-Identifier: MIT
#include "measure/scene.h"

#include <cassert>

#include "base/parallel.h"
#include "measure/cell_pass.h"
#include "measure/street_network.h"

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

const std::vector<std::uint32_t>& PlaceCache::buckets(const Geometries& geometries, const Partition& partition,
                                                      int jobs) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &entries_[&partition];
  }
  std::call_once(entry->once, [&] {
    entry->buckets.assign(geometries.size(), static_cast<std::uint32_t>(partition.outside()));
    for_each_chunk(geometries.size(), 4096, jobs, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row)
        if (!geometries.is_null(row))
          entry->buckets[row] = static_cast<std::uint32_t>(partition.locate(label_point(geometries, row)));
    });
  });
  return entry->buckets;
}

void RoleData::take_cells(const CellStream& stream) {
  cells = &stream;
  totals = std::make_shared<CellTotals>();
}

const StreetNetwork& Scene::streets() const {
  assert(network && "a plan without a network is refused when it is read");
  std::call_once(lazy_network->once,
                 [&] { lazy_network->streets = std::make_shared<const StreetNetwork>(*network, *this); });
  return *lazy_network->streets;
}

Features Scene::features(const std::string& role, const std::string& condition) const {
  const auto found = roles.find(role);
  assert(found != roles.end() && "a measure states the roles it needs");
  const auto rows = found->second.rows->find(condition);
  assert(rows != found->second.rows->end() && "a measure states the conditions it needs");
  return {&found->second, rows->second};
}

}  // namespace gapmap
