// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/engine.h"
#include "engine/reuse.h"
#include "input/read.h"

namespace gapmap {

/// A plan with the layers that its chosen standards need: what every command that measures starts from.
/// May be moved, not copied: the scene looks into the plan and the layers.
struct Study {
  Plan plan;
  Crs crs;
  std::vector<std::size_t> standards;  ///< the chosen ones
  Scene scene;
  std::vector<ReadLayer> layers;
  Issues issues;
  std::vector<InputRecord> records;
  std::shared_ptr<Reuse> reuse;  ///< where a cache is used
};

/// What a command needs beside its standards; asked once the plan is read.
using MoreNeeds = std::function<std::vector<Need>(const Plan& plan, const std::vector<std::size_t>& standards)>;

/// Reads the plan, applies `--layer`, chooses the standards and reads their layers. Throws Error.
/// With a folder `cache`, layers are taken from there where they were read before.
Study read_study(const StudyOptions& options, const MoreNeeds& more = {}, const std::string& cache = {});

/// The plan's system. Throws Error{Fault::plan} where distances cannot be measured in it.
Crs metric_crs(const Plan& plan);

/// Applies one `--layer ROLE=SOURCE[|LAYER]`. Throws Error{Fault::usage}.
void rebind(Plan& plan, const std::string& words);

}  // namespace gapmap
