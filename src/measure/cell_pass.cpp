// SPDX-License-Identifier: MIT
#include "measure/cell_pass.h"

namespace gapmap {

void note_lost_cells(const RoleData& role, std::size_t lost, Issues& issues) {
  if (lost == 0) return;
  issues.push_back({"G112",
                    Severity::error,
                    role.spec->role,
                    role.spec->source,
                    "",
                    say("{} 个像元的坐标不能换算到方案的坐标系，不参与计算",
                        "{} cells have coordinates that cannot be carried to the plan's system and do not count", lost),
                    {}});
}

Box box_of_cells(const CellBlock& block, std::uint32_t begin, std::uint32_t end) {
  Box box;
  for (std::uint32_t i = begin; i < end; ++i) box.add(block.centre[i]);
  return box;
}

void locate_cells(const Partition& partition, const CellBlock& block, std::size_t tile, const Box& box,
                  std::vector<std::uint32_t>& buckets) {
  const std::uint32_t first = block.square_begin[block.tile_begin[tile]],
                      last = block.square_begin[block.tile_begin[tile + 1]];
  buckets.resize(last - first);
  if (const auto all = partition.locate_all(box)) {
    std::fill(buckets.begin(), buckets.end(), static_cast<std::uint32_t>(*all));
    return;
  }
  for (std::uint32_t square = block.tile_begin[tile]; square < block.tile_begin[tile + 1]; ++square) {
    const std::uint32_t begin = block.square_begin[square], end = block.square_begin[square + 1];
    const auto together = partition.locate_all(box_of_cells(block, begin, end));
    for (std::uint32_t i = begin; i < end; ++i)
      buckets[i - first] = static_cast<std::uint32_t>(together ? *together : partition.locate(block.centre[i]));
  }
}

const std::vector<double>& CellTotals::of(const RoleData& role, const Partition& partition, int jobs) {
  Entry* entry = nullptr;
  {
    const std::lock_guard lock(mutex_);
    entry = &entries_[&partition];
  }
  std::call_once(entry->once, [&] {
    BucketSums<ExactSum> sums;
    pass_over_cells(
        role, jobs, {},
        [&](const CellBlock& block) {
          BucketSums<ExactSum> found;
          std::vector<std::uint32_t> buckets;
          for (std::size_t tile = 0; tile < block.tiles(); ++tile) {
            const std::uint32_t first = block.square_begin[block.tile_begin[tile]],
                                last = block.square_begin[block.tile_begin[tile + 1]];
            locate_cells(partition, block, tile, box_of_cells(block, first, last), buckets);
            for (std::uint32_t i = first; i < last; ++i) found.of(buckets[i - first]).add(block.people[i]);
          }
          return found;
        },
        [&](const BucketSums<ExactSum>& found) { sums.add(found); });
    entry->people.assign(partition.bucket_count(), 0);
    for (const auto& [bucket, people] : sums.all()) entry->people[bucket] = people.value();
  });
  return entry->people;
}

}  // namespace gapmap
