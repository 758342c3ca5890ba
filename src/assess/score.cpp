// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "assess/assessment.h"
#include "measure/unit_gaps.h"

namespace gapmap {
namespace {

/// How much a share may fall short by the rounding of a division.
constexpr double rounding = 1e-12;

Verdict judge(double value, double error_bound, const Range& range) {
  const bool is_low = range.min && value < *range.min - error_bound;
  const bool is_high = range.max && value > *range.max + error_bound;
  return is_low || is_high ? Verdict::unmet : Verdict::met;
}

/// Unmet if any class is, else no_data if any class is, so that no class hides behind another.
std::optional<Verdict> worst(const std::vector<Score>& classes) {
  std::optional<Verdict> worst;
  for (const Score& score : classes) {
    if (!score.verdict) continue;
    if (!worst || *score.verdict == Verdict::unmet || (*score.verdict == Verdict::no_data && *worst == Verdict::met))
      worst = score.verdict;
  }
  return worst;
}

class Scorer {
 public:
  Scorer(std::size_t standard, const Reading& reading, const Target& target, const std::vector<double>& shown)
      : standard_(standard), reading_(reading), target_(target), shown_(shown) {}

  /// The sums of the following units are replaced by this amount; null for the sums themselves.
  void set_together(const PartWhole* amount) { together_ = amount; }
  /// The following units are those of a partition.
  void set_partition(std::size_t partition) { partition_ = partition; }

  void add_unit(const Partition& partition, const std::string& code, const std::string& name,
                const std::vector<std::size_t>& buckets, const Tally& tally, bool is_judged) {
    const auto sum = [&](auto&& amount_of_bucket) {
      PartWhole amount;
      for (const std::size_t bucket : buckets) amount.add(amount_of_bucket(bucket));
      return amount;
    };
    Score together =
        make(partition, code, name, "", together_ ? *together_ : sum([&](std::size_t b) { return tally.of(b); }),
             is_judged, target_.by.empty() ? target_.range : Range{});
    if (const auto& each = reading_.one_by_one)
      judge_one_by_one(together, sum([&](std::size_t b) { return each->kept[partition_].of(b); }),
                       sum([&](std::size_t b) { return each->beyond[partition_].of(b); }).part);
    std::vector<Score> by_class;
    for (const std::string& class_name : tally.classes())
      if (!class_name.empty())
        by_class.push_back(make(partition, code, name, class_name,
                                sum([&](std::size_t b) { return tally.of(b, class_name); }), is_judged,
                                target_.of(class_name)));
    if (!target_.by.empty() && is_judged) {
      together.verdict = worst(by_class);
      for (const Score& score : by_class) together.missing += score.missing;
    }
    scores_.push_back(std::move(together));
    for (Score& score : by_class) scores_.push_back(std::move(score));
  }

  std::vector<Score> take() { return std::move(scores_); }

 private:
  Score make(const Partition& partition, const std::string& code, const std::string& name,
             const std::string& class_name, const PartWhole& amount, bool is_judged, const Range& range) const {
    Score score;
    score.standard = standard_;
    score.partition = partition.role();
    score.unit_code = code;
    score.unit_name = name;
    score.class_name = class_name;
    score.amount = amount;
    if (amount.whole > 0 || reading_.is_sum) score.value = reading_.value(amount);
    score.error_bound = score.value ? std::abs(*score.value) * reading_.error_bound : 0;
    const bool has_target = range.min || range.max;
    if (!is_judged || !has_target) return score;
    score.target = range;
    score.verdict = score.value ? judge(*score.value, score.error_bound, range) : Verdict::no_data;
    if (score.value) score.missing = missing_amount(reading_, amount, range);
    for (const double threshold : shown_) {
      const bool is_upper = range.max && !range.min;
      const Range end = is_upper ? Range{{}, threshold} : Range{threshold, {}};
      if (score.value) score.shown.push_back({threshold, judge(*score.value, score.error_bound, end) == Verdict::met});
    }
    return score;
  }

  void judge_one_by_one(Score& score, const PartWhole& kept, double beyond) const {
    if (kept.whole > 0) score.inside = kept.part / kept.whole;
    if (!score.verdict) return;
    const bool is_kept = score.inside && *score.inside >= reading_.one_by_one->share * (1 - rounding);
    const bool is_broken = beyond > 0 && reading_.one_by_one->beyond_breaks;
    score.missing = beyond;
    if (is_broken || score.inside)
      score.verdict = is_broken || !is_kept ? Verdict::unmet : Verdict::met;
    else
      score.verdict = Verdict::no_data;
  }

  std::size_t standard_;
  const Reading& reading_;
  const Target& target_;
  const std::vector<double>& shown_;
  const PartWhole* together_ = nullptr;
  std::size_t partition_ = 0;
  std::vector<Score> scores_;
};

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  constexpr std::string_view names[] = {"met", "unmet", "no_data"};
  return names[static_cast<std::size_t>(verdict)];
}

std::vector<Score> score(std::size_t standard, const Reading& reading, const Target& target,
                         const std::vector<Partition>& partitions, const std::vector<double>& shown) {
  Scorer scorer(standard, reading, target, shown);
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const Partition& partition = partitions[i];
    const Tally& tally = reading.tallies[i];
    std::vector<std::size_t> all;
    for (std::size_t bucket = 0; bucket < partition.units().size(); ++bucket) all.push_back(bucket);
    if (partition.is_whole()) all.push_back(partition.outside());
    all.push_back(partition.unplaced());
    scorer.set_partition(i);
    scorer.set_together(reading.together.empty() ? nullptr : &reading.together[i]);
    scorer.add_unit(partition, "*", "", all, tally, true);
    scorer.set_together(nullptr);
    for (std::size_t unit = 0; unit < partition.units().size(); ++unit)
      scorer.add_unit(partition, partition.units()[unit].code, partition.units()[unit].name, {unit}, tally,
                      !reading.is_sum);
    for (const std::size_t bucket : {partition.outside(), partition.unplaced()}) {
      const PartWhole amount = tally.of(bucket);
      if (!partition.is_whole() && (amount.whole > 0 || amount.part > 0))
        scorer.add_unit(partition, partition.code_of(bucket), "", {bucket}, tally, false);
    }
  }
  return scorer.take();
}

}  // namespace gapmap
