// SPDX-License-Identifier: MIT
#include "plan/reader.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "plan/keys.h"

namespace gapmap {
namespace {

/// What the author wrote there, for the message.
Text found(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string: return say("文字 \"{}\"", "the text \"{}\"", node.as_string()->get());
    case toml::node_type::integer: return say("整数 {}", "the integer {}", node.as_integer()->get());
    case toml::node_type::floating_point: return say("数值 {}", "the number {}", node.as_floating_point()->get());
    case toml::node_type::boolean: return say("{}", "{}", node.as_boolean()->get() ? "true" : "false");
    case toml::node_type::array: return {"列表", "a list"};
    case toml::node_type::table: return {"表", "a table"};
    default: return {"日期或时间", "a date or time"};
  }
}

std::string iso(const toml::date& date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

bool is_date(const std::string& words) {
  if (words.size() != 10 || words[4] != '-' || words[7] != '-') return false;
  return words.find_first_not_of("0123456789-") == std::string::npos;
}

}  // namespace

Position Reader::position_of(const toml::node& node) { return {node.source().begin.line, node.source().begin.column}; }

void Reader::complain(const Position& position, Text message, Text hint) {
  problems_.push_back({position, std::move(message), std::move(hint)});
}

void Reader::complain(const toml::node& node, Text message, Text hint) {
  complain(position_of(node), std::move(message), std::move(hint));
}

void Reader::expect(const toml::node& node, const std::string& key, std::string_view zh, std::string_view en) {
  const Text is = found(node);
  complain(node,
           {fmt::format("{} 应为{}，这里是{}", key, zh, is.zh), fmt::format("{} must be {}, not {}", key, en, is.en)});
}

const toml::table* Reader::table(const toml::node& node, const std::string& what) {
  if (!node.is_table()) expect(node, what, "表 {…}", "a table {…}");
  return node.as_table();
}

void Reader::check_keys(const toml::table& table, std::initializer_list<std::span<const Parameter>> allowed,
                        const Text& what, Position where) {
  std::vector<std::string> known;
  for (const auto& list : allowed)
    for (const Parameter& parameter : list) known.emplace_back(parameter.name);
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string meant = nearest_word(name, known);
    complain({key.source().begin.line, key.source().begin.column},
             say("{}没有键“{}”", "{} has no key \"{}\"", what, name),
             meant.empty() ? say("可用的键：{}", "known keys: {}", join(known, ", "))
                           : say("是否指“{}”？", "did you mean \"{}\"?", meant));
  }
  for (const auto& list : allowed)
    for (const Parameter& parameter : list)
      if (parameter.required && !table.contains(parameter.name))
        complain(where, say("{}缺少“{}”", "{} lacks \"{}\"", what, parameter.name),
                 {std::string(parameter.zh), std::string(parameter.en)});
}

std::string Reader::text(const toml::node& node, const std::string& key) {
  if (const auto* words = node.as_string()) return words->get();
  expect(node, key, "文字 \"…\"", "a text \"…\"");
  return {};
}

Text Reader::bilingual(const toml::node& node, const std::string& key) {
  if (const auto* words = node.as_string()) return same(words->get());
  const auto* both = node.as_table();
  if (!both) return expect(node, key, "文字或 {zh = \"…\", en = \"…\"}", "a text or {zh = \"…\", en = \"…\"}"), Text{};
  static const std::vector<Parameter> languages{{"zh", ValueKind::text, false, "中文", "Chinese", "", {}},
                                                {"en", ValueKind::text, false, "英文", "English", "", {}}};
  check_keys(*both, {languages}, same(key), position_of(node));
  Text words;
  if (const auto* zh = both->get("zh")) words.zh = text(*zh, key + ".zh");
  if (const auto* en = both->get("en")) words.en = text(*en, key + ".en");
  if (words.zh.empty()) words.zh = words.en;
  if (words.en.empty()) words.en = words.zh;
  return words;
}

double Reader::number(const toml::node& node, const std::string& key) {
  if (const auto* whole = node.as_integer()) return static_cast<double>(whole->get());
  if (const auto* decimal = node.as_floating_point(); decimal && std::isfinite(decimal->get())) return decimal->get();
  expect(node, key, "数值", "a number");
  return 0;
}

