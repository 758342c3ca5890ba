// SPDX-License-Identifier: MIT
#include "engine/study.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "base/parallel.h"
#include "engine/gather.h"
#include "engine/place.h"
#include "engine/unbound.h"
#include "input/open_sources.h"
#include "input/read.h"
#include "measure/consistency.h"

namespace gapmap {
namespace {

std::vector<std::size_t> choose(const Plan& plan, const StudyOptions& options) {
  const auto is_in = [](const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  const auto require_known = [&](const std::vector<std::string>& asked, auto&& name_of, std::string_view flag) {
    std::vector<std::string> known;
    for (const Standard& standard : plan.standards)
      if (!is_in(known, name_of(standard))) known.push_back(name_of(standard));
    for (const std::string& name : asked)
      if (!is_in(known, name))
        throw Error(Fault::usage, say("{} {}：方案里没有", "{} {}: not in the plan", flag, printable(name)),
                    say("方案里有：{}", "the plan has: {}", join(known, ", ")));
  };
  require_known(
      options.tasks, [](const Standard& s) { return s.task; }, "--task");
  require_known(
      options.standards, [](const Standard& s) { return s.id; }, "--standard");
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < plan.standards.size(); ++i) {
    const Standard& standard = plan.standards[i];
    const bool is_all = options.tasks.empty() && options.standards.empty();
    if (is_all || is_in(options.tasks, standard.task) || is_in(options.standards, standard.id)) chosen.push_back(i);
  }
  return chosen;
}

void read_units(Study& study, const ReadOptions& options, const Progress& progress) {
  for (const UnitsSpec& units : study.plan.units) {
    if (!study.plan.layers.at(units.layer).is_bound()) continue;
    report(progress, say("读取 {}", "reading {}", units.layer), 0);
    const ReadLayer read = read_layer(units_request(study.plan, units), options);
    study.scene.partitions.push_back(make_partition(units, read, study.issues));
    study.issues.insert(study.issues.end(), read.issues.begin(), read.issues.end());
    study.records.push_back(read.record);
  }
  if (study.scene.partitions.empty()) study.scene.partitions.push_back(Partition::whole());
}

/// All layers that are needed, each once, in parallel.
void read_layers(Study& study, const std::vector<ReadRequest>& requests, const ReadOptions& options,
                 const Progress& progress) {
  study.layers.resize(requests.size());
  std::vector<char> is_read(requests.size(), 0);
  std::mutex mutex;
  std::size_t done = 0;
  for_each_index(requests.size(), study.scene.jobs, [&](std::size_t i) {
    std::optional<ReadLayer> known;
    if (study.reuse) known = study.reuse->layer(requests[i]);
    is_read[i] = !known;
    study.layers[i] = known ? std::move(*known) : read_layer(requests[i], options);
    const std::lock_guard lock(mutex);
    report(progress, say("读取 {}", "reading {}", requests[i].spec.role),
           static_cast<double>(++done) / static_cast<double>(requests.size()));
  });
  if (study.reuse) {
    study.reuse->confirm();
    for_each_index(requests.size(), study.scene.jobs, [&](std::size_t i) {
      if (is_read[i] && !study.layers[i].cells && !study.layers[i].heights)
        study.reuse->keep(requests[i], study.layers[i]);
    });
  }
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const ReadLayer& read = study.layers[i];
    const LayerSpec& spec = study.plan.layers.at(requests[i].spec.role);
    study.scene.roles[spec.role] = {&spec, &read.layer, &read.rows, read.place, read.is_raster};
    if (read.cells) study.scene.roles[spec.role].take_cells(*read.cells);
    study.scene.roles[spec.role].heights = read.heights.get();
    study.issues.insert(study.issues.end(), read.issues.begin(), read.issues.end());
    study.records.push_back(read.record);
  }
}

}  // namespace

