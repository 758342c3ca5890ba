// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "report/result_file.h"

namespace gapmap {

/// A row of the table `standards`, with the units that its scores are in.
struct ReportStandard {
  std::string id;
  std::string task;
  Text task_title;  ///< empty where the plan names none, or the file is of an older gapmap
  Text title;
  std::string clause;
  std::string measure;
  std::string along;
  Text basis;              ///< what is counted and on what; of an older gapmap as the plan writes it
  bool is_sloped = false;  ///< whether walks are counted with their slopes
  Text assumption;
  std::string deadline;
  std::string lead, responsible;  ///< names joined by "、"
  std::string value_unit;         ///< "share", "count/km2", …
  std::string amount_unit;        ///< "people", "m", "m2", "count", or a field
};

/// The row of the table `run`. A file of an older gapmap may leave some empty.
struct ReportRun {
  std::string version;
  std::string plan_id;
  Text plan_title;
  std::string document;  ///< the plan's source document
  std::string document_date;
  std::string plan_sha256;
  std::string inputs;  ///< JSON, as RunRecord
  std::string crs;
  std::string command_line;
  std::string started;  ///< ISO 8601, UTC: the only date in a report, so that reports repeat byte for byte
};

/// What a result file says, as every report format shows it. Layers are read from `file` when they are wanted.
struct ReportView {
  ResultFile file;
  ReportRun run;
  std::vector<ReportStandard> standards;  ///< in the plan's order
  std::vector<Score> scores;              ///< in the file's order; `standard` is an index into `standards`

  /// The tasks in the order of the plan, each once.
  std::vector<std::string> tasks() const;
  /// The row of a standard for the whole plan area, all classes together; null where the file has none.
  const Score* whole(std::size_t standard) const;
};

/// Reads a result file. Throws Error{Fault::input} where it is not one: no file, no GeoPackage, or none of
/// the tables `scores`, `standards`, `run`. Columns that an older version did not write stay empty.
ReportView read_report_view(const std::filesystem::path& path);

}  // namespace gapmap
