// SPDX-License-Identifier: MIT
#include "engine/reuse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

#include "base/digest.h"
#include "base/parallel.h"
#include "engine/cache_pack.h"
#include "engine/engine.h"
#include "engine/record.h"
#include "input/provenance.h"
#include "input/source.h"
#include "measure/measure.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

/// Formats all of whose content stands in the files that GDAL names, or beside them under the same name.
bool is_self_contained(const std::string& driver) {
  constexpr std::string_view known[] = {"GPKG", "ESRI Shapefile", "CSV",         "GeoJSON", "FlatGeobuf", "XLSX",
                                        "ODS",  "GTiff",          "MapInfo File"};
  return std::find(std::begin(known), std::end(known), driver) != std::end(known);
}

/// The files and what stands beside them under the same name: encodings, systems and journals do.
std::set<std::string> with_companions(const std::vector<std::string>& files) {
  std::set<std::string> all(files.begin(), files.end());
  for (const std::string& file : files) {
    std::error_code fault;
    for (const auto& entry : fs::directory_iterator(fs::path(file).parent_path(), fault))
      if (entry.path().stem() == fs::path(file).stem() && entry.is_regular_file(fault))
        all.insert((fs::path(file).parent_path() / entry.path().filename()).string());
  }
  return all;
}

/// Length and content, so that no two lists of words read alike.
void add(std::string& words, const std::string& value) { words += std::to_string(value.size()) + ":" + value + "\n"; }

std::string words_of(const LayerSpec& spec) {
  // Names every member, so that a new one does not compile until it is part of the key.
  const auto& [role, source, layer, sql, where, crs, encoding, x, y, weight, unit_name, unit_code, at_point, clip, year,
               title, fields, position] = spec;
  std::string words;
  for (const std::string* value :
       {&role, &source, &layer, &sql, &where, &crs, &encoding, &x, &y, &weight, &unit_name, &unit_code, &year})
    add(words, *value);
  add(words, at_point ? "point" : "");
  add(words, clip ? exact(*clip) : "");
  for (const auto& [name, own] : fields) {
    add(words, name);
    add(words, own);
  }
  return words;
}

}  // namespace

Reuse::Reuse(const std::string& folder, const Plan& plan, const std::vector<ReadRequest>& requests,
             const ReadOptions& options, int jobs)
    : folder_(folder), options_(options), jobs_(jobs) {
  add(common_, version());
  // Programs of one version may still differ.
  add(common_, sha256_of_file("/proc/self/exe"));
  add(common_, libraries_json());
  add(common_, plan.settings);
  add(common_, options.crs.wkt());
  add(common_, fs::absolute(options.folder).lexically_normal().string());
  hash_files(plan, requests);
}

Reuse::Stamp Reuse::stamp_of(const std::string& file) {
  std::error_code fault;
  return {fs::last_write_time(file, fault), fs::file_size(file, fault)};
}

std::string Reuse::digest_of(const LayerSpec& spec, const std::vector<std::string>& files) const {
  std::string words = words_of(spec);
  for (const std::string& file : with_companions(files)) {
    add(words, file);
    const auto hash = hashes_.find(file);
    if (hash == hashes_.end() || hash->second.empty()) return {};
    add(words, hash->second);
  }
  return sha256(words);
}

void Reuse::hash_files(const Plan& plan, const std::vector<ReadRequest>& requests) {
  std::map<std::string, std::vector<std::string>> files;
  std::map<std::string, std::vector<std::string>> files_of_source;  // opening takes its time, and many roles share one
  std::set<std::string> roles;
  for (const ReadRequest& request : requests) roles.insert(request.spec.role);
  for (const UnitsSpec& units : plan.units)
    if (plan.layers.at(units.layer).is_bound()) roles.insert(units.layer);
  for (const std::string& role : roles) {
    const LayerSpec& spec = plan.layers.at(role);
    const auto [known, is_new] = files_of_source.try_emplace(spec.source);
    if (is_new) {
      const Source source(spec, options_.folder, options_.allow_network);
      if (is_self_contained(source.driver())) known->second = source.files();
    }
    if (known->second.empty()) continue;
    files[role] = known->second;
    for (const std::string& file : with_companions(files[role])) hashes_[file];
  }
  for (const auto& [file, hash] : hashes_) stamps_[file] = stamp_of(file);
  std::vector<std::pair<const std::string, std::string>*> places;
  for (auto& entry : hashes_) places.push_back(&entry);
  for_each_index(places.size(), jobs_, [&](std::size_t i) { places[i]->second = sha256_of_file(places[i]->first); });
  for (const auto& [role, names] : files)
    if (std::string digest = digest_of(plan.layers.at(role), names); !digest.empty()) digests_[role] = digest;
}

