// SPDX-License-Identifier: MIT
#include "engine/inspect.h"
#include "engine/outputs.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "base/parallel.h"
#include "engine/expectations.h"
#include "engine/study.h"
#include "input/source.h"
#include "inspect/survey.h"
#include "output/geopackage.h"
#include "output/result.h"
#include "output/result_styles.h"

namespace gapmap {
namespace {

namespace fs = std::filesystem;

/// A plan of bare files: a role a layer, under the name of its file or layer.
Plan plan_of_files(const InspectOptions& options) {
  Plan plan;
  plan.title = same(join(options.sources, ", "));
  plan.folder = fs::current_path().string();
  for (const std::string& words : options.sources) {
    LayerSpec spec;
    spec.source = words;
    const std::string stem = fs::path(words).stem().string();
    std::vector<std::string> names{""};
    try {
      spec.role = stem;
      if (std::vector<std::string> all = layers_in(spec, plan.folder, options.allow_network); all.size() > 1)
        names = std::move(all);
    } catch (const Error&) {
      // Reading it says why.
    }
    for (const std::string& name : names) {
      spec.layer = name;
      std::string role = name.empty() ? stem : name;
      for (int number = 2; plan.layers.contains(role); ++number)
        role = (name.empty() ? stem : name) + "_" + std::to_string(number);
      spec.role = role;
      plan.layers[role] = spec;
    }
  }
  return plan;
}

ReadRequest request_for(const LayerSpec& spec, const Plan& plan) {
  ReadRequest request;
  request.spec = spec;
  request.spec.clip.reset();
  request.conditions = {""};
  request.all_columns = true;
  request.as_heights = plan.network && plan.network->elevation == spec.role;
  return request;
}

/// Where bare files lie decides in which system they are looked at.
Crs fitting_crs(const Plan& plan, const ReadOptions& options) {
  for (const auto& [role, spec] : plan.layers) try {
      ReadRequest request = request_for(spec, plan);
      request.all_columns = false;
      ReadOptions in_degrees = options;
      in_degrees.crs = Crs::parse("EPSG:4326");
      const Box box = read_layer(request, in_degrees).layer.geometries.box();
      if (!box.empty()) return Crs::parse(Crs::fitting({(box.low.x + box.high.x) / 2, (box.low.y + box.high.y) / 2}));
    } catch (const Error&) {
      continue;  // the next one may do
    }
  return Crs::parse("EPSG:4547");
}

std::string_view shape_word(const ReadLayer& read) {
  constexpr std::string_view words[] = {"table", "point", "line", "area"};
  return read.is_raster ? "raster" : words[static_cast<std::size_t>(read.layer.geometries.shape())];
}

/// Reads a layer as fully as it can be: a table without coordinates as a table.
ReadLayer read_as_far_as_possible(const LayerSpec& spec, const Plan& plan, const ReadOptions& options) {
  ReadRequest request = request_for(spec, plan);
  try {
    return read_layer(request, options);
  } catch (const NoGeometry& trouble) {
    request.needs_geometry = false;
    ReadLayer read = read_layer(request, options);
    read.issues.push_back({"L101", Severity::note, spec.role, spec.source, {}, trouble.sentence(), {}});
    return read;
  }
}

class Inspection {
 public:
  Inspection(const Plan& plan, const Crs& crs, const InspectOptions& options, bool is_bare)
      : plan_(plan),
        options_(options),
        is_bare_(is_bare),
        result_{plan.title.in(options.language), crs, {}, {}},
        read_options_{plan.folder, crs, options.allow_network, is_bare},
        jobs_(options.jobs > 0 ? options.jobs : hardware_jobs()) {}

  InspectResult run() {
    read_all();
    look_over();
    return std::move(result_);
  }

