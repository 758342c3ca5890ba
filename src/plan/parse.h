// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "plan/parameter.h"
#include "plan/plan.h"

namespace gapmap {

/// Problems beyond the syntax, which only those who know the measures can see.
using PlanCheck = std::function<std::vector<Problem>(const Plan&)>;

struct ParsedPlan {
  Plan plan;
  std::vector<Problem> problems;  ///< in the order of the file; the plan must not be used unless empty
};

/// Reads a plan from TOML text. All problems are collected: unknown keys, wrong types, missing layers,
/// duplicate ids, and what `check` sees. `path` is used for messages and for relative sources only.
ParsedPlan parse_plan(std::string text, const std::string& path, std::span<const MeasureSyntax> measures,
                      const PlanCheck& check = {});

/// The plan, or Error{Fault::plan} with one `file:line:column: message` line a problem: the first twenty, and how many
/// more there are.
Plan accept_plan(ParsedPlan parsed);

/// Reads the file and returns the plan. Throws Error{Fault::plan} as `accept_plan` does, or where the file cannot be
/// read or is larger than 4 MiB.
Plan read_plan(const std::string& path, std::span<const MeasureSyntax> measures, const PlanCheck& check = {});

}  // namespace gapmap
