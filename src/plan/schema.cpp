// SPDX-License-Identifier: MIT
#include "plan/schema.h"

#include <nlohmann/json.hpp>

#include "plan/keys.h"

namespace gapmap {
namespace {

using Json = nlohmann::ordered_json;

class SchemaWriter {
 public:
  SchemaWriter(std::span<const MeasureSyntax> measures, Language language) : measures_(measures), language_(language) {}

  Json whole() const {
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "gapmap plan"}};
    schema.update(object({plan_keys()}));
    schema["properties"]["gapmap"] = {{"const", 1}};
    schema["properties"]["source"] = source();
    const Json units = object({units_keys()});
    schema["properties"]["units"] = {{"anyOf", {units, {{"type", "array"}, {"items", units}}}}};
    schema["properties"]["network"] = object({network_keys()});
    schema["properties"]["layers"] = {{"type", "object"}, {"additionalProperties", object({layer_keys()})}};
    schema["properties"]["task"] = {{"type", "array"}, {"items", object({task_keys()})}};
    schema["properties"]["consistency"] = {{"type", "array"}, {"items", consistency()}};
    schema["properties"]["standard"] = {{"type", "array"}, {"minItems", 1}, {"items", standard()}};
    return schema;
  }

 private:
  static Json range() {
    const Json end{{"type", "number"}};
    return {{"type", "object"},
            {"properties", {{"min", end}, {"max", end}}},
            {"additionalProperties", false},
            {"minProperties", 1}};
  }
  static Json text() { return {{"type", "string"}}; }
  static Json bilingual() {
    return {
        {"anyOf",
         {text(),
          {{"type", "object"}, {"properties", {{"zh", text()}, {"en", text()}}}, {"additionalProperties", false}}}}};
  }
  static Json source() {
    Json table{{"type", "object"},
               {"properties", {{"document", text()}, {"date", {{"type", "string"}}}}},
               {"additionalProperties", false}};
    return {{"anyOf", {text(), table}}};
  }
  static Json by_class(const Json& value) {
    return {
        {"type", "object"}, {"required", {"by"}}, {"properties", {{"by", text()}}}, {"additionalProperties", value}};
  }
  Json selection() const { return {{"anyOf", {text(), object({selection_keys()})}}}; }

  Json value(const Parameter& parameter) const {
    const Json metres{{"type", "number"}, {"minimum", 0}};
    switch (parameter.kind) {
      case ValueKind::bilingual: return bilingual();
      case ValueKind::number: return {{"type", "number"}};
      case ValueKind::length: return metres;
      case ValueKind::flag: return {{"type", "boolean"}};
      case ValueKind::words: return {{"anyOf", {text(), {{"type", "array"}, {"items", text()}}}}};
      case ValueKind::numbers: return {{"type", "array"}, {"items", {{"type", "number"}}}};
      case ValueKind::task: return {{"type", {"integer", "string"}}};
      case ValueKind::choice: return {{"enum", parameter.choices}};
      case ValueKind::selection: return selection();
      case ValueKind::selections:
        return {{"anyOf", {selection(), {{"type", "array"}, {"minItems", 1}, {"items", selection()}}}}};
      case ValueKind::limit:
        return {{"anyOf", {metres, {{"type", "string"}, {"pattern", "^[0-9.]+ min$"}}, by_class(metres)}}};
      case ValueKind::target: return {{"anyOf", {range(), by_class(range())}}};
      case ValueKind::rules: return {{"type", "array"}, {"items", {{"type", "object"}}}};
      case ValueKind::ways: return {{"type", "array"}, {"minItems", 1}, {"items", {{"type", "object"}}}};
      case ValueKind::fields: return {{"type", "object"}, {"additionalProperties", text()}};
      case ValueKind::table: return {{"type", {"object", "array", "string"}}};
      default: return text();
    }
  }

  Json object(std::initializer_list<std::span<const Parameter>> lists) const {
    Json properties = Json::object();
    Json required = Json::array();
    for (const auto& list : lists) {
      for (const Parameter& parameter : list) {
        const std::string name(parameter.name);
        properties[name] = value(parameter);
        properties[name]["description"] = language_ == Language::zh ? parameter.zh : parameter.en;
        if (!parameter.fallback.empty()) properties[name]["x-default"] = parameter.fallback;
        if (parameter.required) required.push_back(name);
      }
    }
    Json made{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) made["required"] = required;
    return made;
  }

  Json consistency() const {
    const auto one_of = [](std::initializer_list<const char*> names) {
      Json ways = Json::array();
      for (const char* name : names) ways.push_back({{"required", {name}}});
      return Json{{"oneOf", ways}};
    };
    Json figures = object({consistency_keys()});
    figures["allOf"] = {one_of({"sum", "product"}), one_of({"equals", "at_least", "at_most"})};
    return figures;
  }

  Json standard() const {
    Json kinds = Json::array();
    for (const MeasureSyntax& measure : measures_) {
      Json kind = object({standard_keys(), measure.parameters});
      kind["properties"]["measure"] = {{"const", measure.name}};
      kind["properties"].erase("any");
      kind["properties"]["site"] = object({site_keys()});
      kind["required"].push_back("measure");
      kinds.push_back(std::move(kind));
    }
    Json several = object({standard_keys()});
    several["properties"].erase("measure");
    several["properties"]["site"] = object({site_keys()});
    several["required"].push_back("any");
    kinds.push_back(std::move(several));
    return {{"oneOf", kinds}};
  }

  std::span<const MeasureSyntax> measures_;
  Language language_;
};

}  // namespace

std::string plan_schema(std::span<const MeasureSyntax> measures, Language language) {
  return SchemaWriter(measures, language).whole().dump(2) + "\n";
}

}  // namespace gapmap
