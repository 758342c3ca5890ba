// SPDX-License-Identifier: MIT
#include "input/usual_fields.h"

#include <algorithm>
#include <cmath>

#include "plan/roles.h"

namespace gapmap {
namespace {

/// The source's field of that name, whatever its case, or nothing.
const std::string* find_field(const std::vector<std::string>& available, const std::string& name) {
  for (const std::string& field : available)
    if (lower(field) == lower(name)) return &field;
  return nullptr;
}

bool is_known(const RoleField& field, const std::string& value) {
  return std::find(field.values.begin(), field.values.end(), value) != field.values.end();
}

bool is_good(const RoleField& field, const Column& column, std::size_t row) {
  if (!field.values.empty()) {
    const std::string value = column.text(row);
    return value.empty() || is_known(field, value);
  }
  if (!field.min && !field.max) return true;
  const double value = column.number(row);
  if (std::isnan(value)) return column.is_text() ? trimmed(column.text(row)).empty() : true;
  return !(field.min && value < *field.min) && !(field.max && value > *field.max);
}

Text allowed(const RoleField& field) {
  if (!field.values.empty()) return say("已知的值：{}", "known values: {}", join(field.values, ", "));
  if (field.min && field.max)
    return say("应在 {} 到 {} 之间", "it should lie between {} and {}", exact(*field.min), exact(*field.max));
  return field.min ? say("应不小于 {}", "it should not be below {}", exact(*field.min))
                   : say("应不大于 {}", "it should not be above {}", exact(*field.max));
}

/// The first value that is not good, with how many there are.
void check_values(const LayerSpec& spec, const RoleField& field, const Column& column, const Layer& layer,
                  Issues& issues) {
  if (field.values.empty() && !field.min && !field.max) return;
  std::size_t count = 0, first = 0;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (column.is_missing(row) || is_good(field, column, row)) continue;
    if (count++ == 0) first = row;
  }
  if (count == 0) return;
  issues.push_back({"V110",
                    Severity::warning,
                    spec.role,
                    spec.source,
                    std::to_string(layer.ids[first]),
                    say("字段“{}”有 {} 个值不在预期内，例如“{}”；{}",
                        "the field \"{}\" has {} values that are not expected, such as \"{}\"; {}", column.name, count,
                        printable(shorten(column.text(first), 40)), allowed(field)),
                    {}});
}

}  // namespace

std::map<std::string, std::string> usual_fields(const LayerSpec& spec, const std::vector<std::string>& available) {
  std::map<std::string, std::string> fields = spec.fields;
  const Role* role = find_role(spec.role);
  if (!role) return fields;
  for (const RoleField& field : role->fields) {
    if (fields.contains(field.name) || find_field(available, field.name)) continue;
    for (const std::string& alias : field.aliases)
      if (const std::string* own = find_field(available, alias)) {
        fields[field.name] = *own;
        break;
      }
  }
  return fields;
}

Issues check_usual_fields(const LayerSpec& spec, const std::map<std::string, std::string>& fields, const Layer& layer) {
  Issues issues;
  const Role* role = find_role(spec.role);
  if (!role) return issues;
  for (const Column& column : layer.columns) {
    if (const auto own = fields.find(column.name); own != fields.end() && !spec.fields.contains(column.name))
      issues.push_back({"F110",
                        Severity::note,
                        spec.role,
                        spec.source,
                        "",
                        say("没有字段“{}”，读取“{}”；若不对请在图层的 fields 里写明",
                            "there is no field \"{}\": \"{}\" was read; say otherwise by the layer's fields",
                            column.name, printable(own->second)),
                        {}});
    if (const RoleField* field = role->find(column.name)) check_values(spec, *field, column, layer, issues);
  }
  return issues;
}

}  // namespace gapmap
