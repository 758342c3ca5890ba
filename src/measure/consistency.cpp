// SPDX-License-Identifier: MIT
#include "measure/consistency.h"

#include <cmath>
#include <optional>

namespace gapmap {
namespace {

constexpr double square_metres_per_km2 = 1e6;

struct Rule {
  const Standard* standard;
  const Requirement* way;
};

/// The ways of all standards that use a measure.
std::vector<Rule> rules_of(const Plan& plan, std::string_view measure) {
  std::vector<Rule> rules;
  for (const Standard& standard : plan.standards)
    for (const Requirement& way : standard.ways)
      if (way.measure == measure) rules.push_back({&standard, &way});
  return rules;
}

/// The smallest limit in metres; nothing for minutes, and for 0, which is cover and not a distance.
std::optional<double> smallest_radius(const Requirement& way) {
  const auto* limit = way.find<Limit>("within");
  if (!limit || limit->unit == Limit::Unit::minutes) return {};
  double least = limit->value;
  if (!limit->classes.empty()) {
    least = INFINITY;
    for (const auto& [name, metres] : limit->classes) least = std::min(least, metres);
  }
  return least > 0 ? std::optional(least) : std::nullopt;
}

bool is_served_by(const Requirement& reach, const Selection& supply) {
  for (const auto& [key, selection] : reach.selections())
    if (key == "supply" && selection->layer == supply.layer && selection->where == supply.where) return true;
  return false;
}

std::optional<Finding> compare(const Rule& density, const Rule& reach) {
  const auto radius = smallest_radius(*reach.way);
  const Range& range = density.way->target.range;
  if (!radius || !is_served_by(*reach.way, density.way->selection("supply"))) return {};
  const double needed = lowest_density(*radius);
  const auto words = [&](const char* zh, const char* en, double end) {
    return say(zh, en, density.standard->title, exact(end), exact(*radius), fmt::format("{:.2f}", needed));
  };
  Finding finding;
  finding.position = density.standard->position;
  if (range.max && *range.max < needed) {
    finding.holds = false;
    finding.words = words(
        "{}：上限 {} 也不能让处处都在 {} 米以内，至少要每平方公里 {} 个",
        "{}: even the upper end, {}, cannot reach every place within {} m; that takes at least {} per km2", *range.max);
  } else if (range.min && *range.min < needed) {
    finding.holds = false;
    finding.words = words("{}：下限 {} 不能让处处都在 {} 米以内，至少要每平方公里 {} 个",
                          "{}: the lower end, {}, cannot reach every place within {} m; that takes at least {} per km2",
                          *range.min);
  } else {
    return {};
  }
  finding.note = say("只达到密度不等于达到“{}”；后者单独检查",
                     "Meeting the density does not meet \"{}\", which is checked by itself", reach.standard->title);
  return finding;
}

}  // namespace

double lowest_density(double radius) { return square_metres_per_km2 * 2 / (3 * std::sqrt(3.0) * radius * radius); }

std::vector<Finding> findings_of(const Plan& plan) {
  std::vector<Finding> findings;
  for (const Consistency& figures : plan.consistencies) findings.push_back(finding_of(figures));
  const std::vector<Rule> reaches = rules_of(plan, "reach");
  for (const Rule& density : rules_of(plan, "density"))
    for (const Rule& reach : reaches)
      if (auto finding = compare(density, reach)) findings.push_back(std::move(*finding));
  return findings;
}

Issues contradictions_of(const Plan& plan) {
  Issues issues;
  for (const Finding& finding : findings_of(plan)) {
    if (finding.holds) continue;
    Text words = finding.words;
    if (!finding.note.empty()) words = say("{}。{}", "{}. {}", words, finding.note);
    issues.push_back({"P101",
                      Severity::warning,
                      "",
                      plan.path,
                      "",
                      say("方案自身的数字不一致：{}", "the plan's own figures disagree: {}", words),
                      {}});
  }
  return issues;
}

}  // namespace gapmap
