// SPDX-License-Identifier: MIT
#include "output/sheets.h"

#include "report/atlas_file.h"
#include "report/format.h"

namespace gapmap {
namespace {

ReportFiles write(const ReportView& view, const ReportRequest& request) {
  const Atlas atlas = atlas_of(view);
  ReportFiles result;
  result.files = write_sheets(atlas, request.folder / "sheets", request.files,
                              {.language = request.language, .jobs = request.jobs, .progress = request.progress});
  if (!atlas.partitions.empty() && atlas.partitions.front().units.size() > most_unit_sheets)
    result.notes.push_back(
        say("单元多于 {} 个，没有逐个出图", "more than {} units: none has a sheet of its own", most_unit_sheets));
  return result;
}

}  // namespace

ReportFormat sheets_report() {
  return {"sheets",
          "pdf",
          {"图册：每个任务、每个单元一张 PDF（任务另有 PNG），另有总览",
           "map sheets: a PDF and PNG a task, a PDF a unit, an overview"},
          write};
}

}  // namespace gapmap
