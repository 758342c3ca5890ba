// SPDX-License-Identifier: MIT
#include "report/format.h"

namespace gapmap {

std::span<const ReportFormat> report_formats() {
  static const ReportFormat all[] = {
      html_report(),
      sheets_report(),
      xlsx_report(),
      document_report(),
  };
  return all;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : report_formats())
    if (format.name == name) return &format;
  return nullptr;
}

}  // namespace gapmap
