// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "base/error.h"
#include "base/exact_sum.h"
#include "base/issue.h"
#include "base/parallel.h"
#include "base/pool.h"
#include "base/progress.h"
#include "measure/scene.h"

namespace gapmap {

/// Runs over all cells of a role that is a stream: `make(const CellBlock&)` returns what is found in a block and is
/// called on threads, `use(found)` takes one after the other in the raster's order, so that what adds up does not
/// depend on `jobs`. Returns how many cells had to be left out since they cannot be carried to the plan's system.
/// Throws Error{Fault::input} naming the cell where somebody's number is negative.
template <typename Make, typename Use>
std::size_t pass_over_cells(const RoleData& role, int jobs, const Progress& progress, const Make& make,
                            const Use& use) {
  struct Slot {
    decltype(make(std::declval<const CellBlock&>())) found;
    std::size_t lost;
    std::int64_t negative;  // id of a cell, or -1
    double value;
  };
  const CellStream& cells = *role.cells;
  std::vector<std::unique_ptr<Slot>> slots(cells.blocks());
  Pool<CellBlock> scratch;
  std::size_t lost = 0;
  const Text stage = say("读取 {} 的像元", "reading the cells of {}", role.spec->role);
  make_and_use(
      slots.size(), jobs,
      [&](std::size_t i) {
        scratch.lend([] { return std::make_unique<CellBlock>(); },
                     [&](CellBlock& block) {
                       cells.read(i, block);
                       const auto negative =
                           std::find_if(block.people.begin(), block.people.end(), [](double n) { return n < 0; });
                       const bool is_fine = negative == block.people.end();
                       const std::int64_t id =
                           is_fine ? -1 : block.id[static_cast<std::size_t>(negative - block.people.begin())];
                       slots[i] = std::make_unique<Slot>(Slot{make(block), block.lost, id, is_fine ? 0 : *negative});
                     });
      },
      [&](std::size_t i) {
        const std::unique_ptr<Slot> slot = std::move(slots[i]);
        if (slot->negative >= 0)
          throw Error(
              Fault::input,
              say("{}：像元 {}（第 {} 行第 {} 列）的人数为负：{}",
                  "{}: cell {} (row {}, column {}) holds a negative number of people: {}", role.place, slot->negative,
                  slot->negative / cells.columns(), slot->negative % cells.columns(), slot->value),
              {"改正该值，或把它声明为无数据值：gdal_translate -a_nodata",
               "correct the value, or declare it as no data: gdal_translate -a_nodata"});
        lost += slot->lost;
        use(slot->found);
        report(progress, stage, static_cast<double>(i + 1) / static_cast<double>(slots.size()));
      });
  return lost;
}

/// Notes cells that were left out by `pass_over_cells`.
void note_lost_cells(const RoleData& role, std::size_t lost, Issues& issues);

/// The box of the cells `begin` to `end` of a block.
Box box_of_cells(const CellBlock& block, std::uint32_t begin, std::uint32_t end);

/// Fills `buckets` with the bucket of every cell of a tile, first cell first.
void locate_cells(const Partition& partition, const CellBlock& block, std::size_t tile, const Box& box,
                  std::vector<std::uint32_t>& buckets);

/// Sums by bucket, of which a block of cells has few.
template <typename Amounts>
class BucketSums {
 public:
  Amounts& of(std::uint32_t bucket) {
    if (!last_ || bucket != last_bucket_) {
      last_ = &sums_[bucket];
      last_bucket_ = bucket;
    }
    return *last_;
  }
  const std::map<std::uint32_t, Amounts>& all() const { return sums_; }
  void add(const BucketSums& other) {
    for (const auto& [bucket, amounts] : other.sums_) sums_[bucket].add(amounts);
  }

 private:
  std::map<std::uint32_t, Amounts> sums_;
  Amounts* last_ = nullptr;
  std::uint32_t last_bucket_ = 0;
};

/// The people of a stream by the buckets of a partition, added up once for all standards.
class CellTotals {
 public:
  const std::vector<double>& of(const RoleData& role, const Partition& partition, int jobs);

 private:
  struct Entry {
    std::once_flag once;
    std::vector<double> people;
  };
  std::mutex mutex_;
  std::map<const Partition*, Entry> entries_;
};

}  // namespace gapmap
