// SPDX-License-Identifier: MIT
#include "report/encode.h"
#include "report/format.h"
#include "report/page_data.h"

namespace gapmap {

/// The page without its data, bundled from data/report when gapmap is built.
std::string_view report_page();

namespace {

std::string escaped(std::string_view words) {
  std::string html;
  for (const char letter : words) switch (letter) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      default: html += letter;
    }
  return html;
}

/// Puts `value` where the page says `name`, once.
void put(std::string& page, std::string_view name, const std::string& value) {
  const std::size_t place = page.find(name);
  if (place != std::string::npos) page.replace(place, name.size(), value);
}

ReportFiles write_html(const ReportView& view, const ReportRequest& request) {
  std::string page(report_page());
  put(page, "{{language}}", request.language == Language::zh ? "zh-CN" : "en");
  put(page, "{{title}}", escaped(view.run.plan_title.in(request.language)));
  put(page, "{{data}}", base64(gzip(page_data(view))));
  const std::filesystem::path path = request.folder / "report.html";
  request.files.write(path, page);
  return {{path}, {}};
}

}  // namespace

ReportFormat html_report() {
  return {"html",
          "html",
          {"离线网页报告，单个文件：地图、得分表、图表、假设试算",
           "offline page in one file: map, scores, charts, what-if"},
          write_html};
}

}  // namespace gapmap
