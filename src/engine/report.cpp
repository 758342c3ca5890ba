// SPDX-License-Identifier: MIT
#include "engine/report.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "report/format.h"

namespace gapmap {
namespace {

std::vector<const ReportFormat*> chosen(const std::vector<std::string>& names) {
  std::vector<const ReportFormat*> formats;
  for (const ReportFormat& format : report_formats())
    if (names.empty() || std::find(names.begin(), names.end(), format.name) != names.end()) formats.push_back(&format);
  for (const std::string& name : names) {
    if (find_report_format(name)) continue;
    std::vector<std::string> known;
    for (const ReportFormat& format : report_formats()) known.emplace_back(format.name);
    throw Error(Fault::usage, say("--only {}：没有这种格式", "--only {}: there is no such format", printable(name)),
                say("可选：{}", "choose from: {}", join(known, ", ")));
  }
  return formats;
}

}  // namespace

ReportResult report(const ReportOptions& options) {
  const std::vector<const ReportFormat*> formats = chosen(options.only);
  const ReportView view = read_report_view(options.result);
  FileBatch files(options.overwrite);
  files.make_folder(options.output);
  const ReportRequest request{options.output, files, options.language,
                              options.jobs > 0 ? options.jobs : hardware_jobs(), options.progress};
  ReportResult result;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    report(options.progress, say("写 {}", "writing {}", formats[i]->name),
           static_cast<double>(i) / static_cast<double>(formats.size()));
    ReportFiles written = formats[i]->write(view, request);
    result.files.insert(result.files.end(), written.files.begin(), written.files.end());
    result.notes.insert(result.notes.end(), written.notes.begin(), written.notes.end());
  }
  files.commit();
  return result;
}

std::vector<std::pair<std::string, Text>> report_format_names() {
  std::vector<std::pair<std::string, Text>> names;
  for (const ReportFormat& format : report_formats()) names.emplace_back(format.name, format.summary);
  return names;
}

}  // namespace gapmap
