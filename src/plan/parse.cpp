// SPDX-License-Identifier: MIT
#include "plan/parse.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/error.h"
#include "plan/key_depth.h"
#include "plan/keys.h"
#include "plan/read_document.h"
#include "plan/read_layers.h"
#include "plan/reader.h"
#include "plan/table_name.h"

namespace gapmap {
namespace {

constexpr std::size_t largest_plan = 4u << 20;  // bytes; the whole Erqi plan takes a tenth of it

constexpr std::size_t most_problems = 20;  // that are listed; mending them mends most of the others

constexpr std::size_t most_dots = 16;  // in one key; four are the most that any plan needs

/// A table in one way of writing, whatever its comments, blanks and order of keys.
std::string written(const toml::table& keys) {
  std::ostringstream words;
  words << toml::toml_formatter(keys);
  return words.str();
}

class PlanParser {
 public:
  PlanParser(std::span<const MeasureSyntax> measures, Plan& plan) : measures_(measures), plan_(plan) {}

  void read(const toml::table& root);
  std::vector<Problem> problems() { return std::move(reader_.problems()); }

 private:
  void read_header(const toml::table& root);
  void read_standard(const toml::node& node);
  void read_ways(Standard& standard, const toml::table& keys);
  Requirement read_requirement(const toml::table& keys, const Position& position, bool is_alternative);
  const MeasureSyntax* find_measure(const toml::node& node);
  void read_site(SiteSpec& site, const toml::node& node);
  void check_roles();
  void check_role(const std::string& role, const Position& position);

