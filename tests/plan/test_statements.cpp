// SPDX-License-Identifier: MIT
// The document's list of checkable statements against the plan that checks them: no promise may go missing.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "measure/measure.h"
#include "plan/parse.h"
#include "plan/ready.h"

namespace gapmap {
namespace {

/// The fields of one line of a CSV file; doubled quotes within quotes.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"')
      fields.back() += line[i++];
    else if (line[i] == '"')
      is_quoted = !is_quoted;
    else if (line[i] == ',' && !is_quoted)
      fields.emplace_back();
    else
      fields.back() += line[i];
  }
  return fields;
}

struct Statement {
  std::string task, mark;
};

std::map<std::string, Statement> statements() {
  std::ifstream file(GAPMAP_SOURCE_DIR "/data/plans/erqi-2018.statements.csv");
  REQUIRE(file);
  std::map<std::string, Statement> all;
  std::string line;
  std::getline(file, line);
  REQUIRE(line == "number,task,mark,words,english");
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = fields_of(line);
    REQUIRE(fields.size() == 5);
    CHECK_FALSE(fields[3].empty());
    CHECK_FALSE(fields[4].empty());
    CHECK(all.emplace(fields[0], Statement{fields[1], fields[2]}).second);
  }
  return all;
}

Plan erqi() {
  const std::vector<MeasureSyntax> syntax = measure_syntax();
  const EmbeddedFile* file = find_ready_plan("erqi-2018");
  REQUIRE(file);
  ParsedPlan parsed = parse_plan(std::string(file->text), "erqi-2018.toml", syntax);
  REQUIRE(parsed.problems.empty());
  return std::move(parsed.plan);
}

}  // namespace

TEST_CASE("every statement of the document is held by a standard, and every standard holds statements that exist") {
  const std::map<std::string, Statement> all = statements();
  CHECK(all.size() == 176);
  std::map<std::string, std::size_t> marks;
  for (const auto& [number, statement] : all) ++marks[statement.mark];
  CHECK(marks == std::map<std::string, std::size_t>{{"S", 45}, {"A", 69}, {"M", 62}});
  const Plan plan = erqi();
  std::set<std::string> held;
  for (const Standard& standard : plan.standards) {
    CAPTURE(standard.id);
    CHECK_FALSE(standard.statements.empty());
    CHECK_FALSE(standard.clause.empty());
    for (const std::string& number : standard.statements) {
      CAPTURE(number);
      held.insert(number);
      const auto found = all.find(number);
      REQUIRE(found != all.end());
      CHECK(found->second.task == standard.task);
    }
  }
  for (const auto& [number, statement] : all) {
    CAPTURE(number);
    CHECK(held.contains(number));
  }
}

TEST_CASE("all 22 tasks and five measures of the document have standards, departments and a deadline") {
  const Plan plan = erqi();
  std::set<std::string> tasks;
  for (const Standard& standard : plan.standards) {
    tasks.insert(standard.task);
    CAPTURE(standard.id);
    CHECK_FALSE(standard.deadline.empty());
    CHECK_FALSE((standard.lead.empty() && standard.responsible.empty()));
    // A target that the document does not give, or none at all, must be explained.
    if (standard.ways.front().target.empty()) CHECK_FALSE(standard.assumption.empty());
  }
  CHECK(tasks.size() == 30);  // tasks 3 and 4 have two and three parts
  CHECK(plan.tasks.size() == 30);
  for (int number = 1; number <= 22; ++number) {
    const std::string name = std::to_string(number);
    if (number == 3 || number == 4) continue;
    CHECK(tasks.contains(name));
  }
}

}  // namespace gapmap
