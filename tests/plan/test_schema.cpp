// SPDX-License-Identifier: MIT
#include "plan/schema.h"

#include <toml++/toml.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "measure/measure.h"
#include "plan/parse.h"

namespace gapmap {
namespace {

nlohmann::json to_json(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    nlohmann::json all = nlohmann::json::object();
    for (const auto& [key, value] : *table) all[std::string(key.str())] = to_json(value);
    return all;
  }
  if (const auto* list = node.as_array()) {
    nlohmann::json all = nlohmann::json::array();
    for (const toml::node& item : *list) all.push_back(to_json(item));
    return all;
  }
  if (const auto* words = node.as_string()) return words->get();
  if (const auto* whole = node.as_integer()) return whole->get();
  if (const auto* number = node.as_floating_point()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  std::ostringstream words;
  words << *node.as_date();
  return words.str();
}

bool schema_accepts(const std::string& text) {
  static const nlohmann::json definition = nlohmann::json::parse(plan_schema(measure_syntax(), Language::en));
  valijson::Schema schema;
  valijson::SchemaParser parser;
  const valijson::adapters::NlohmannJsonAdapter adapter(definition);
  parser.populateSchema(adapter, schema);
  const nlohmann::json document = to_json(toml::parse(text));
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
}

bool parser_accepts(const std::string& text) {
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  return parse_plan(text, "plan.toml", syntax).problems.empty();
}

const std::string good = R"TOML(gapmap = 1
id = "p"
title = {zh = "甲", en = "a"}
source = {document = "d", date = 2018-05-16}
crs = "EPSG:4547"
units = [{layer = "u"}, {layer = "homes", code = "c", name = "n"}]
[layers]
u = {source = "u.gpkg"}
homes = {source = "h.csv", x = "x", y = "y", fields = {a = "b"}, clip = 500, year = 2018}
[[standard]]
id = "s"
task = "3(1)"
title = "t"
measure = "reach"
demand = {layer = "homes", where = "a = 1"}
supply = [{layer = "u"}, {layer = "homes"}]
within = {by = "class", main = 300, side = 500.5}
target = {by = "class", main = {min = 0.98}, side = {min = 0.5, max = 1}}
lead = ["x"]
)TOML";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the schema and the parser accept the plans that ship with gapmap") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GAPMAP_SOURCE_DIR "/data/plans")) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream stream(entry.path());
    std::ostringstream text;
    text << stream.rdbuf();
    CAPTURE(entry.path().string());
    CHECK(schema_accepts(text.str()));
    CHECK(parser_accepts(text.str()));
    ++count;
  }
  CHECK(count > 0);
}

TEST_CASE("the schema and the parser agree on what is right and what is wrong") {
  CHECK(schema_accepts(good));
  CHECK(parser_accepts(good));
  const std::vector<std::pair<std::string, std::string>> slips{
      {"gapmap = 1", "gapmap = 2"},
      {"id = \"p\"\n", ""},
      {"id = \"p\"", "idd = \"p\""},
      {"title = {zh = \"甲\", en = \"a\"}", "title = 5"},
      {"en = \"a\"", "fr = \"a\""},
      {"crs = \"EPSG:4547\"", "crs = 4547"},
      {"clip = 500", "clip = -1"},
      {"clip = 500", "klip = 500"},
      {"fields = {a = \"b\"}", "fields = \"b\""},
      {"task = \"3(1)\"", "task = 1.5"},
      {"measure = \"reach\"\n", ""},
      {"measure = \"reach\"", "measure = \"reech\""},
      {"demand = {layer = \"homes\", where = \"a = 1\"}\n", ""},
      {"where = \"a = 1\"", "were = \"a = 1\""},
      {"by = \"class\", main = 300", "main = 300"},
      {"main = 300", "main = \"300\""},
      {"main = {min = 0.98}", "main = {}"},
      {"lead = [\"x\"]", "lead = [1]"},
      {"lead = [\"x\"]", "per = 5"},
  };
  for (const auto& [from, to] : slips) {
    CAPTURE(from, to);
    const std::string slip = replaced(good, from, to);
    CHECK_FALSE(schema_accepts(slip));
    CHECK_FALSE(parser_accepts(slip));
  }
}

TEST_CASE("text that is not TOML, or nested without end, is a problem and not a crash") {
  const auto repeated = [](const std::string& words, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += words;
    return all;
  };
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  for (const std::string& text : {std::string("标题 = 1 2"), std::string("a = ") + std::string(100000, '['),
                                  "a" + repeated(".a", 100'000) + " = 1", "a = {b" + repeated(".b", 17) + " = 1}",
                                  std::string("\xff\xfe\x00", 3), std::string("id = 'a'\nid = 'b'\n")}) {
    const ParsedPlan parsed = parse_plan(text, "plan.toml", syntax);
    REQUIRE_FALSE(parsed.problems.empty());
    CHECK(parsed.problems.front().position.line >= 1);
  }
}

}  // namespace gapmap