void Reuse::load(const std::vector<std::size_t>& standards) {
  std::mutex mutex;
  for_each_index(standards.size(), jobs_, [&](std::size_t i) {
    const auto key = keys_.find(standards[i]);
    const std::optional<std::string> bytes = key == keys_.end() ? std::nullopt : folder_.find(key->second);
    if (!bytes) return;
    try {
      StandardResult result = unpack_result(*bytes);
      result.standard = standards[i];
      const std::lock_guard lock(mutex);
      known_[standards[i]] = std::move(result);
    } catch (const std::runtime_error&) {
      // Whole but not ours: measured anew.
    }
  });
}

void Reuse::find(const Plan& plan, const std::vector<std::size_t>& standards) {
  bool are_units_known = true;
  for (const UnitsSpec& spec : plan.units) {
    are_units_known = are_units_known && digests_.contains(spec.layer);
    add(common_, are_units_known ? digests_[spec.layer] : std::string());
  }
  for (const std::size_t index : standards) {
    std::set<std::string> looked_at;
    for (const Requirement& way : plan.standards[index].ways)
      for (const Need& need : find_measure(way.measure)->needs(way, plan)) looked_at.insert(need.role);
    std::string words = "reading\n" + common_;
    add(words, plan.standards[index].text);
    bool are_known = are_units_known;
    for (const std::string& role : looked_at) {
      are_known = are_known && digests_.contains(role);
      if (are_known) add(words, digests_[role]);
    }
    if (are_known) keys_[index] = sha256(words);
  }
  load(standards);
}

std::optional<StandardResult> Reuse::take(std::size_t standard) {
  const auto found = known_.find(standard);
  if (found == known_.end()) return std::nullopt;
  return std::move(found->second);
}

std::string Reuse::key_of(const ReadRequest& request) const {
  const auto& [spec, columns, numbers, conditions, needs_geometry, all_columns, extent, shapes, may_stream,
               as_heights] = request;
  const auto digest = digests_.find(spec.role);
  if (digest == digests_.end()) return {};
  std::string words = "layer\n" + common_ + digest->second;
  for (const auto* list : {&columns, &numbers, &conditions}) {
    add(words, std::to_string(list->size()));
    for (const std::string& name : *list) add(words, name);
  }
  add(words, std::string(needs_geometry ? "g" : "") + (all_columns ? "a" : "") +
                 (options_.assume_crs_of_tables ? "t" : "") + (may_stream ? "s" : "") + (as_heights ? "h" : ""));
  for (const Shape shape : shapes) add(words, std::to_string(static_cast<int>(shape)));
  if (extent)
    for (const double edge : {extent->low.x, extent->low.y, extent->high.x, extent->high.y}) add(words, exact(edge));
  return sha256(words);
}

std::optional<ReadLayer> Reuse::layer(const ReadRequest& request) const {
  const std::string key = key_of(request);
  const std::optional<std::string> bytes = key.empty() ? std::nullopt : folder_.find(key);
  if (!bytes) return std::nullopt;
  try {
    return unpack_layer(*bytes);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

void Reuse::confirm() {
  for (const auto& [file, stamp] : stamps_) is_changed_ = is_changed_ || stamp_of(file) != stamp;
}

void Reuse::keep(const ReadRequest& request, const ReadLayer& layer) const {
  if (is_changed_) return;
  if (const std::string key = key_of(request); !key.empty()) folder_.keep(key, pack(layer));
}

void Reuse::keep(const StandardResult& result) const {
  const auto key = keys_.find(result.standard);
  if (!is_changed_ && key != keys_.end() && !is_known(result.standard)) folder_.keep(key->second, pack(result));
}

}  // namespace gapmap
