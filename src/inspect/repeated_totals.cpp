// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <map>

#include "inspect/list.h"

namespace gapmap {
namespace {

constexpr std::size_t fewest_rows = 4;
constexpr double large = 100;  // smaller numbers repeat by chance

/// A row that holds the sum of all others.
void check_sum_row(const SurveyedLayer& surveyed, const Column& column, Findings& findings) {
  double sum = 0, largest = -INFINITY;
  std::size_t place = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const double value = column.number(row);
    if (!std::isfinite(value)) continue;
    sum += value;
    if (value > largest) largest = value, place = row;
  }
  if (largest < large || std::abs(sum - 2 * largest) > 1e-6 * largest) return;
  findings.add(std::to_string(surveyed.layer->ids[place]),
               say("字段“{}”在要素 {} 上等于其余各行之和（{}），疑为合计行，会被计两次",
                   "the field \"{}\" of feature {} equals the sum of all others ({}): a total row, counted twice",
                   printable(column.name), surveyed.layer->ids[place], grouped(largest)),
               {});
}

/// Values that are the same for all rows of a group: the total of a township on each of its points.
void check_repeats(const SurveyedLayer& surveyed, const Column& column, Findings& findings) {
  const Layer& layer = *surveyed.layer;
  const Column* best = nullptr;
  std::size_t best_rows = 0, best_groups = 0;
  for (const Column& group : layer.columns) {
    if (&group == &column || std::holds_alternative<Numbers>(group.values)) continue;
    std::map<std::string, double> value_of;
    std::size_t rows = 0, repeated = 0;
    bool is_constant = true;
    for (std::size_t row = 0; row < layer.size() && is_constant; ++row) {
      const double value = column.number(row);
      if (!std::isfinite(value) || group.is_missing(row)) continue;
      ++rows;
      const auto [known, is_new] = value_of.emplace(group.text(row), value);
      if (is_new) continue;
      is_constant = known->second == value;
      repeated += std::abs(value) >= large;
    }
    if (!is_constant || rows < fewest_rows || value_of.size() * 2 > rows || repeated * 2 < rows) continue;
    if (best && value_of.size() >= best_groups) continue;
    best = &group;
    best_rows = rows;
    best_groups = value_of.size();
  }
  if (!best) return;
  findings.add("",
               say("字段“{0}”在同一“{1}”的所有要素上取值相同（{2} 行只有 {3} 组），疑为重复填写的合计，不应相加",
                   "the field \"{0}\" is the same on all features of one \"{1}\" ({3} groups in {2} rows): a repeated "
                   "total that must not be added up",
                   printable(column.name), printable(best->name), best_rows, best_groups));
}

/// One value on every row.
bool check_constant(const Column& column, Findings& findings) {
  std::size_t rows = 0;
  double first = NAN;
  for (std::size_t row = 0; row < column.size(); ++row) {
    const double value = column.number(row);
    if (!std::isfinite(value)) continue;
    if (rows++ == 0) first = value;
    if (value != first) return false;
  }
  if (rows < fewest_rows) return false;
  if (first == 0)
    findings.add("", say("字段“{}”全为 0", "the field \"{}\" is 0 everywhere", printable(column.name)));
  else if (std::abs(first) >= large)
    findings.add("",
                 say("字段“{}”每行都是 {}，疑为重复填写的合计", "the field \"{}\" is {} on every row: a repeated total",
                     printable(column.name), grouped(first)));
  return true;
}

void run(const Survey&, const SurveyedLayer& surveyed, Findings& findings) {
  for (const Column& column : surveyed.layer->columns) {
    if (column.is_text() || !surveyed.people.contains(column.name)) continue;
    if (check_constant(column, findings)) continue;
    if (surveyed.layer->size() >= fewest_rows) check_sum_row(surveyed, column, findings);
    check_repeats(surveyed, column, findings);
  }
}

}  // namespace

InspectCheck repeated_totals_check() {
  return {"N202", Severity::warning, {"重复填写的合计", "totals that are repeated on every row"}, run};
}

}  // namespace gapmap
