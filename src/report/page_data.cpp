// SPDX-License-Identifier: MIT
#include "report/page_data.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "measure/measure.h"
#include "output/aliases.h"
#include "output/condition_words.h"
#include "output/palette.h"
#include "output/words.h"
#include "report/drawn_places.h"
#include "report/encode.h"
#include "report/page_extras.h"
#include "report/shape_pool.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

constexpr double counted_step = 1e-5;          // metres: far below what could carry a place over a limit
constexpr std::size_t most_demand = 250000;    // places that "what if" counts in a browser
constexpr std::size_t most_vertices = 400000;  // of the lines that it cuts

Json number(std::optional<double> value) { return value && std::isfinite(*value) ? Json(*value) : Json(); }

Json parsed(const std::string& words) {
  Json json = Json::parse(words, nullptr, false);
  return json.is_discarded() ? Json() : json;
}

/// Exact enough to be counted anew.
Json exact(const Geometries& geometries) { return encoded(geometries, whole_step(geometries, counted_step)); }

Json pair_of(const Text& text) { return Json::array({text.zh, text.en}); }

Json standards_of(const ReportView& view) {
  Json all = Json::array();
  for (const ReportStandard& standard : view.standards)
    all.push_back({{"id", standard.id},
                   {"task", standard.task},
                   {"taskTitle", pair_of(standard.task_title)},
                   {"title", pair_of(standard.title)},
                   {"clause", standard.clause},
                   {"measure", standard.measure},
                   {"along", standard.along},
                   {"basis", pair_of(standard.basis)},
                   {"assumption", pair_of(standard.assumption)},
                   {"deadline", standard.deadline},
                   {"lead", standard.lead},
                   {"responsible", standard.responsible},
                   {"valueUnit", standard.value_unit},
                   {"amountUnit", standard.amount_unit}});
  return all;
}

/// What the units of all values and amounts are called.
Json unit_words_of(const ReportView& view) {
  Json all = Json::object();
  for (const ReportStandard& standard : view.standards)
    for (const std::string* unit : {&standard.value_unit, &standard.amount_unit})
      all[*unit] = pair_of(unit_words(*unit));
  return all;
}

/// What the measures find, in a line each.
Json measures_of(const ReportView& view) {
  Json all = Json::object();
  for (const ReportStandard& standard : view.standards)
    if (const Measure* const measure = find_measure(standard.measure); measure)
      all[standard.measure] = pair_of(measure->summary);
  return all;
}

/// What the classes of scores and gaps are called.
Json class_words_of(const ReportView& view, const Json& gaps) {
  std::set<std::string> names;
  for (const Score& score : view.scores) names.insert(score.class_name);
  for (const Json& places : gaps)
    if (places.contains("class"))
      for (const Json& name : places["class"]["words"]) names.insert(name.get<std::string>());
  Json all = Json::object();
  for (const std::string& name : names)
    if (const Text words = class_words(name); words != same(name)) all[name] = pair_of(words);
  return all;
}

Json scores_of(const ReportView& view) {
  Json standard = Json::array(), value = standard, low = standard, high = standard, part = standard, whole = standard,
       missing = standard, error = standard;
  Dictionary partition, code, name, class_name, verdict;
  for (const Score& score : view.scores) {
    standard.push_back(score.standard);
    partition.add(score.partition);
    code.add(score.unit_code);
    name.add(score.unit_name);
    class_name.add(score.class_name);
    verdict.add(score.verdict ? std::string(verdict_name(*score.verdict)) : std::string());
    value.push_back(number(score.value));
    low.push_back(number(score.target.min));
    high.push_back(number(score.target.max));
    part.push_back(score.amount.part);
    whole.push_back(score.amount.whole);
    missing.push_back(score.missing);
    error.push_back(score.error_bound);
  }
  return {{"standard", standard},
          {"partition", partition.take()},
          {"code", code.take()},
          {"name", name.take()},
          {"class", class_name.take()},
          {"verdict", verdict.take()},
          {"value", value},
          {"min", low},
          {"max", high},
          {"part", part},
          {"whole", whole},
          {"missing", missing},
          {"error", error}};
}

Json units_of(const ReportView& view, ShapePool& pool) {
  Json all = Json::array();
  for (const ResultFile::Table& table : view.file.tables_like("units_")) {
    if (table.shape != Shape::area) continue;
    const Layer layer = view.file.read(table.name);
    const Column *code = layer.find("unit_code"), *name = layer.find("unit_name");
    if (!code || !name) continue;
    Json codes = Json::array(), names = Json::array();
    for (std::size_t i = 0; i < layer.size(); ++i) {
      codes.push_back(code->text(i));
      names.push_back(name->text(i));
    }
    all.push_back(
        {{"role", table.name.substr(6)}, {"code", codes}, {"name", names}, {"geometry", pool.add(layer.geometries)}});
  }
  return all;
}

