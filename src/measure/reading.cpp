// SPDX-License-Identifier: MIT
#include "measure/reading.h"

namespace gapmap {

std::vector<std::string> Tally::classes() const {
  std::vector<std::string> names;
  for (const auto& [name, amounts] : classes_) names.push_back(name);
  return names;
}

PartWhole Tally::of(std::size_t bucket, const std::string& class_name) const {
  const auto found = classes_.find(class_name);
  if (found == classes_.end()) return {};
  const auto amount = found->second.find(bucket);
  return amount == found->second.end() ? PartWhole{} : amount->second;
}

PartWhole Tally::of(std::size_t bucket) const {
  PartWhole sum;
  for (const auto& [name, amounts] : classes_)
    if (const auto amount = amounts.find(bucket); amount != amounts.end()) sum.add(amount->second);
  return sum;
}

}  // namespace gapmap
