// SPDX-License-Identifier: MIT
#include "output/atlas.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace gapmap {

std::vector<const Score*> Atlas::Item::of_units(const std::string& partition) const {
  std::vector<const Score*> rows;
  for (const Score& score : scores)
    if (score.partition == partition && score.class_name.empty() && score.unit_code != "*" && score.unit_code != "-")
      rows.push_back(&score);
  return rows;
}

std::vector<Atlas::Task> Atlas::tasks() const {
  std::vector<Task> all;
  for (const Item& item : items) {
    const auto same_task = [&](const Task& task) { return task.name == item.task; };
    auto place = std::find_if(all.begin(), all.end(), same_task);
    if (place == all.end()) place = all.insert(all.end(), {item.task, {}});
    place->items.push_back(&item);
  }
  return all;
}

Box Atlas::ground() const {
  Box box;
  if (!partitions.empty()) box.add(partitions.front().areas->box());
  if (box.empty())
    for (const Item& item : items) {
      if (item.gap) box.add(item.gap->geometries->box());
      for (const Features& features : item.facilities) box.add(features.geometries->box());
    }
  if (box.empty()) box = {{0, 0}, {1000, 1000}};
  const double size = std::max({box.high.x - box.low.x, box.high.y - box.low.y, 1.0});
  return box.grown(0.02 * size);
}

std::string source_words(const std::string& inputs) {
  const nlohmann::json all = nlohmann::json::parse(inputs, nullptr, false);
  std::vector<std::string> names;
  if (all.is_array())
    for (const auto& input : all)
      for (const auto& file : input.value("files", nlohmann::json::array())) {
        const std::string name = file.value("name", "");
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
  return join(names, "、");
}

}  // namespace gapmap
