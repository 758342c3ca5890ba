// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "base/issue.h"
#include "geo/crs.h"
#include "geo/layer.h"

namespace gapmap {

/// How and when a result was made; the one row of its table `run`.
struct RunRecord {
  std::string version;  ///< of gapmap
  std::string plan_sha256;
  std::string inputs;     ///< JSON: role, source, files with SHA-256, features, CRS, transformation
  std::string libraries;  ///< JSON: name -> version
  std::string command_line;
  std::string started;  ///< ISO 8601, UTC
  double seconds = 0;
  std::string reused;  ///< ids of the standards whose readings came from a cache
};

struct SiteView;

/// All that a result file shows.
struct ResultView {
  const Plan& plan;
  const Assessment& assessment;
  const std::vector<Partition>& partitions;
  const Issues& issues;
  const RunRecord& run;
  Crs crs;
  Language language = Language::en;  ///< of words inside the tables
  const SiteView* sites = nullptr;   ///< recommended sites, where some were asked for
  const Scene* scene = nullptr;      ///< the layers that were read; null where only figures are shown
};

/// Writes a result file, whole or not at all: the places of each standard as soon as they are known, while others are
/// being measured, and the rest at the end.
class ResultWriter {
 public:
  /// `view` is looked at again when the file is written, and need not be complete before. Throws Error{Fault::usage}
  /// where the file exists and `overwrite` is off, Error{Fault::output} where it cannot be written.
  ResultWriter(const ResultView& view, const std::filesystem::path& path, bool overwrite, Language language);
  ~ResultWriter();
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;

  /// Works out what `add` needs of a result, which must stay where it is until then. May be called from several
  /// threads, for results in any order, or not at all.
  void prepare(const StandardResult& result);
  /// To be called with every result in turn, in the order of the assessment.
  void add(const StandardResult& result);
  /// Makes the file appear.
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes the result file of an assessment that is complete. Throws as ResultWriter does.
void write_result(const ResultView& view, const std::filesystem::path& path, bool overwrite, Language language);

/// Name of a standard's table of a kind, such as "gap_".
std::string layer_name(std::string_view prefix, const std::string& standard_id);

/// Issues as a layer of points, and of rows without a place.
Layer issues_layer(const Issues& issues);

/// The document's title of a task; empty where the plan gives none.
Text task_title(const Plan& plan, const std::string& number);

}  // namespace gapmap
