// SPDX-License-Identifier: MIT
#include "assess/by_unit.h"

#include <algorithm>
#include <map>

namespace gapmap {
namespace {

/// Which part of the target is lacking (below its lower end) or of the value is too much (above its upper end), so
/// that shares, densities and people per facility compare.
double shortfall(const Reading& reading, const Score& score) {
  double found = 0;
  if (reading.one_by_one) {
    if (const double asked = reading.one_by_one->share; score.inside && asked > 0) found = 1 - *score.inside / asked;
    if (reading.one_by_one->beyond_breaks && score.missing > 0)
      found = std::max(found, score.missing / (score.missing + score.amount.part));
  } else if (score.value) {
    const auto& [min, max] = score.target;
    if (min && *score.value < *min) found = *min > 0 ? 1 - *score.value / *min : 1;
    if (max && *score.value > *max) found = *score.value > 0 ? 1 - *max / *score.value : 1;
  }
  return std::clamp(found, 0.0, 1.0);
}

/// Met of judged, held against another: cross-multiplied, so that equals are equal.
bool is_better(const VerdictCounts& a, const VerdictCounts& b) {
  return a.met * (b.met + b.unmet) > b.met * (a.met + a.unmet);
}

bool is_judged(const VerdictCounts& counts) { return counts.met + counts.unmet > 0; }

/// Sorts the units of one partition and gives them their standings.
void rank(std::vector<UnitRow>::iterator begin, std::vector<UnitRow>::iterator end) {
  std::stable_sort(begin, end, [](const UnitRow& a, const UnitRow& b) {
    if (is_judged(a.counts) != is_judged(b.counts)) return is_judged(a.counts);
    return is_better(a.counts, b.counts);
  });
  for (auto row = begin; row != end && is_judged(row->counts); ++row) {
    const bool is_equal = row != begin && !is_better(std::prev(row)->counts, row->counts);
    row->standing = is_equal ? *std::prev(row)->standing : static_cast<std::size_t>(row - begin) + 1;
  }
}

}  // namespace

std::vector<UnitRow> by_unit(const Assessment& assessment, const std::vector<Partition>& partitions) {
  std::vector<UnitRow> rows;
  std::map<std::pair<std::string, std::string>, std::size_t> row_of;
  for (const Partition& partition : partitions)
    if (!partition.is_whole())
      for (const Unit& unit : partition.units()) {
        row_of[{partition.role(), unit.code}] = rows.size();
        rows.push_back({partition.role(), unit.code, unit.name, {}, {}, {}});
      }
  for (const StandardResult& result : assessment.results)
    for (const Score& score : result.scores) {
      const auto found = row_of.find({score.partition, score.unit_code});
      if (found == row_of.end()) continue;
      UnitRow& row = rows[found->second];
      if (score.class_name.empty()) row.counts.add(result, score);
      if (score.verdict != Verdict::unmet) continue;
      const UnitGap gap{&result, &score, shortfall(result.reading, score)};
      // The row of all classes comes first; where the target is by class, it has no shortfall of its own.
      if (row.worst.empty() || row.worst.back().result != &result)
        row.worst.push_back(gap);
      else if (gap.shortfall > row.worst.back().shortfall)
        row.worst.back() = gap;
    }
  for (UnitRow& row : rows)
    std::stable_sort(row.worst.begin(), row.worst.end(), [](const UnitGap& a, const UnitGap& b) {
      if (a.shortfall != b.shortfall) return a.shortfall > b.shortfall;
      return unserved_people(a.result->reading, *a.score) > unserved_people(b.result->reading, *b.score);
    });
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end =
        std::find_if(begin, rows.end(), [&](const UnitRow& row) { return row.partition != begin->partition; });
    rank(begin, end);
    begin = end;
  }
  return rows;
}

}  // namespace gapmap
