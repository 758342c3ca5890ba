// SPDX-License-Identifier: MIT
#include "output/result_departments.h"

#include "assess/by_department.h"
#include "output/geopackage.h"
#include "output/result_styles.h"
#include "output/table.h"

namespace gapmap {
namespace {

Layer departments_table(const ResultView& view) {
  TableBuilder table("departments", Shape::none,
                     {text_field("department"), text_field("duty"), integer_field("standards"), integer_field("met"),
                      integer_field("unmet"), integer_field("no_data"), integer_field("open"),
                      number_field("people_affected"), text_field("widest_standard"), text_field("unmet_standards")});
  for (const DepartmentRow& row : by_department(view.plan, view.assessment)) {
    const VerdictCounts& counts = row.counts;
    std::vector<std::string> unmet;
    for (const std::size_t standard : row.unmet) unmet.push_back(view.plan.standards[standard].id);
    table.text("department", row.department);
    table.text("duty", std::string(duty_name(row.duty)));
    table.integer("standards", static_cast<std::int64_t>(counts.total()));
    table.integer("met", static_cast<std::int64_t>(counts.met));
    table.integer("unmet", static_cast<std::int64_t>(counts.unmet));
    table.integer("no_data", static_cast<std::int64_t>(counts.no_data));
    table.integer("open", static_cast<std::int64_t>(counts.open));
    table.number("people_affected", counts.people);
    table.text("widest_standard", counts.widest ? view.plan.standards[*counts.widest].id : std::string());
    table.text("unmet_standards", join(unmet, "、"));
    table.end_row();
  }
  return table.take();
}

}  // namespace

void add_departments_table(GeoPackage& file, const ResultView& view, Language language) {
  file.add(
      {"departments",
       {"部门", "Departments"},
       {"各部门牵头与负责的标准：达标、未达标、无数据", "standards that each department leads and is responsible for"},
       table_style(language)},
      departments_table(view));
}

}  // namespace gapmap
