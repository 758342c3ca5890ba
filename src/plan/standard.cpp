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

const Selection& Requirement::selection(const std::string& name) const {
  const auto* value = find<Selection>(name);
  assert(value && "the syntax requires this selection");
  return *value;
}

}  // namespace gapmap
