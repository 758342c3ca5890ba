// SPDX-License-Identifier: MIT
#include "engine/record.h"

#include <chrono>
#include <map>

#include <nlohmann/json.hpp>

#include "base/parallel.h"
#include "input/provenance.h"

namespace gapmap {

using Json = nlohmann::ordered_json;

std::string inputs_json(const std::vector<InputRecord>& records, int jobs,
                        const std::map<std::string, std::string>& known) {
  std::map<std::string, std::string> hashes;
  for (const InputRecord& record : records)
    for (const std::string& file : record.files) hashes[file];
  std::vector<std::pair<const std::string, std::string>*> places;
  for (auto& entry : hashes) places.push_back(&entry);
  for_each_index(places.size(), jobs, [&](std::size_t i) {
    const auto found = known.find(places[i]->first);
    places[i]->second = found != known.end() ? found->second : sha256_of_file(places[i]->first);
  });
  Json all = Json::array();
  for (const InputRecord& record : records) {
    Json files = Json::array();
    for (const std::string& file : record.files)
      files.push_back({{"name", file.substr(file.find_last_of('/') + 1)}, {"sha256", hashes[file]}});
    Json entry{{"role", record.role},     {"source", record.source},
               {"driver", record.driver}, {"features", record.features},
               {"crs", record.crs},       {"transformation", record.transformation},
               {"files", files}};
    if (record.accuracy) entry["accuracy_m"] = *record.accuracy;
    all.push_back(std::move(entry));
  }
  return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string libraries_json() {
  Json all = Json::object();
  for (const auto& [name, number] : library_versions()) all[name] = number;
  return all.dump();
}

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace gapmap
