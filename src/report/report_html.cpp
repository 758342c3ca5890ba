// SPDX-License-Identifier: MIT
#include "output/words.h"
#include "report/format.h"

namespace gapmap {
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

ReportFiles write_html(const ReportView& view, const ReportRequest& request) {
  const Language language = request.language;
  std::string html = "<!doctype html><html lang=\"" + std::string(language == Language::zh ? "zh-CN" : "en") +
                     "\"><meta charset=\"utf-8\"><title>" + escaped(view.run.plan_title.in(language)) +
                     "</title><main><h1>" + escaped(view.run.plan_title.in(language)) + "</h1><table>";
  for (const Score& score : view.scores) {
    const ReportStandard& standard = view.standards[score.standard];
    html += "<tr><td>" + escaped(standard.task) + "<td>" + escaped(standard.title.in(language)) + "<td>" +
            escaped(score.unit_name.empty() ? score.unit_code : score.unit_name) + "<td>" + escaped(score.class_name) +
            "<td>" + escaped(value_words(score, standard.value_unit, language)) + "<td>" +
            escaped(verdict_words(score.verdict).in(language));
  }
  html += "</table></main></html>\n";
  const std::filesystem::path path = request.folder / "report.html";
  write_whole(path, html, request.overwrite);
  return {{path}, {}};
}

}  // namespace

ReportFormat html_report() {
  return {"html", "html", {"离线网页报告（单个文件）", "offline page, one file"}, write_html};
}

}  // namespace gapmap