  std::span<const MeasureSyntax> measures_;
  Plan& plan_;
  std::map<std::string, std::size_t> by_table_;  // the first standard of each name of tables
  Reader reader_;
};

void PlanParser::read(const toml::table& root) {
  reader_.check_keys(root, {plan_keys()}, {"方案文件", "the plan file"}, {1, 1});
  read_header(root);
  with(root, "units", [&](const toml::node& node, const std::string&) { plan_.units = read_units(reader_, node); });
  with(root, "network",
       [&](const toml::node& node, const std::string&) { plan_.network = read_network(reader_, node); });
  with(root, "layers", [&](const toml::node& node, const std::string&) {
    plan_.layers = read_layers(reader_, node, !plan_.units.empty());
  });
  with(root, "standard", [&](const toml::node& node, const std::string&) {
    const auto* list = node.as_array();
    if (!list) return reader_.complain(node, {"standard 应写成 [[standard]]", "standard must be written [[standard]]"});
    if (list->empty()) reader_.complain(node, {"方案没有任何标准", "the plan has no standard"});
    for (const toml::node& item : *list) read_standard(item);
  });
  with(root, "task", [&](const toml::node& node, const std::string&) { plan_.tasks = read_tasks(reader_, node); });
  with(root, "consistency",
       [&](const toml::node& node, const std::string&) { plan_.consistencies = read_consistencies(reader_, node); });
  inherit_from_tasks(reader_, plan_);
  check_roles();
  toml::table rest = root;
  for (const std::string_view key : {"title", "layers", "standard"}) rest.erase(key);
  plan_.settings = written(rest);
}

void PlanParser::read_header(const toml::table& root) {
  with(root, "gapmap", [&](const toml::node& node, const std::string& key) {
    if (reader_.number(node, key) != 1 && node.is_number())
      reader_.complain(node, {"不认识的格式版本", "unknown version of the format"},
                       {"本程序读取 gapmap = 1", "this program reads gapmap = 1"});
  });
  with(root, "id", [&](const toml::node& node, const std::string& key) { plan_.id = reader_.text(node, key); });
  with(root, "title",
       [&](const toml::node& node, const std::string& key) { plan_.title = reader_.bilingual(node, key); });
  with(root, "crs", [&](const toml::node& node, const std::string& key) { plan_.crs = reader_.text(node, key); });
  with(root, "source", [&](const toml::node& node, const std::string& key) {
    if (node.is_string()) return void(plan_.document = reader_.text(node, key));
    static const std::vector<Parameter> keys{{"document", ValueKind::text, false, "文号", "name or number", "", {}},
                                             {"date", ValueKind::date, false, "日期", "its date", "", {}}};
    const auto* source = reader_.table(node, key);
    if (!source) return;
    reader_.check_keys(*source, {keys}, same(key), Reader::position_of(node));
    with(*source, "document", [&](const toml::node& n, const std::string& k) { plan_.document = reader_.text(n, k); });
    with(*source, "date", [&](const toml::node& n, const std::string& k) { plan_.date = reader_.date(n, k); });
  });
}

const MeasureSyntax* PlanParser::find_measure(const toml::node& node) {
  const std::string name = reader_.text(node, "measure");
  std::vector<std::string> known;
  for (const MeasureSyntax& measure : measures_) {
    if (measure.name == name) return &measure;
    known.emplace_back(measure.name);
  }
  if (!node.is_string()) return nullptr;
  const std::string meant = nearest_word(name, known);
  reader_.complain(node, say("没有量算方法“{}”", "there is no measure \"{}\"", name),
                   meant.empty() ? say("可用的方法：{}", "known measures: {}", join(known, ", "))
                                 : say("是否指“{}”？", "did you mean \"{}\"?", meant));
  return nullptr;
}

Requirement PlanParser::read_requirement(const toml::table& keys, const Position& position, bool is_alternative) {
  Requirement way;
  way.position = position;
  with(keys, "target", [&](const toml::node& n, const std::string& key) { way.target = reader_.target(n, key); });
  const toml::node* node = keys.get("measure");
  if (!node) {
    reader_.complain(
        position, {"标准缺少“measure”", "the standard lacks \"measure\""},
        {"写明量算方法，例如 measure = \"reach\"", "name the kind of arithmetic, such as measure = \"reach\""});
    return way;
  }
  const MeasureSyntax* syntax = find_measure(*node);
  if (!syntax) return way;
  way.measure = syntax->name;
  static const std::vector<Parameter> alternative_keys{
      {"measure", ValueKind::text, true, "量算方法", "the kind of arithmetic", "", {}},
      {"target", ValueKind::target, false, "目标", "range of a good value", "", {}}};
  const std::span<const Parameter> common =
      is_alternative ? std::span<const Parameter>(alternative_keys) : standard_keys();
  reader_.check_keys(keys, {common, syntax->parameters}, say("{} 标准", "a {} standard", way.measure), position);
  for (const Parameter& parameter : syntax->parameters)
    if (const toml::node* value = keys.get(parameter.name))
      way.parameters.emplace(std::string(parameter.name), reader_.value(*value, parameter));
  return way;
}

void PlanParser::read_ways(Standard& standard, const toml::table& keys) {
  const toml::node* any = keys.get("any");
  if (!any) {
    standard.ways.push_back(read_requirement(keys, standard.position, false));
    return;
  }
  if (keys.contains("measure"))
    reader_.complain(*any, {"标准同时写了 measure 和 any", "the standard has both measure and any"});
  reader_.check_keys(keys, {standard_keys()}, {"标准", "a standard"}, standard.position);
  const auto* list = any->as_array();
  if (!list || list->empty()) return reader_.complain(*any, {"any 应为非空列表", "any must be a list with entries"});
  for (const toml::node& item : *list)
    if (const auto* way = reader_.table(item, "any"))
      standard.ways.push_back(read_requirement(*way, Reader::position_of(item), true));
}

void PlanParser::read_standard(const toml::node& node) {
  const auto* keys = reader_.table(node, "standard");
  if (!keys) return;
  Standard standard;
  standard.position = Reader::position_of(node);
  for (const std::string_view name : {"id", "task", "title"})
    if (!keys->contains(name))
      reader_.complain(standard.position, say("标准缺少“{}”", "the standard lacks \"{}\"", name));
  with(*keys, "id", [&](const toml::node& n, const std::string& key) {
    standard.id = reader_.text(n, key);
    constexpr auto allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    if (n.is_string() && (standard.id.empty() || standard.id.find_first_not_of(allowed) != std::string::npos))
      reader_.complain(n, say("标准代号“{}”只能用英文字母、数字和 - _ .",
                              "id \"{}\" may hold letters, digits, - _ . only", standard.id));
    // SQLite does not tell case apart.
    const auto [earlier, is_new] = by_table_.emplace(lower(table_name(standard.id)), plan_.standards.size());
    if (is_new || earlier->second == plan_.standards.size()) return;
    const Standard& first = plan_.standards[earlier->second];
    if (first.id == standard.id)
      reader_.complain(n, say("标准代号“{}”重复，先见于第 {} 行", "id \"{}\" is used twice, first in line {}",
                              standard.id, first.position.line));
    else
      reader_.complain(n, say("标准代号“{}”与第 {} 行的“{}”只差大小写或 - _ .，结果里的表会同名",
                              "id \"{0}\" and \"{2}\" of line {1} differ in case or - _ . only: their tables of the "
                              "result would have one name",
                              standard.id, first.position.line, first.id));
  });
  with(*keys, "task", [&](const toml::node& n, const std::string& key) { standard.task = reader_.task(n, key); });
  with(*keys, "title",
       [&](const toml::node& n, const std::string& key) { standard.title = reader_.bilingual(n, key); });
  with(*keys, "clause", [&](const toml::node& n, const std::string& key) { standard.clause = reader_.text(n, key); });
  with(*keys, "shown", [&](const toml::node& n, const std::string& key) { standard.shown = reader_.numbers(n, key); });
  with(*keys, "deadline",
       [&](const toml::node& n, const std::string& key) { standard.deadline = reader_.date(n, key); });
  with(*keys, "lead", [&](const toml::node& n, const std::string& key) { standard.lead = reader_.words(n, key); });
  with(*keys, "responsible",
       [&](const toml::node& n, const std::string& key) { standard.responsible = reader_.words(n, key); });
  with(*keys, "site", [&](const toml::node& n, const std::string&) { read_site(standard.site, n); });
  with(*keys, "assumption",
       [&](const toml::node& n, const std::string& key) { standard.assumption = reader_.bilingual(n, key); });
  with(*keys, "statements",
       [&](const toml::node& n, const std::string& key) { standard.statements = reader_.words(n, key); });
  with(*keys, "trust", [&](const toml::node& n, const std::string& key) {
    for (const Parameter& parameter : standard_keys())
      if (parameter.name == key) standard.trust = reader_.choice(n, parameter);
  });
  read_ways(standard, *keys);
  for (Requirement& way : standard.ways) way.deadline = standard.deadline;
  standard.text = written(*keys);
  plan_.standards.push_back(std::move(standard));
}

void PlanParser::read_site(SiteSpec& site, const toml::node& node) {
  const auto* keys = reader_.table(node, "site");
  if (!keys) return;
  site.position = Reader::position_of(node);
  reader_.check_keys(*keys, {site_keys()}, same("site"), site.position);
  const std::pair<std::string_view, std::string SiteSpec::*> words[] = {
      {"candidates", &SiteSpec::candidates},
      {"where", &SiteSpec::where},
      {"must", &SiteSpec::must},
      {"forbid", &SiteSpec::forbid},
      {"inside", &SiteSpec::inside},
      {"outside", &SiteSpec::outside},
      {"cost", &SiteSpec::cost},
      {"supply_capacity", &SiteSpec::supply_capacity}};
  for (const auto& word : words)
    with(*keys, word.first,
         [&](const toml::node& n, const std::string& key) { site.*word.second = reader_.text(n, key); });
  with(*keys, "capacity", [&](const toml::node& n, const std::string& key) { site.capacity = reader_.task(n, key); });
  const std::pair<std::string_view, std::optional<double> SiteSpec::*> numbers[] = {
      {"grid", &SiteSpec::grid},         {"spacing", &SiteSpec::spacing},
      {"per_unit", &SiteSpec::per_unit}, {"density_max", &SiteSpec::density_max},
      {"budget", &SiteSpec::budget},     {"times", &SiteSpec::times}};
  for (const auto& number : numbers)
    with(*keys, number.first, [&](const toml::node& n, const std::string& key) {
      site.*number.second = reader_.length(n, key);  // none of them is negative
    });
  if (site.times && (*site.times < 1 || *site.times > 9))
    reader_.complain(node, {"times 应在 1 到 9 之间", "times must lie between 1 and 9"});
  if (site.grid && *site.grid < 1) reader_.complain(node, {"grid 不得小于 1 米", "grid must be 1 m or more"});
}

void PlanParser::check_role(const std::string& role, const Position& position) {
  if (role.empty() || plan_.layers.contains(role)) return;
  std::vector<std::string> known;
  for (const auto& [name, spec] : plan_.layers) known.push_back(name);
  const std::string meant = nearest_word(role, known);
  reader_.complain(position, say("[layers] 里没有图层“{}”", "[layers] has no layer \"{}\"", role),
                   meant.empty() ? say("已有图层：{}", "known layers: {}", join(known, ", "))
                                 : say("是否指“{}”？", "did you mean \"{}\"?", meant));
}

void PlanParser::check_roles() {
  std::set<std::string> partitions;
  for (const UnitsSpec& units : plan_.units) {
    check_role(units.layer, units.position);
    if (!partitions.insert(units.layer).second)
      reader_.complain(units.position, say("units 里图层“{}”重复", "units names the layer \"{}\" twice", units.layer));
  }
  if (plan_.network)
    for (const std::string& role : plan_.network->roles()) check_role(role, plan_.network->position);
  for (const Standard& standard : plan_.standards) {
    for (const Requirement& way : standard.ways)
      for (const auto& [key, selection] : way.selections()) check_role(selection->layer, selection->position);
    for (const std::string& role : {standard.site.candidates, standard.site.inside, standard.site.outside})
      check_role(role, standard.site.position);
  }
}

Error plan_error(const std::string& path, const std::vector<Problem>& problems) {
  Text lines;
  for (const Problem& problem : std::span(problems).first(std::min(problems.size(), most_problems))) {
    const std::string place =
        fmt::format("{}:{}:{}: ", printable(path), problem.position.line, problem.position.column);
    const auto add = [&](std::string& into, const std::string& message, const std::string& hint, const char* open,
                         const char* close) {
      if (!into.empty()) into += '\n';
      into += place + printable(message) + (hint.empty() ? "" : open + printable(hint) + close);
    };
    add(lines.zh, problem.message.zh, problem.hint.zh, "（", "）");
    add(lines.en, problem.message.en, problem.hint.en, " (", ")");
  }
  if (problems.size() > most_problems) {
    const Text rest = say("另有 {} 处问题未列出", "{} more problems are not listed", problems.size() - most_problems);
    lines.zh += fmt::format("\n{}: {}", printable(path), rest.zh);
    lines.en += fmt::format("\n{}: {}", printable(path), rest.en);
  }
  return Error(Fault::plan, std::move(lines));
}

}  // namespace

ParsedPlan parse_plan(std::string text, const std::string& path, std::span<const MeasureSyntax> measures,
                      const PlanCheck& check) {
  ParsedPlan parsed;
  parsed.plan.path = path;
  parsed.plan.folder = std::filesystem::absolute(std::filesystem::path(path)).parent_path().string();
  parsed.plan.text = std::move(text);
  if (const auto place = find_overlong_key(parsed.plan.text, most_dots)) {
    parsed.problems.push_back({*place, say("一个键里的点多于 {} 个", "a key has more than {} dots", most_dots), {}});
    return parsed;
  }
  try {
    const toml::table root = toml::parse(std::string_view(parsed.plan.text), path);
    PlanParser parser(measures, parsed.plan);
    parser.read(root);
    parsed.problems = parser.problems();
    if (check)
      for (Problem& problem : check(parsed.plan)) parsed.problems.push_back(std::move(problem));
  } catch (const toml::parse_error& fault) {
    const std::string description(fault.description());
    parsed.problems.push_back({{fault.source().begin.line, fault.source().begin.column},
                               say("不是有效的 TOML：{}", "not valid TOML: {}", description),
                               {}});
  }
  std::stable_sort(parsed.problems.begin(), parsed.problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
  });
  return parsed;
}

Plan accept_plan(ParsedPlan parsed) {
  if (!parsed.problems.empty()) throw plan_error(parsed.plan.path, parsed.problems);
  return std::move(parsed.plan);
}

Plan read_plan(const std::string& path, std::span<const MeasureSyntax> measures, const PlanCheck& check) {
  std::error_code fault;
  const bool is_file = std::filesystem::is_regular_file(path, fault);
  if (is_file && std::filesystem::file_size(path, fault) > largest_plan)
    throw Error(Fault::plan, say("方案文件 {} 大于 4 MiB", "the plan file {} is larger than 4 MiB", printable(path)));
  std::ifstream stream(path, std::ios::binary);
  if (!is_file || !stream)
    throw Error(Fault::plan, say("读不到方案文件 {}", "cannot read the plan file {}", printable(path)),
                {"检查路径是否正确、是否有读取权限", "check the path and the permission to read it"});
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  return accept_plan(parse_plan(std::move(bytes).str(), path, measures, check));
}

}  // namespace gapmap
