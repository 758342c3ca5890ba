// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "output/file_batch.h"
#include "report/view.h"

namespace gapmap {

/// Where and how a report is to be written.
struct ReportRequest {
  std::filesystem::path folder;      ///< exists
  FileBatch& files;                  ///< what is written; the caller commits all formats together
  Language language = Language::en;  ///< of what is not bilingual in itself
  int jobs = 1;
  Progress progress;
};

/// What was written, and what the user should know of it (a tool that is missing, a layer left out).
struct ReportFiles {
  std::vector<std::filesystem::path> files;
  std::vector<Text> notes;
};

/// One form in which a result is handed on, in a file of its own (report_NAME.cpp), listed once in formats.cpp.
struct ReportFormat {
  std::string_view name;    ///< as --only takes it
  std::string_view suffix;  ///< of its files: "html", "xlsx"
  Text summary;             ///< one line
  /// Adds its files to the request's. Throws Error{Fault::usage} where one exists and must not be replaced.
  ReportFiles (*write)(const ReportView&, const ReportRequest&);
};

/// All formats, in the order in which they are written and listed.
std::span<const ReportFormat> report_formats();
const ReportFormat* find_report_format(std::string_view name);

// One format a file, under its name.
ReportFormat html_report();
ReportFormat sheets_report();
ReportFormat xlsx_report();
ReportFormat document_report();

}  // namespace gapmap
