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

std::vector<Atlas::Features>& Atlas::Item::features_of(ShownFeatures::Part part) {
  if (part == ShownFeatures::Part::streets) return streets;
  return part == ShownFeatures::Part::network ? network : facilities;
}

Text Atlas::layer_title(const std::string& role) const {
  const auto found = layers.find(role);
  return found == layers.end() ? same(role) : found->second;
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

Text source_words(const std::string& inputs) {
  const nlohmann::json all = nlohmann::json::parse(inputs, nullptr, false);
  std::vector<std::string> names;
  if (all.is_array())
    for (const auto& input : all)
      for (const auto& file : input.value("files", nlohmann::json::array())) {
        const std::string name = file.value("name", "");
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
  const auto is_beside = [&](const std::string& name) {
    constexpr std::string_view endings[] = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix"};
    if (name.size() < 4 ||
        std::find(std::begin(endings), std::end(endings), lower(name.substr(name.size() - 4))) == std::end(endings))
      return false;
    const std::string stem = name.substr(0, name.size() - 4);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& other) { return lower(other) == lower(stem + ".shp"); });
  };
  std::vector<std::string> shown;
  for (const std::string& name : names)
    if (!is_beside(name)) shown.push_back(name);
  return {join(shown, "、"), join(shown, ", ")};
}

}  // namespace gapmap