 private:
  void read_all() {
    std::vector<const LayerSpec*> specs;
    for (const auto& [role, spec] : plan_.layers) specs.push_back(&spec);
    read_.resize(specs.size());
    result_.layers.resize(specs.size());
    std::mutex mutex;
    std::size_t done = 0;
    for_each_index(specs.size(), jobs_, [&](std::size_t i) {
      const LayerSpec& spec = *specs[i];
      InspectedLayer& layer = result_.layers[i];
      layer.role = spec.role;
      if (!spec.is_bound()) {
        read_[i].issues.push_back({"L107",
                                   Severity::note,
                                   spec.role,
                                   {},
                                   {},
                                   {"方案没有写明从哪里读取", "the plan does not say where to read it"},
                                   {}});
        layer.is_readable = layer.is_unbound = true;
        return;
      }
      try {
        read_[i] = read_as_far_as_possible(spec, plan_, read_options_);
        layer.record = read_[i].record;
        layer.shape = shape_word(read_[i]);
        layer.is_readable = true;
      } catch (const Error& error) {
        if (error.fault() == Fault::interrupted) throw;
        layer.record.source = spec.source;
        const Text& hint = error.hint();
        read_[i].issues.push_back({"L100",
                                   Severity::error,
                                   spec.role,
                                   spec.source,
                                   {},
                                   hint.empty() ? error.sentence() : say("{}；{}", "{}; {}", error.sentence(), hint),
                                   {}});
      }
      const std::lock_guard lock(mutex);
      report(options_.progress, say("读取 {}", "reading {}", spec.role),
             static_cast<double>(++done) / static_cast<double>(specs.size()));
    });
    for (const ReadLayer& read : read_)
      result_.issues.insert(result_.issues.end(), read.issues.begin(), read.issues.end());
  }

  void look_over() {
    report(options_.progress, {"逐项检查", "looking the layers over"}, 0);
    Survey survey{result_.crs, {}, nullptr};
    std::size_t i = 0;
    for (const auto& [role, spec] : plan_.layers) {
      const ReadLayer& read = read_[i];
      const InspectedLayer& layer = result_.layers[i++];
      if (layer.is_readable && !layer.is_unbound)
        survey.layers.push_back(is_bare_ ? expect_of_file(spec, read) : expect_of_plan(plan_, spec, read));
    }
    for (const UnitsSpec& units : plan_.units)
      for (const SurveyedLayer& layer : survey.layers)
        if (!survey.units && layer.spec->role == units.layer && layer.layer->geometries.shape() == Shape::area)
          survey.units = &layer.layer->geometries;
    const Issues found = inspect_layers(survey, jobs_);
    result_.issues.insert(result_.issues.end(), found.begin(), found.end());
  }

  const Plan& plan_;
  const InspectOptions& options_;
  bool is_bare_;
  InspectResult result_;
  ReadOptions read_options_;
  int jobs_;
  std::vector<ReadLayer> read_;
};

bool is_plan(const std::string& source) { return lower(fs::path(source).extension().string()) == ".toml"; }

void write_issues(const InspectResult& result, const InspectOptions& options) {
  GeoPackage file(options.output, options.overwrite, result.crs, options.language, "2000-01-01T00:00:00.000Z");
  file.add({"input_issues",
            {"数据问题", "Input issues"},
            {"输入数据中的问题", "what is wrong with the input"},
            issues_style(options.language)},
           issues_layer(result.issues));
  file.commit();
}

}  // namespace

bool InspectResult::is_usable() const {
  return std::all_of(layers.begin(), layers.end(), [](const InspectedLayer& layer) { return layer.is_readable; });
}

InspectResult inspect(const InspectOptions& options) {
  require_writable({options.output}, options.overwrite);
  const auto plans = std::count_if(options.sources.begin(), options.sources.end(), is_plan);
  if (plans > 0 && options.sources.size() > 1)
    throw Error(Fault::usage, {"只能检查一个方案，或若干数据文件", "give one plan, or data files"},
                {"方案文件以 .toml 结尾", "plan files end in .toml"});
  const bool is_bare = plans == 0;
  Plan plan = is_bare ? plan_of_files(options) : load_plan(options.sources.front());
  for (const std::string& words : options.layers) rebind(plan, words);
  protect_inputs({options.output}, is_bare ? options.sources : input_files(plan));
  const ReadOptions reading{plan.folder, Crs::parse("EPSG:4326"), options.allow_network, true};
  const Crs crs = !options.crs.empty() ? Crs::parse(options.crs)
                  : is_bare            ? fitting_crs(plan, reading)
                                       : metric_crs(plan);
  InspectResult result = Inspection(plan, crs, options, is_bare).run();
  if (!options.output.empty()) write_issues(result, options);
  report(options.progress, {"逐项检查", "looking the layers over"}, 1);
  return result;
}

}  // namespace gapmap