/// The roles whose facilities the page counts anew: those of straight reach standards whose demand it has.
std::set<std::string> counted_roles(const Layer& reach, const Json& demand) {
  std::set<std::string> roles;
  const Column *table = reach.find("demand_table"), *facilities = reach.find("facilities"),
               *along = reach.find("along");
  for (std::size_t i = 0; table && facilities && along && i < reach.size(); ++i) {
    if (along->text(i) != "straight" || !demand.contains(table->text(i))) continue;
    std::istringstream words(facilities->text(i));
    for (std::string role; words >> role;) roles.insert(role);
  }
  return roles;
}

/// The tags of supplies, such as "primary-reach#0": the page draws no others.
std::string supply_tags(const std::string& serves) {
  std::istringstream words(serves);
  std::string supplies;
  for (std::string tag; words >> tag;)
    if (tag.find('#') != std::string::npos) supplies += " " + tag;
  return supplies;
}

Json fields_of(const Layer& layer) {
  Json fields = Json::object();
  for (const Column& column : layer.columns) {
    if (column.name == "serves") continue;
    Json values = Json::array();
    for (std::size_t i = 0; i < layer.size(); ++i) {
      if (column.is_missing(i))
        values.push_back(nullptr);
      else
        std::visit([&](const auto& all) { values.push_back(all[i]); }, column.values);
    }
    fields[column.name] = std::move(values);
  }
  return fields;
}

/// What people call the fields of a role, and their values where these are words of the usual layers.
Json field_words_of(const std::string& role, const Layer& layer) {
  constexpr std::size_t most_values = 50;  // of a class; names are themselves
  Json all = Json::object();
  for (const Column& column : layer.columns) {
    Text title = field_words(role, column.name).value_or(field_alias(column.name));
    if (title.empty()) continue;
    title.en[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title.en[0])));
    std::set<std::string> values;
    for (std::size_t i = 0; i < layer.size() && values.size() <= most_values; ++i) values.insert(column.text(i));
    Json words = Json::object();
    if (values.size() <= most_values)
      for (const std::string& value : values)
        if (const Text known = field_value_words(role, column.name, value); known != same(value))
          words[value] = pair_of(known);
    all[column.name] = {{"title", pair_of(title)}, {"values", words}};
  }
  return all;
}

/// What is counted anew is exact and whole, so that its edited copy can stand in for the file; what is only drawn
/// is as fine as a map shows.
Json facilities_of(const ReportView& view, const Layer& reach, const Json& demand, ShapePool& pool) {
  Json all = Json::array();
  const std::set<std::string> counted = counted_roles(reach, demand);
  for (const ResultFile::Table& table : view.file.tables_like("facilities_")) {
    Layer layer = view.file.read(table.name);
    const std::string role = table.name.substr(std::string_view("facilities_").size());
    if (!layer.find("serves") || table.shape == Shape::none) continue;
    if (layer.geometries.vertices().size() > most_vertices) continue;
    std::vector<std::uint32_t> supplies;
    for (std::uint32_t row = 0; row < layer.size(); ++row)
      if (!supply_tags(layer.find("serves")->text(row)).empty()) supplies.push_back(row);
    if (supplies.empty()) continue;
    const bool is_counted = counted.contains(role);
    if (!is_counted) layer = select(layer, supplies);
    Dictionary tags;
    for (std::size_t i = 0; i < layer.size(); ++i) tags.add(supply_tags(layer.find("serves")->text(i)));
    all.push_back({{"role", role},
                   {"geometry", is_counted ? exact(layer.geometries) : pool.add(layer.geometries)},
                   {"serves", tags.take()},
                   {"fields", fields_of(layer)},
                   {"words", field_words_of(role, layer)}});
  }
  return all;
}

/// The demand of the straight reach standards, so that the page can count it again.
Json demand_of(const ReportView& view, const Layer& reach) {
  Json all = Json::object();
  const Column *table = reach.find("demand_table"), *along = reach.find("along");
  if (!table || !along) return all;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < reach.size(); ++i) {
    const std::string name = table->text(i);
    if (name.empty() || along->text(i) != "straight" || !seen.insert(name).second) continue;
    const Layer layer = view.file.read(name);
    const std::size_t vertices = layer.geometries.vertices().size();
    const bool is_point = layer.geometries.shape() == Shape::point;
    if (layer.geometries.shape() == Shape::area || vertices > (is_point ? most_demand : most_vertices)) continue;
    Json amounts = Json::array(), units = Json::object();
    const Column* const amount = layer.find("amount");
    if (!amount) continue;
    for (std::size_t k = 0; k < layer.size(); ++k) amounts.push_back(number(amount->number(k)));
    Dictionary classes;
    for (std::size_t k = 0; k < layer.size(); ++k) classes.add(layer.find("class") ? layer.find("class")->text(k) : "");
    for (const Column& column : layer.columns) {
      if (!column.name.starts_with("unit_")) continue;
      Dictionary codes;
      for (std::size_t k = 0; k < layer.size(); ++k) codes.add(column.text(k));
      units[column.name.substr(5)] = codes.take();
    }
    all[name] = {{"geometry", exact(layer.geometries)},
                 {"amount", std::move(amounts)},
                 {"class", classes.take()},
                 {"unit", std::move(units)}};
  }
  return all;
}