double Reader::length(const toml::node& node, const std::string& key) {
  const double metres = number(node, key);
  if (metres >= 0) return metres;
  complain(node, say("{} 不能为负：{}", "{} must not be negative: {}", key, metres));
  return 0;
}

bool Reader::flag(const toml::node& node, const std::string& key) {
  if (const auto* value = node.as_boolean()) return value->get();
  expect(node, key, "true 或 false", "true or false");
  return false;
}

std::string Reader::date(const toml::node& node, const std::string& key) {
  if (const auto* day = node.as_date()) return iso(day->get());
  if (const auto* words = node.as_string(); words && is_date(words->get())) return words->get();
  expect(node, key, "日期，如 2018-12-31", "a date such as 2018-12-31");
  return {};
}

std::string Reader::task(const toml::node& node, const std::string& key) {
  if (const auto* whole = node.as_integer()) return std::to_string(whole->get());
  if (const auto* words = node.as_string()) return words->get();
  expect(node, key, "整数或文字", "an integer or a text");
  return {};
}

std::vector<std::string> Reader::words(const toml::node& node, const std::string& key) {
  if (const auto* one = node.as_string()) return {one->get()};
  std::vector<std::string> all;
  if (const auto* list = node.as_array()) {
    for (const toml::node& item : *list) all.push_back(text(item, key));
  } else {
    expect(node, key, "文字或文字列表", "a text or a list of texts");
  }
  return all;
}

std::vector<double> Reader::numbers(const toml::node& node, const std::string& key) {
  std::vector<double> all;
  if (const auto* list = node.as_array()) {
    for (const toml::node& item : *list) all.push_back(number(item, key));
  } else {
    expect(node, key, "数值列表", "a list of numbers");
  }
  return all;
}

std::string Reader::choice(const toml::node& node, const Parameter& parameter) {
  const std::string key(parameter.name);
  const std::string chosen = text(node, key);
  std::vector<std::string> choices(parameter.choices.begin(), parameter.choices.end());
  if (!node.is_string() || std::find(choices.begin(), choices.end(), chosen) != choices.end()) return chosen;
  complain(node, say("{} 不能是“{}”", "{} cannot be \"{}\"", key, chosen),
           say("可选：{}", "choose one of: {}", join(choices, ", ")));
  return choices.front();
}

Selection Reader::selection(const toml::node& node, const std::string& key) {
  Selection chosen;
  chosen.position = position_of(node);
  if (const auto* role = node.as_string()) {
    chosen.layer = role->get();
    return chosen;
  }
  const auto* keys = node.as_table();
  if (!keys) return expect(node, key, "{layer = \"…\", where = \"…\"}", "{layer = \"…\", where = \"…\"}"), chosen;
  check_keys(*keys, {selection_keys()}, same(key), chosen.position);
  if (const auto* role = keys->get("layer")) {
    chosen.layer = text(*role, key + ".layer");
    chosen.position = position_of(*role);
  }
  if (const auto* where = keys->get("where")) chosen.where = text(*where, key + ".where");
  if (const auto* of = keys->get("of")) chosen.of = amount(*of, key + ".of");
  if (const auto* weight = keys->get("weight")) chosen.weight = text(*weight, key + ".weight");
  return chosen;
}

std::vector<Selection> Reader::selections(const toml::node& node, const std::string& key) {
  std::vector<Selection> all;
  const auto* list = node.as_array();
  if (!list) return {selection(node, key)};
  for (const toml::node& item : *list) all.push_back(selection(item, key));
  if (all.empty()) complain(node, say("{} 是空列表", "{} is an empty list", key));
  return all;
}

Limit Reader::limit(const toml::node& node, const std::string& key) {
  Limit limit;
  if (const auto* words = node.as_string()) {
    std::istringstream stream(words->get());
    std::string unit;
    if (stream >> limit.value >> unit && unit == "min" && limit.value > 0 && stream.peek() == EOF) {
      limit.unit = Limit::Unit::minutes;
      return limit;
    }
    complain(node, say("{}：看不懂“{}”", "{}: cannot read \"{}\"", key, words->get()),
             {"写米数（300）或步行分钟（\"15 min\"）", "write metres (300) or minutes on foot (\"15 min\")"});
    return limit;
  }
  const auto* classes = node.as_table();
  if (!classes) {
    limit.value = length(node, key);
    return limit;
  }
  const auto* by = classes->get("by");
  if (!by) complain(node, say("{} 缺少“by”", "{} lacks \"by\"", key), {"分级字段", "the class field"});
  for (const auto& [name, metres] : *classes) {
    if (name.str() == "by")
      limit.by = text(metres, key + ".by");
    else
      limit.classes[std::string(name.str())] = length(metres, key + "." + std::string(name.str()));
  }
  if (limit.classes.empty()) complain(node, say("{} 没有任何分级", "{} names no class", key));
  return limit;
}

