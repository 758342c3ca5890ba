// SPDX-License-Identifier: MIT
#include <algorithm>
#include <mutex>
#include <set>
#include <tuple>

#include "assess/assessment.h"
#include "base/parallel.h"

namespace gapmap {
namespace {

/// Whether all layers that a way needs were read; a plan may leave some unbound.
bool has_data(const Requirement& way, const Plan& plan, const Scene& scene) {
  for (const Need& need : find_measure(way.measure)->needs(way, plan))
    if (!scene.roles.contains(need.role)) return false;
  return true;
}

/// What a way says whose layers are not bound: nothing, for every unit.
Reading without_data(const Requirement& way, const Scene& scene) {
  Reading reading;
  reading.value_unit = "share";
  reading.amount_unit = "count";
  for (const Partition& partition : scene.partitions) {
    Tally& tally = reading.tallies.emplace_back(partition.bucket_count());
    for (const auto& [name, range] : way.target.classes) tally.know(name);
    if (way.target.by.empty()) tally.know("");
  }
  return reading;
}

/// The first way that is met, else the first of all.
StandardResult assess_standard(const Plan& plan, std::size_t index, const Scene& scene) {
  const Standard& standard = plan.standards[index];
  std::optional<StandardResult> first;
  for (std::size_t way = 0; way < standard.ways.size(); ++way) {
    const Requirement& requirement = standard.ways[way];
    StandardResult result{index,
                          way,
                          has_data(requirement, plan, scene)
                              ? find_measure(requirement.measure)->read(requirement, scene)
                              : without_data(requirement, scene),
                          {}};
    result.scores = score(index, result.reading, requirement.target, scene.partitions, standard.shown);
    if (result.whole().verdict == Verdict::met) return result;
    if (!first) first = std::move(result);
  }
  return std::move(*first);
}

}  // namespace

Assessment assess(const Plan& plan, const std::vector<std::size_t>& standards, const Scene& scene,
                  const Progress& progress, const KnownResults& known, const UseResult& use, const UseResult& prepare) {
  Assessment assessment;
  assessment.results.resize(standards.size());
  std::mutex mutex;
  std::size_t done = 0;
  const auto make = [&](std::size_t i) {
    std::optional<StandardResult> kept = known ? known(standards[i]) : std::nullopt;
    const bool is_known = kept.has_value();
    StandardResult result = is_known ? std::move(*kept) : assess_standard(plan, standards[i], scene);
    if (is_known)
      result.scores = score(result.standard, result.reading, plan.standards[result.standard].ways[result.way].target,
                            scene.partitions, plan.standards[result.standard].shown);
    assessment.results[i] = std::move(result);
    if (prepare) prepare(assessment.results[i]);
    const std::lock_guard lock(mutex);
    report(progress, say("量算 {}", "measuring {}", plan.standards[standards[i]].id),
           static_cast<double>(++done) / static_cast<double>(standards.size()));
  };
  const auto use_one = [&](std::size_t i) {
    if (use) use(assessment.results[i]);
  };
  // All results are kept in any case, so that a slow standard need not hold up those behind it.
  make_and_use(standards.size(), scene.jobs, make, use_one, std::max<std::size_t>(standards.size(), 1));
  // Standards that share a layer, or the streets, find the same issues.
  std::set<std::tuple<std::string, std::string, std::string, std::string>> told;
  for (const StandardResult& result : assessment.results)
    for (const Issue& issue : result.reading.issues)
      if (told.emplace(issue.code, issue.role, issue.feature, issue.message.en).second)
        assessment.issues.push_back(issue);
  return assessment;
}

}  // namespace gapmap