Crs metric_crs(const Plan& plan) {
  const Crs crs = Crs::parse(plan.crs);
  if (crs.is_web_mercator())
    throw Error(
        Fault::plan,
        say("方案的坐标系 {} 量不出真实距离", "the plan's system {} does not measure true distances", crs.label()),
        {"在中国用 CGCS2000 三度带，例如二七区 EPSG:4547", "use the local CGCS2000 or UTM zone, such as EPSG:4547"});
  if (!crs.is_metric())
    throw Error(
        Fault::plan,
        say("方案的坐标系 {} 不是以米为单位的投影坐标系", "the plan's system {} is not projected in metres",
            crs.label()),
        {"换成所在地的投影坐标系，例如二七区 EPSG:4547", "use a projected system of the place, such as EPSG:4547"});
  return crs;
}

void rebind(Plan& plan, const std::string& words) {
  const std::size_t equals = words.find('=');
  const std::string role = words.substr(0, equals);
  if (equals == std::string::npos || role.empty() || equals + 1 == words.size())
    throw Error(Fault::usage, say("--layer 写法不对：{}", "--layer is not right: {}", printable(words)),
                {"写成 ROLE=SOURCE 或 ROLE=SOURCE|LAYER", "write ROLE=SOURCE or ROLE=SOURCE|LAYER"});
  const auto layer = plan.layers.find(role);
  if (layer == plan.layers.end()) {
    std::vector<std::string> known;
    for (const auto& [name, spec] : plan.layers) known.push_back(name);
    throw Error(Fault::usage,
                say("--layer：方案里没有图层“{}”", "--layer: the plan has no layer \"{}\"", printable(role)),
                say("已有图层：{}", "known layers: {}", join(known, ", ")));
  }
  std::string source = words.substr(equals + 1), name;
  if (const std::size_t bar = source.rfind('|'); bar != std::string::npos) {
    name = source.substr(bar + 1);
    source.resize(bar);
  }
  // A path on the command line starts where the user stands, not at the plan.
  std::error_code fault;
  if (std::filesystem::exists(source, fault)) source = std::filesystem::absolute(source).string();
  layer->second.source = source;
  layer->second.layer = name;
  layer->second.sql.clear();
}

Study read_study(const StudyOptions& options, const MoreNeeds& more, const std::string& cache) {
  Plan plan = load_plan(options.plan);
  for (const std::string& words : options.layers) rebind(plan, words);
  if (!options.crs.empty()) plan.crs = options.crs;
  const std::vector<std::size_t> standards = choose(plan, options);
  Issues issues = contradictions_of(plan);
  for (Issue& issue : unbound_layers(plan, standards)) issues.push_back(std::move(issue));
  choose_crs(plan, options.allow_network, issues);
  const Crs crs = metric_crs(plan);
  Study study{std::move(plan), crs, standards, {}, {}, std::move(issues), {}, {}};
  study.scene.network = study.plan.network;
  study.scene.jobs = options.jobs > 0 ? options.jobs : hardware_jobs();
  study.scene.progress = one_at_a_time(options.progress);
  const std::vector<Need> needs = more ? more(study.plan, study.standards) : std::vector<Need>();
  ReadOptions read_options{study.plan.folder, crs, options.allow_network};
  if (!cache.empty()) {
    report(options.progress, {"查找缓存", "looking into the cache"}, 0);
    study.reuse = std::make_shared<Reuse>(cache, study.plan, gather(study.plan, study.standards, {}, needs),
                                          read_options, study.scene.jobs);
  }
  read_options.sources = std::make_shared<OpenSources>();
  read_units(study, read_options, options.progress);
  Box area;
  for (const Partition& partition : study.scene.partitions) area.add(partition.areas().box());
  const std::vector<ReadRequest> requests = gather(study.plan, study.standards, area, needs);
  if (study.reuse) study.reuse->find(study.plan, study.standards);
  read_layers(study, requests, read_options, options.progress);
  read_options.sources->close();
  return study;
}

}  // namespace gapmap