Amount Reader::amount(const toml::node& node, const std::string& key) {
  const std::string words = text(node, key);
  if (words == "count") return {Amount::What::count, {}};
  if (words == "length") return {Amount::What::length, {}};
  if (words == "area") return {Amount::What::area, {}};
  return {Amount::What::field, words};
}

Range Reader::range(const toml::node& node, const std::string& key) {
  Range range;
  const auto* ends = table(node, key);
  if (!ends) return range;
  static const std::vector<Parameter> keys{{"min", ValueKind::number, false, "下限", "smallest good value", "", {}},
                                           {"max", ValueKind::number, false, "上限", "largest good value", "", {}}};
  check_keys(*ends, {keys}, same(key), position_of(node));
  if (const auto* min = ends->get("min")) range.min = number(*min, key + ".min");
  if (const auto* max = ends->get("max")) range.max = number(*max, key + ".max");
  if (ends->empty()) complain(node, say("{} 没有 min 也没有 max", "{} has neither min nor max", key));
  if (range.min && range.max && *range.min > *range.max)
    complain(node, say("{} 的 min {} 大于 max {}", "{}: min {} is above max {}", key, *range.min, *range.max));
  return range;
}

Target Reader::target(const toml::node& node, const std::string& key) {
  Target target;
  const auto* keys = table(node, key);
  if (!keys) return target;
  const auto* by = keys->get("by");
  if (!by) {
    target.range = range(node, key);
    return target;
  }
  target.by = text(*by, key + ".by");
  for (const auto& [name, ends] : *keys)
    if (name.str() != "by") target.classes[std::string(name.str())] = range(ends, key + "." + std::string(name.str()));
  if (target.classes.empty()) complain(node, say("{} 没有任何分级", "{} names no class", key));
  return target;
}

std::vector<GradeRule> Reader::rules(const toml::node& node, const std::string& key) {
  static const std::vector<Parameter> keys{
      {"near", ValueKind::selection, true, "邻近的对象", "what it stands near", "", {}},
      {"within", ValueKind::length, true, "距离（米）", "metres", "", {}},
      {"at_least", ValueKind::text, true, "最低等级", "the class it needs", "", {}}};
  std::vector<GradeRule> rules;
  const auto* list = node.as_array();
  if (!list)
    return expect(node, key, "规则列表 [{near, within, at_least}]", "a list [{near, within, at_least}]"), rules;
  for (const toml::node& item : *list) {
    const auto* rule = table(item, key);
    if (!rule) continue;
    check_keys(*rule, {keys}, same(key), position_of(item));
    GradeRule read;
    if (const auto* near = rule->get("near")) read.near = selection(*near, key + ".near");
    if (const auto* within = rule->get("within")) read.within = Metres{length(*within, key + ".within")};
    if (const auto* least = rule->get("at_least")) read.at_least = task(*least, key + ".at_least");
    rules.push_back(std::move(read));
  }
  return rules;
}

Value Reader::value(const toml::node& node, const Parameter& parameter) {
  const std::string key(parameter.name);
  switch (parameter.kind) {
    case ValueKind::number: return number(node, key);
    case ValueKind::length: return length(node, key);
    case ValueKind::flag: return flag(node, key);
    case ValueKind::choice: return choice(node, parameter);
    case ValueKind::selection: return selection(node, key);
    case ValueKind::selections: return selections(node, key);
    case ValueKind::limit: return limit(node, key);
    case ValueKind::amount: return amount(node, key);
    case ValueKind::rules: return rules(node, key);
    case ValueKind::words: return words(node, key);
    case ValueKind::layer: {
      Selection chosen;
      chosen.layer = text(node, key);
      chosen.position = position_of(node);
      return chosen;
    }
    default: return text(node, key);
  }
}

}  // namespace gapmap
