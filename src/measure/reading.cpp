// SPDX-License-Identifier: MIT
#include "measure/reading.h"

namespace gapmap {

void PlaceList::add(std::int64_t of, std::size_t in_bucket, std::string of_class, double how_much, double how_far) {
  feature.push_back(of);
  bucket.push_back(in_bucket);
  class_name.push_back(std::move(of_class));
  amount.push_back(how_much);
  distance.push_back(how_far);
}

Texts& PlaceList::texts(const std::string& column) {
  for (Column& own : more)
    if (own.name == column) return std::get<Texts>(own.values);
  return std::get<Texts>(more.emplace_back(Column{column, Texts{}, {}}).values);
}

std::vector<std::string> Tally::classes() const {
  std::vector<std::string> names;
  for (const auto& [name, amounts] : classes_) names.push_back(name);
  return names;
}

PartWhole Tally::of(std::size_t bucket, const std::string& class_name) const {
  const auto found = classes_.find(class_name);
  return found == classes_.end() ? PartWhole{} : found->second[bucket];
}

PartWhole Tally::of(std::size_t bucket) const {
  PartWhole sum;
  for (const auto& [name, amounts] : classes_) sum.add(amounts[bucket]);
  return sum;
}

}  // namespace gapmap
