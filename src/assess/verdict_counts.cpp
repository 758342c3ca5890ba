// SPDX-License-Identifier: MIT
#include "assess/verdict_counts.h"

#include <algorithm>

namespace gapmap {

std::optional<Verdict> VerdictCounts::verdict() const {
  if (unmet > 0) return Verdict::unmet;
  if (no_data > 0) return Verdict::no_data;
  if (met > 0) return Verdict::met;
  return {};
}

void VerdictCounts::add(const StandardResult& result, const Score& score) {
  if (!score.verdict) {
    ++open;
    return;
  }
  if (*score.verdict == Verdict::met) ++met;
  if (*score.verdict == Verdict::no_data) ++no_data;
  if (*score.verdict != Verdict::unmet) return;
  ++unmet;
  const double unserved = unserved_people(result.reading, score);
  if (unserved <= people) return;
  people = unserved;
  widest = result.standard;
}

double unserved_people(const Reading& reading, const Score& score) {
  if (reading.amount_unit != "people") return 0;
  if (reading.one_by_one) return std::max(0.0, score.missing);
  return reading.value_unit == "share" ? std::max(0.0, score.amount.whole - score.amount.part) : 0;
}

}  // namespace gapmap
