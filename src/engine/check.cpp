// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>

#include "base/parallel.h"
#include "engine/engine.h"
#include "engine/gather.h"
#include "engine/record.h"
#include "input/provenance.h"
#include "output/maps.h"
#include "plan/parse.h"

namespace gapmap {
namespace {

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

std::vector<std::size_t> choose(const Plan& plan, const CheckOptions& options) {
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

/// All layers that the chosen standards need, read in parallel.
class Inputs {
 public:
  Inputs(const Plan& plan, const CheckOptions& options, const Crs& crs, int jobs)
      : plan_(plan), read_options_{plan.folder, crs, options.allow_network}, progress_(options.progress), jobs_(jobs) {}

  void read(const std::vector<std::size_t>& standards, Scene& scene, Issues& issues,
            std::vector<InputRecord>& records) {
    read_units(scene, issues, records);
    Box area;
    for (const Partition& partition : scene.partitions) area.add(partition.areas().box());
    const std::vector<ReadRequest> requests = gather(plan_, standards, area);
    layers_.resize(requests.size());
    std::mutex mutex;
    std::size_t done = 0;
    for_each_index(requests.size(), jobs_, [&](std::size_t i) {
      layers_[i] = read_layer(requests[i], read_options_);
      const std::lock_guard lock(mutex);
      report(progress_, say("读取 {}", "reading {}", requests[i].spec.role),
             static_cast<double>(++done) / static_cast<double>(requests.size()));
    });
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const ReadLayer& read = layers_[i];
      const LayerSpec& spec = plan_.layers.at(requests[i].spec.role);
      scene.roles[spec.role] = {&spec, &read.layer, &read.rows, read.place, read.is_raster};
      issues.insert(issues.end(), read.issues.begin(), read.issues.end());
      records.push_back(read.record);
    }
  }

 private:
  void read_units(Scene& scene, Issues& issues, std::vector<InputRecord>& records) {
    for (const UnitsSpec& units : plan_.units) {
      report(progress_, say("读取 {}", "reading {}", units.layer), 0);
      const ReadLayer read = read_layer(units_request(plan_, units), read_options_);
      scene.partitions.push_back(make_partition(units, read, issues));
      issues.insert(issues.end(), read.issues.begin(), read.issues.end());
      records.push_back(read.record);
    }
    if (scene.partitions.empty()) scene.partitions.push_back(Partition::whole());
  }

  const Plan& plan_;
  ReadOptions read_options_;
  const Progress& progress_;
  int jobs_;
  std::vector<ReadLayer> layers_;
};

}  // namespace

std::string version() { return GAPMAP_VERSION; }

Plan load_plan(const std::string& path) {
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  return read_plan(path, syntax, [](const Plan& plan) {
    std::vector<Problem> problems;
    for (const Standard& standard : plan.standards)
      for (const Requirement& way : standard.ways)
        if (const Measure* measure = find_measure(way.measure); measure && measure->check)
          for (Problem& problem : measure->check(way, plan)) problems.push_back(std::move(problem));
    return problems;
  });
}

CheckResult check(const CheckOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::string started = now_utc();
  if (!options.output.empty() && !options.overwrite && std::filesystem::exists(options.output))
    throw Error(Fault::usage, say("结果文件 {} 已存在", "the result file {} exists", printable(options.output)),
                {"换个名字，或加 --overwrite", "choose another name, or add --overwrite"});
  Plan plan = load_plan(options.plan);
  for (const std::string& words : options.layers) rebind(plan, words);
  const Crs crs = metric_crs(plan);
  const std::vector<std::size_t> standards = choose(plan, options);
  const int jobs = options.jobs > 0 ? options.jobs : hardware_jobs();

  CheckResult result{std::move(plan), {}, {}, {}, {}, crs, {}};
  Scene scene;
  scene.jobs = jobs;
  std::vector<InputRecord> records;
  Inputs inputs(result.plan, options, crs, jobs);
  inputs.read(standards, scene, result.issues, records);
  result.assessment = assess(result.plan, standards, scene, options.progress);
  result.issues.insert(result.issues.end(), result.assessment.issues.begin(), result.assessment.issues.end());

  report(options.progress, {"写结果文件", "writing the result"}, 0);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  result.run = {version(), sha256(result.plan.text), inputs_json(records, jobs), libraries_json(), options.command_line,
                started,   elapsed.count()};
  const ResultView view{result.plan, result.assessment, scene.partitions, result.issues, result.run, crs};
  if (!options.output.empty()) write_result(view, options.output, options.overwrite, options.language);
  if (!options.maps.empty()) {
    report(options.progress, {"画图", "drawing the maps"}, 0);
    result.maps = write_maps(view, scene, options.maps, options.overwrite, options.language);
  }
  result.partitions = std::move(scene.partitions);
  report(options.progress, {"写结果文件", "writing the result"}, 1);
  return result;
}

}  // namespace gapmap
