// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/text.h"

namespace gapmap {

struct ReportOptions {
  std::string result;             ///< path of a result file; required
  std::string output;             ///< folder to write into; made where it is missing; required
  std::vector<std::string> only;  ///< names of formats; empty for all
  Language language = Language::en;
  bool overwrite = false;
  int jobs = 0;  ///< threads; 0 for as many as the machine runs at once
  Progress progress;
};

struct ReportResult {
  std::vector<std::filesystem::path> files;
  std::vector<Text> notes;  ///< what was left out, and why
};

/// Hands a result on: reads a result file, which is not changed, and writes the formats that are asked for, all of them
/// or none. Throws Error.
ReportResult report(const ReportOptions& options);

/// The formats' names and what they are, in their order.
std::vector<std::pair<std::string, Text>> report_format_names();

}  // namespace gapmap
