// SPDX-License-Identifier: MIT
#include "engine/site.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <limits>

#include "base/digest.h"
#include "engine/outputs.h"
#include "engine/record.h"
#include "engine/study.h"
#include "output/site_register.h"
#include "output/write_file.h"
#include "siting/generate.h"
#include "siting/site_model.h"

namespace gapmap {
namespace {

/// What the plan says of siting a standard, where the options leave it open.
void fill_in(SiteOptions& options, const SiteSpec& spec) {
  const auto words = [](std::string& own, const std::string& planned) {
    if (own.empty()) own = planned;
  };
  const auto number = [](std::optional<double>& own, const std::optional<double>& planned) {
    if (!own) own = planned;
  };
  words(options.candidates, spec.candidates);
  if (options.candidates == spec.candidates) {
    words(options.where, spec.where);
    words(options.must, spec.must);
    words(options.forbid, spec.forbid);
    words(options.cost, spec.cost);
    words(options.capacity, spec.capacity);
  }
  words(options.inside, spec.inside);
  words(options.outside, spec.outside);
  words(options.supply_capacity, spec.supply_capacity);
  number(options.grid, spec.grid);
  number(options.rules.spacing, spec.spacing);
  number(options.rules.per_unit, spec.per_unit);
  number(options.rules.density_max, spec.density_max);
  number(options.rules.budget, spec.budget);
  if (options.times == 1 && spec.times) options.times = static_cast<int>(*spec.times);
}

const SiteModel& model_of(const SiteOptions& options) {
  if (const SiteModel* model = find_site_model(options.model)) return *model;
  std::vector<std::string> known;
  for (const SiteModel& model : site_models()) known.emplace_back(model.name);
  throw Error(Fault::usage, say("没有选址模型“{}”", "there is no siting model \"{}\"", printable(options.model)),
              say("可用的模型：{}", "known models: {}", join(known, ", ")));
}

std::optional<double> number_of(const std::string& words) {
  double number = 0;
  const auto end = std::from_chars(words.data(), words.data() + words.size(), number);
  if (words.empty() || end.ec != std::errc() || end.ptr != words.data() + words.size()) return {};
  return number;
}

void require_role(const Plan& plan, const std::string& role, std::string_view flag) {
  if (plan.layers.contains(role)) return;
  std::vector<std::string> known;
  for (const auto& [name, spec] : plan.layers) known.push_back(name);
  throw Error(Fault::usage, say("{}：方案里没有图层“{}”", "{}: the plan has no layer \"{}\"", flag, printable(role)),
              say("已有图层：{}", "known layers: {}", join(known, ", ")));
}

/// The candidates' layer, once for each condition that is asked of it; or the areas where candidates may lie.
std::vector<Need> candidate_needs(const SiteOptions& options, const Plan& plan) {
  if (options.candidates.empty()) {
    for (const auto& [words, flag] : {std::pair(options.where, "--where"), std::pair(options.must, "--must"),
                                      std::pair(options.forbid, "--forbid"), std::pair(options.cost, "--cost")})
      if (!words.empty())
        throw Error(Fault::usage, say("{} 需要候选点图层", "{} needs a layer of candidates", flag),
                    {"加 --candidates ROLE", "add --candidates ROLE"});
    std::vector<Need> needs;
    for (const auto& [role, flag] : {std::pair(options.inside, "--inside"), std::pair(options.outside, "--outside")}) {
      if (role.empty()) continue;
      require_role(plan, role, flag);
      needs.push_back({role, "", {}, {}, {Shape::area}});
    }
    return needs;
  }
  require_role(plan, options.candidates, "--candidates");
  Need need{options.candidates, options.where, {}, {}, {}};
  if (!options.cost.empty()) need.numbers.insert(options.cost);
  if (!options.capacity.empty() && !number_of(options.capacity)) need.numbers.insert(options.capacity);
  std::vector<Need> needs{need};
  for (const std::string& condition : {options.must, options.forbid})
    if (!condition.empty()) needs.push_back({options.candidates, condition, {}, {}, {}});
  return needs;
}

/// The supply's capacities, where they are asked for.
std::vector<Need> supply_needs(const SiteOptions& options, const Plan& plan,
                               const std::vector<std::size_t>& standards) {
  std::vector<Need> needs;
  if (options.supply_capacity.empty()) return needs;
  for (const std::size_t standard : standards)
    for (const Requirement& way : plan.standards[standard].ways)
      if (const Measure* measure = find_measure(way.measure); measure->serve)
        for (const Selection& supply : measure->serve->supply(way))
          needs.push_back({supply.layer, supply.where, {}, {options.supply_capacity}, {}});
  return needs;
}

/// The standards' own layers as features: a stream of cells cannot be asked for its places again and again.
std::vector<Need> demand_needs(const Plan& plan, const std::vector<std::size_t>& standards) {
  std::vector<Need> needs;
  for (const std::size_t standard : standards)
    for (const Requirement& way : plan.standards[standard].ways)
      for (Need& need : find_measure(way.measure)->needs(way, plan))
        if (std::exchange(need.takes_cells, false)) needs.push_back(std::move(need));
  return needs;
}

/// A number of each row that is not negative. Throws Error naming the feature where it is missing or negative.
double number_at(const Features& features, const std::string& field, std::uint32_t row) {
  const double value = features.layer().find(field)->number(row);
  if (!(value >= 0))
    throw Error(Fault::input,
                say("{}：要素 {} 的字段“{}”为空或为负", "{}: feature {}: the field \"{}\" is missing or negative",
                    features.role->place, features.layer().ids[row], field),
                {"改正该值，或用条件排除该要素", "correct the value, or leave the feature out by a condition"});
  return value;
}

void read_standing_capacities(const SiteOptions& options, const Scene& scene, SiteTask& task) {
  if (options.supply_capacity.empty()) return;
  const std::vector<Selection> supplies = task.serve->supply(*task.requirement);
  for (std::size_t s = 0; s < supplies.size(); ++s) {
    const Features features = scene.features(supplies[s]);
    for (std::size_t i = 0; i < features.rows.size(); ++i)
      task.standing[s].capacity[i] = number_at(features, options.supply_capacity, features.rows[i]);
  }
}

/// Musts and what is forbidden, by the conditions.
void read_roles(const SiteOptions& options, const Scene& scene, const std::vector<std::uint32_t>& row,
                Candidates& candidates) {
  if (options.must.empty() && options.forbid.empty()) return;
  candidates.roles.assign(candidates.size(), SiteRole::free);
  const auto mark = [&](const std::string& condition, SiteRole role) {
    if (condition.empty()) return;
    const Features chosen = scene.features(options.candidates, condition);
    for (std::size_t j = 0; j < row.size(); ++j)
      if (std::binary_search(chosen.rows.begin(), chosen.rows.end(), row[j])) candidates.roles[j] = role;
  };
  mark(options.must, SiteRole::must);
  mark(options.forbid, SiteRole::forbidden);
}

/// Places of the candidate layer. An area is a site as a whole where the supply consists of areas (a new park);
/// elsewhere a facility stands at a point inside it.
Candidates read_candidates(const SiteOptions& options, const Scene& scene, const std::vector<SiteTask>& tasks,
                           Issues& issues) {
  const Features features = scene.features(options.candidates, options.where);
  const Geometries& geometries = features.geometries();
  bool keeps_areas = geometries.shape() == Shape::area;
  for (const SiteTask& task : tasks)
    for (const Selection& supply : task.serve->supply(*task.requirement))
      if (scene.features(supply).geometries().shape() != Shape::area) keeps_areas = false;
  Candidates candidates;
  candidates.places = Geometries(keeps_areas ? Shape::area : Shape::point);
  const std::optional<double> same_capacity = number_of(options.capacity);
  std::vector<std::uint32_t> rows;
  std::size_t without = 0;
  for (const std::uint32_t row : features.rows) {
    if (geometries.is_null(row)) {
      ++without;
      continue;
    }
    if (keeps_areas)
      candidates.places.add_feature(geometries, row);
    else
      candidates.places.add_point(label_point(geometries, row));
    candidates.id.push_back(features.layer().ids[row]);
    candidates.bucket.push_back(scene.partitions.front().locate(candidates.point(candidates.size() - 1)));
    if (!options.cost.empty()) candidates.cost.push_back(number_at(features, options.cost, row));
    if (!options.capacity.empty())
      candidates.capacity.push_back(same_capacity ? *same_capacity : number_at(features, options.capacity, row));
    rows.push_back(row);
  }
  read_roles(options, scene, rows, candidates);
  if (without > 0)
    issues.push_back({"S101",
                      Severity::warning,
                      features.role->spec->role,
                      features.role->spec->source,
                      "",
                      say("{} 个候选点没有几何，不能用", "{} candidates have no geometry and cannot be used", without),
                      {}});
  if (candidates.size() == 0)
    throw Error(Fault::usage, say("{}：没有可用的候选点", "{}: no candidate can be used", features.role->place),
                {"检查图层和筛选条件", "check the layer and the condition"});
  return candidates;
}

constexpr std::size_t most_exact = 400'000, most_generated = 60'000;

/// Places made up where no layer offers any: those that suffice where they are few enough and the model asks about
/// limits only, else a grid.
Candidates generate_candidates(const SiteOptions& options, const SiteCase& site_case, Text& origin) {
  const Scene& scene = site_case.scene;
  const Partition& units = scene.partitions.front();
  const auto areas_of = [&](const std::string& role) { return &scene.features(role, "").geometries(); };
  const Geometries* inside = !options.inside.empty() ? areas_of(options.inside)
                             : units.is_whole()      ? nullptr
                                                     : &units.areas();
  const AllowedLand land(inside, options.outside.empty() ? nullptr : areas_of(options.outside));
  bool is_straight = true;
  double limit = std::numeric_limits<double>::infinity();
  for (const SiteTask& task : site_case.tasks) {
    is_straight = is_straight && task.requirement->text("along", "straight") == "straight";
    for (const double metres : task.demand.limit) limit = std::min(limit, metres);
  }
  const bool asks_limits = options.model == "cover" || options.model == "set";
  std::optional<GeneratedPlaces> generated;
  if (!options.grid && asks_limits && is_straight) generated = exact_places(site_case, land, most_exact);
  if (generated && generated->places.size() > most_generated) generated.reset();
  if (generated) {
    origin = {"候选点为圆的交点，平面上任何一处都不会更好",
              "candidates: the meeting points of limits, so that no other place is better"};
  } else {
    const double spacing = options.grid.value_or(std::max(5.0, limit / 5));
    generated = grid_places(site_case, land, spacing, most_generated);
    origin = is_straight
                 ? say("候选点为 {:.0f} 米的六角网格；相当于在任意位置选址、限距缩短 {:.0f} 米时至少这么好",
                       "candidates: a hexagonal grid of {:.0f} m; at least as good as sites anywhere with a limit "
                       "shorter by {:.0f} m",
                       spacing, std::ceil(generated->loss))
                 : say("候选点为 {:.0f} 米的六角网格", "candidates: a hexagonal grid of {:.0f} m", spacing);
  }
  Candidates candidates;
  candidates.places = Geometries(Shape::point);
  for (const Point at : generated->places) {
    candidates.places.add_point(at);
    candidates.id.push_back(static_cast<std::int64_t>(candidates.id.size()) + 1);
    candidates.bucket.push_back(units.locate(at));
  }
  if (const std::optional<double> capacity = number_of(options.capacity))
    candidates.capacity.assign(candidates.size(), *capacity);
  if (candidates.size() == 0)
    throw Error(Fault::usage,
                {"没有地方可建：允许的范围内哪里都服务不到新的需求",
                 "no place is left: nowhere on the allowed land serves anybody new"},
                {"检查 --inside、--outside", "check --inside and --outside"});
  return candidates;
}

/// The standards measured again, with the sites as one more layer of supply.
Assessment assess_with(const std::vector<Index>& sites, const SiteCase& site_case, const Study& study,
                       const Progress& progress) {
  std::string role = "sites";
  while (study.plan.layers.contains(role)) role += "_";
  LayerSpec spec;
  spec.role = role;
  Layer layer;
  layer.name = role;
  layer.geometries = Geometries(site_case.candidates.places.shape());
  std::vector<std::uint32_t> all;
  for (const Index site : sites) {
    all.push_back(static_cast<std::uint32_t>(layer.size()));
    layer.geometries.add_feature(site_case.candidates.places, site);
    layer.ids.push_back(site_case.candidates.id[site]);
  }
  const std::map<std::string, std::vector<std::uint32_t>> rows{{"", all}};
  Plan plan = study.plan;
  for (const SiteTask& task : site_case.tasks) {
    Requirement& way = plan.standards[task.standard].ways[task.way];
    way = task.serve->with(way, role);
  }
  Scene scene = study.scene;
  scene.roles[role] = {&spec, &layer, &rows, role};
  return assess(plan, study.standards, scene, progress);
}

Control control_of(const SiteOptions& options, const SiteModel& model, int jobs) {
  Control control;
  control.seconds = options.seconds;
  control.jobs = jobs;
  control.seed = options.seed;
  const auto start = std::chrono::steady_clock::now();
  control.listen = [&options, &model, start](double value, double bound) {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    report(options.progress, say("{}：{}，界 {}", "{}: {}, bound {}", model.name, grouped(value), grouped(bound)),
           std::min(0.99, passed.count() / options.seconds));
    return true;
  };
  return control;
}

}  // namespace

const Plan& SiteResult::gap_plan() const { return study->plan; }

SiteResult site(const SiteOptions& asked) {
  SiteOptions options = asked;
  const auto start = std::chrono::steady_clock::now();
  const std::string started = now_utc();
  const SiteModel& model = model_of(options);
  const std::vector<std::string> outputs{options.output, options.project_register};
  require_writable(outputs, options.overwrite);
  if (options.standards.empty())
    throw Error(Fault::usage, {"要为哪项标准选址？", "which standard are the sites for?"},
                {"加 --standard ID（gapmap plan show 列出）", "add --standard ID (gapmap plan show lists them)"});
  const auto study =
      std::make_shared<Study>(read_study(options, [&](const Plan& plan, const std::vector<std::size_t>& standards) {
        fill_in(options, plan.standards[standards.front()].site);
        std::vector<Need> needs = candidate_needs(options, plan);
        for (Need& need : supply_needs(options, plan, standards)) needs.push_back(std::move(need));
        for (Need& need : demand_needs(plan, standards)) needs.push_back(std::move(need));
        return needs;
      }));
  protect_inputs(outputs, input_files(study->plan));
  SiteResult result;
  result.study = study;
  result.model = &model;
  result.issues = study->issues;
  result.before = assess(study->plan, study->standards, study->scene, options.progress);
  const auto site_case = std::make_shared<SiteCase>(SiteCase{study->scene, {}, {}});
  for (const std::size_t standard : study->standards) {
    site_case->tasks.push_back(site_task(study->plan, standard, study->scene));
    read_standing_capacities(options, study->scene, site_case->tasks.back());
    if (site_case->tasks.back().whole <= 0)
      throw Error(Fault::input,
                  say("标准 {} 没有需求", "the standard {} has no demand", study->plan.standards[standard].id));
  }
  site_case->times = static_cast<std::uint8_t>(options.times);
  site_case->candidates = options.candidates.empty()
                              ? generate_candidates(options, *site_case, result.origin)
                              : read_candidates(options, study->scene, site_case->tasks, result.issues);
  if (!options.supply_capacity.empty() && options.capacity.empty())
    site_case->candidates.capacity.assign(site_case->candidates.size(), std::numeric_limits<double>::infinity());
  if (options.times > 1 && site_case->has_capacities())
    throw Error(Fault::usage, {"容量与多重覆盖不能一起用", "capacities and several times do not go together"},
                {"去掉其中一项", "leave one of them out"});
  add_rules(*site_case, options.rules);
  result.site_case = site_case;

  report(options.progress, {"选址", "choosing sites"}, 0);
  const SiteRequest request{options.count, options.share, control_of(options, model, study->scene.jobs)};
  result.choice = model.choose(*site_case, request);
  verify_sites(*site_case, options.rules, result.choice.sites);
  result.plan = plan_sites(*site_case, result.choice.sites);
  result.after = assess_with(result.choice.sites, *site_case, *study, options.progress);
  result.issues.insert(result.issues.end(), result.before.issues.begin(), result.before.issues.end());

  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  result.run = {version(),
                sha256(study->plan.text),
                inputs_json(study->records, study->scene.jobs),
                libraries_json(),
                options.command_line,
                started,
                elapsed.count(),
                {}};
  report(options.progress, {"写结果文件", "writing the result"}, 0);
  const SiteView sites{model, *site_case, result.choice, result.plan, result.after};
  const ResultView view{study->plan,      result.before, study->scene.partitions,
                        result.issues,    result.run,    study->crs,
                        options.language, &sites,        &study->scene};
  if (!options.output.empty()) write_result(view, options.output, options.overwrite, options.language);
  if (!options.project_register.empty()) {
    const SiteRegister entries{view};
    const bool is_geojson =
        options.project_register.ends_with(".geojson") || options.project_register.ends_with(".json");
    write_file(options.project_register, is_geojson ? entries.geojson() : entries.csv(), options.overwrite);
  }
  report(options.progress, {"写结果文件", "writing the result"}, 1);
  return result;
}

}  // namespace gapmap