/// What the supplies of a standard are called, in their order.
Json supply_titles(const Layer& shown, const std::string& standard) {
  Json titles = Json::array();
  const Column *id = shown.find("standard_id"), *part = shown.find("part"), *zh = shown.find("title_zh"),
               *en = shown.find("title_en");
  for (std::size_t i = 0; id && part && zh && en && i < shown.size(); ++i)
    if (id->text(i) == standard && part->text(i) == "supply") titles.push_back(Json::array({zh->text(i), en->text(i)}));
  return titles;
}

Json reach_of(const ReportView& view, const Layer& reach) {
  Json all = Json::array();
  const Layer shown = view.file.read("shown");
  for (std::size_t i = 0; i < reach.size(); ++i) {
    const auto text = [&](std::string_view column) {
      const Column* const found = reach.find(column);
      return found ? found->text(i) : std::string();
    };
    const auto standard = std::find_if(view.standards.begin(), view.standards.end(),
                                       [&](const ReportStandard& one) { return one.id == text("standard_id"); });
    if (standard == view.standards.end()) continue;
    all.push_back(
        {{"standard", standard - view.standards.begin()},
         {"demand", text("demand_table")},
         {"facilities", text("facilities")},
         {"supplyTitles", supply_titles(shown, text("standard_id"))},
         {"supplies", static_cast<std::int64_t>(reach.find("supplies") ? reach.find("supplies")->number(i) : 1)},
         {"need", text("need")},
         {"within", parsed(text("within"))},
         {"along", text("along")}});
  }
  return all;
}

Json issues_of(const ReportView& view) {
  const Layer table = view.file.read("input_issues");
  Json all = Json::array();
  constexpr std::size_t most = 500;
  for (std::size_t i = 0; i < std::min(table.size(), most); ++i) {
    const auto text = [&](std::string_view column) {
      const Column* const found = table.find(column);
      return found ? found->text(i) : std::string();
    };
    all.push_back({{"role", text("role")},
                   {"feature", text("feature")},
                   {"severity", text("severity")},
                   {"code", text("code")},
                   {"message", Json::array({text("message"), text("message_en")})}});
  }
  return {{"count", table.size()}, {"rows", all}};
}

Json layers_of(const ReportView& view) {
  const Layer table = view.file.read("layers");
  Json all = Json::object();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto text = [&](std::string_view column) {
      const Column* const found = table.find(column);
      return found ? found->text(i) : std::string();
    };
    all[text("role")] = {{"title", Json::array({text("title_zh"), text("title_en")})}, {"year", text("year")}};
  }
  return all;
}

Json palette_of() {
  return {{"met", palette::met},         {"unmet", palette::unmet},   {"no_data", palette::no_data},
          {"gap", palette::gap},         {"gaps", palette::gaps},     {"served_area", palette::served_area},
          {"supply", palette::supply},   {"street", palette::street}, {"site", palette::site},
          {"outline", palette::outline}, {"shades", palette::detours}};
}

}  // namespace

std::string page_data(const ReportView& view) {
  const Layer reach = view.file.read("reach");
  const Json demand = demand_of(view, reach);
  ShapePool pool;
  // In this order the pool takes them in.
  const Json units = units_of(view, pool), gaps = drawn_places(view, "gap_", pool),
             served = drawn_places(view, "served_", pool), walked = walked_streets(view, pool),
             sites = recommended_sites(view, pool), facilities = facilities_of(view, reach, demand, pool);
  const Json json{{"plan",
                   {{"id", view.run.plan_id},
                    {"title", pair_of(view.run.plan_title)},
                    {"document", view.run.document},
                    {"date", view.run.document_date},
                    {"sha256", view.run.plan_sha256}}},
                  {"run",
                   {{"version", view.run.version},
                    {"started", view.run.started},
                    {"command", view.run.command_line},
                    {"crs", view.run.crs},
                    {"inputs", parsed(view.run.inputs)},
                    {"result", view.file.path().filename().string()}}},
                  {"standards", standards_of(view)},
                  {"unitWords", unit_words_of(view)},
                  {"measures", measures_of(view)},
                  {"scores", scores_of(view)},
                  {"classWords", class_words_of(view, gaps)},
                  {"shapes", pool.take()},
                  {"units", units},
                  {"gaps", gaps},
                  {"served", served},
                  {"walked", walked},
                  {"detours", detours(view)},
                  {"sites", sites},
                  {"facilities", facilities},
                  {"demand", demand},
                  {"reach", reach_of(view, reach)},
                  {"layers", layers_of(view)},
                  {"issues", issues_of(view)},
                  {"palette", palette_of()}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gapmap
