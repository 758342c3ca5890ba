// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "base/error.h"
#include "base/progress.h"
#include "engine/report.h"
#include "geo/crs.h"
#include "output/result.h"

// The engine as programs use it: options in, values out. Nothing here prints, exits or reads the
// environment; what the user can act on is thrown as gapmap::Error.

namespace gapmap {

std::string version();

/// What every command that measures asks: which plan, which of its standards, how layers are read.
struct StudyOptions {
  std::string plan;                    ///< path of a plan file, or the id of a ready plan; required
  std::string crs;                     ///< overrides the plan's; empty to keep it
  std::vector<std::string> layers;     ///< "ROLE=SOURCE" or "ROLE=SOURCE|LAYER": rebinds a layer
  std::vector<std::string> tasks;      ///< only the standards of these tasks; empty for all
  std::vector<std::string> standards;  ///< only these standards; empty for all
  int jobs = 0;                        ///< threads; 0 for as many as the machine runs at once
  bool allow_network = false;
  Progress progress;
};

struct CheckOptions : StudyOptions {
  std::string cache;                 ///< folder of readings to take and keep; empty for none
  std::string output;                ///< result GeoPackage; empty to write none
  std::string maps;                  ///< folder for one picture a task; empty to draw none
  Language language = Language::en;  ///< of layer names, styles and aliases in the file
  bool overwrite = false;
  std::string command_line;  ///< kept in the result's `run`
};

struct CheckResult {
  Plan plan;
  std::vector<Partition> partitions;
  Assessment assessment;
  Issues issues;  ///< of the input and of the measures
  RunRecord run;
  Crs crs;
  std::vector<std::filesystem::path> maps;  ///< the pictures that were drawn
};

/// Reads a plan and its layers, checks every chosen standard, writes the result file. Throws Error.
CheckResult check(const CheckOptions& options);

/// Reads and validates a plan file, or the ready plan of that id, with what only the measures can see.
/// Throws Error{Fault::plan}.
Plan load_plan(const std::string& path);

}  // namespace gapmap
