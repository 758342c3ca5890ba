// SPDX-License-Identifier: MIT
#include "plan/standard.h"

#include <cassert>

namespace gapmap {

Range Target::of(const std::string& class_name) const {
  if (by.empty()) return range;
  const auto found = classes.find(class_name);
  return found == classes.end() ? Range{} : found->second;
}

std::string Requirement::text(const std::string& name, std::string fallback) const {
  const auto* value = find<std::string>(name);
  return value ? *value : std::move(fallback);
}

double Requirement::number(const std::string& name, double fallback) const {
  const auto* value = find<double>(name);
  return value ? *value : fallback;
}

std::vector<std::string> Requirement::words(const std::string& name) const {
  const auto* value = find<std::vector<std::string>>(name);
  return value ? *value : std::vector<std::string>();
}

const Selection& Requirement::selection(const std::string& name) const {
  const auto* value = find<Selection>(name);
  assert(value && "the syntax requires this selection");
  return *value;
}

std::vector<std::pair<std::string, const Selection*>> Requirement::selections() const {
  std::vector<std::pair<std::string, const Selection*>> all;
  for (const auto& [name, value] : parameters) {
    if (const auto* one = std::get_if<Selection>(&value)) all.emplace_back(name, one);
    if (const auto* several = std::get_if<std::vector<Selection>>(&value))
      for (const Selection& selection : *several) all.emplace_back(name, &selection);
    if (const auto* rules = std::get_if<std::vector<GradeRule>>(&value))
      for (const GradeRule& rule : *rules) all.emplace_back(name, &rule.near);
  }
  return all;
}

}  // namespace gapmap
