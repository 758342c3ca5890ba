// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "measure/measure.h"

namespace gapmap {

enum class Verdict { met, unmet, no_data };

std::string_view verdict_name(Verdict verdict);

/// A threshold beside the target, and whether the value reaches it.
struct Shown {
  double threshold;
  bool is_met;
};

/// One row of `scores`: a standard for a unit (code "*" for the whole plan area, "-" for what lies in no
/// unit, "?" for records that count in "*" but whose unit is not known) and a class ("" for all classes together).
struct Score {
  std::size_t standard = 0;  ///< index in the plan
  std::string partition;     ///< role of the units' layer; empty where the plan has none
  std::string unit_code, unit_name;
  std::string class_name;
  std::optional<double> value;
  Range target;
  std::optional<Verdict> verdict;  ///< nothing where the row is not judged: no target, outside, part of a total
  PartWhole amount;                ///< served and demand
  std::optional<double> inside;    ///< share of the things judged one by one that keep the target
  std::vector<Shown> shown;        ///< the plan's further thresholds
  double missing = 0;              ///< to add (positive) or too much (negative) for the target
  double error_bound = 0;          ///< absolute, of value
};

/// What was found for one standard: the way that was judged, its reading, its rows of scores.
struct StandardResult {
  std::size_t standard = 0;
  std::size_t way = 0;  ///< the way that is met, else the first
  Reading reading;
  std::vector<Score> scores;

  /// The row of the whole plan area, all classes together.
  const Score& whole() const { return scores.front(); }
};

/// Every standard against every unit.
struct Assessment {
  std::vector<StandardResult> results;
  Issues issues;
};

/// Runs the measures of the chosen standards, in parallel; the results' order is the plan's.
/// `known` gives the way and reading of standards that need not be measured. `use` is called with one result after the
/// other, in that order, while later ones are being measured; `prepare` with each as soon as it is measured, from
/// several threads.
using KnownResults = std::function<std::optional<StandardResult>(std::size_t standard)>;
using UseResult = std::function<void(const StandardResult& result)>;
Assessment assess(const Plan& plan, const std::vector<std::size_t>& standards, const Scene& scene,
                  const Progress& progress, const KnownResults& known = {}, const UseResult& use = {},
                  const UseResult& prepare = {});

/// The rows of one reading: whole plan area first, then units by code, then outside, then unknown, of each
/// partition.
/// `shown` are thresholds beside the target: lower ends, or upper ends where the target has only such.
std::vector<Score> score(std::size_t standard, const Reading& reading, const Target& target,
                         const std::vector<Partition>& partitions, const std::vector<double>& shown = {});

}  // namespace gapmap
