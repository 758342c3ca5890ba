// SPDX-License-Identifier: MIT
// Verdicts added up by task, department and unit, by hand.
#include <catch2/catch.hpp>

#include "assess/by_department.h"
#include "assess/by_task.h"
#include "assess/by_unit.h"

namespace gapmap {
namespace {

/// Three units side by side: a, b, c.
std::vector<Partition> three_units() {
  Geometries areas(Shape::area);
  for (const double x : {0.0, 10.0, 20.0})
    areas.add_feature(std::vector<Point>{{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}, {x, 0}});
  std::vector<Partition> partitions;
  partitions.emplace_back("units", std::vector<Unit>{{"a", "A"}, {"b", "B"}, {"c", "C"}}, std::move(areas));
  return partitions;
}

/// A plan whose standards come with their readings: served and all, by unit.
struct Town {
  Plan plan;
  Assessment assessment;
  std::vector<Partition> partitions = three_units();

  Standard& add(const std::string& id, const std::string& task, std::vector<std::string> lead,
                std::vector<std::string> responsible) {
    Standard& standard = plan.standards.emplace_back();
    standard.id = id;
    standard.task = task;
    standard.lead = std::move(lead);
    standard.responsible = std::move(responsible);
    return standard;
  }
  static Reading reading(const std::string& amount_unit, const std::string& value_unit) {
    Reading made;
    made.tallies.emplace_back(5);
    made.tallies[0].know("");
    made.amount_unit = amount_unit;
    made.value_unit = value_unit;
    return made;
  }
  static Reading reading(const std::string& amount_unit, const std::string& value_unit,
                         const std::vector<PartWhole>& by_unit) {
    Reading made = reading(amount_unit, value_unit);
    for (std::size_t unit = 0; unit < by_unit.size(); ++unit) made.tallies[0].add(unit, "", by_unit[unit]);
    return made;
  }
  void found(Reading made, const Target& target) {
    const std::size_t standard = assessment.results.size();
    std::vector<Score> scores = score(standard, made, target, partitions);
    assessment.results.push_back({standard, 0, std::move(made), std::move(scores)});
  }
};

Target at_least(double min) { return {{min, {}}, "", {}}; }

/// Schools reach 60/100, 150/200, 0/0 of the people (70 % of all, 90 unserved), kindergartens 20/100, 200/200, 0/0
/// (80 unserved); there are 5, 2 and 9 toilets per km2; nothing is known of the gyms.
Town town() {
  Town made;
  made.plan.tasks = {{"5", {"五", "five"}, {}, {}, "", {}}, {"6", {"六", "six"}, {}, {}, "", {}}};
  made.add("schools", "5", {"edu"}, {"finance", "planning"});
  made.found(Town::reading("people", "share", {{60, 100}, {150, 200}, {0, 0}}), at_least(1));
  made.add("kindergartens", "5", {"edu"}, {"finance"});
  made.found(Town::reading("people", "share", {{20, 100}, {200, 200}, {0, 0}}), at_least(0.9));
  made.add("toilets", "M1", {"finance"}, {"finance", "finance"});
  made.found(Town::reading("count", "count/km2", {{5, 1}, {2, 1}, {9, 1}}), at_least(4));
  made.add("gyms", "6", {"sport"}, {});
  made.found(Town::reading("people", "share", {}), at_least(1));
  return made;
}

}  // namespace

TEST_CASE("by department: leads and responsible apart, and nobody is counted twice") {
  const Town made = town();
  const auto rows = by_department(made.plan, made.assessment);
  std::vector<std::string> words;
  for (const DepartmentRow& row : rows)
    words.push_back(fmt::format("{} {} {}/{}/{} {}", duty_name(row.duty), row.department, row.counts.met,
                                row.counts.unmet, row.counts.no_data, row.counts.people));
  // edu: 90 people without a school, 80 without a kindergarten, many of them the same: 90, not 170.
  CHECK(words == std::vector<std::string>{"lead edu 0/2/0 90", "lead finance 1/0/0 0", "lead sport 0/0/1 0",
                                          "responsible finance 1/2/0 90", "responsible planning 0/1/0 90"});
  CHECK(rows[0].counts.widest == 0u);
  CHECK(rows[0].unmet == std::vector<std::size_t>{0, 1});
  CHECK_FALSE(rows[1].counts.widest);
}

TEST_CASE("by task: in the document's order, unlisted ones after it, those without standards kept") {
  Town made = town();
  made.plan.tasks.push_back({"7", {"七", "seven"}, {}, {}, "", {}});
  std::vector<std::string> words;
  for (const TaskRow& row : by_task(made.plan, made.assessment)) {
    const auto verdict = row.counts.verdict();
    words.push_back(fmt::format("{} {} {}", row.number, verdict ? verdict_name(*verdict) : "-", row.counts.total()));
  }
  CHECK(words == std::vector<std::string>{"5 unmet 2", "6 no_data 1", "7 - 0", "M1 met 1"});
  made.assessment.results.resize(2);  // as with --task 5
  const auto rows = by_task(made.plan, made.assessment);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].number == "5");
}

TEST_CASE("by unit: the league, and the worst gaps by how much of the target is lacking") {
  const Town made = town();
  const auto rows = by_unit(made.assessment, made.partitions);
  std::vector<std::string> words;
  for (const UnitRow& row : rows)
    words.push_back(fmt::format("{} {} {}/{}/{} {}", row.standing.value_or(0), row.name, row.counts.met,
                                row.counts.unmet, row.counts.no_data, row.counts.people));
  // c keeps its only judged standard; a 1 of 3 (toilets), b 1 of 3 (kindergartens): they share place 2.
  CHECK(words == std::vector<std::string>{"1 C 1/0/3 0", "2 A 1/2/1 80", "2 B 1/2/1 50"});
  // a: kindergartens 0.2 of 0.9, schools 0.6 of 1. b: toilets 2 of 4, schools 0.75 of 1.
  REQUIRE(rows[1].worst.size() == 2);
  CHECK(rows[1].worst[0].result->standard == 1);
  CHECK(rows[1].worst[0].shortfall == Approx(1 - 0.2 / 0.9));
  CHECK(rows[1].worst[1].shortfall == Approx(0.4));
  REQUIRE(rows[2].worst.size() == 2);
  CHECK(rows[2].worst[0].result->standard == 2);
  CHECK(rows[2].worst[0].shortfall == Approx(0.5));
  CHECK(rows[2].worst[1].shortfall == Approx(0.25));
  CHECK(by_unit(made.assessment, {Partition::whole()}).empty());
}

TEST_CASE("by unit: too much, targets by class, and facilities judged one by one") {
  Town made;
  made.add("density", "1", {}, {});
  made.found(Town::reading("count", "count/km2", {{8, 1}, {1, 1}, {5, 1}}), {{4.0, 5.0}, "", {}});
  made.add("streets", "1", {}, {});
  Reading streets = Town::reading("m", "share");
  streets.tallies[0].add(0, "main", {50, 100});   // of 98 %: short by 48/98
  streets.tallies[0].add(0, "alley", {90, 100});  // of 95 %: short by 5/95
  made.found(std::move(streets), {{}, "class", {{"main", {0.98, {}}}, {"alley", {0.95, {}}}}});
  made.add("clinics", "1", {}, {});
  Reading clinics = Town::reading("people", "people/facility", {{90000, 3}, {0, 0}, {0, 0}});
  clinics.one_by_one.emplace();
  clinics.one_by_one->kept.emplace_back(5).add(0, "", {1, 3});  // one of three in the range; 7000 people too many
  clinics.one_by_one->beyond.emplace_back(5).add(0, "", {7000, 0});
  made.found(std::move(clinics), {{10000.0, 15000.0}, "", {}});

  const auto rows = by_unit(made.assessment, made.partitions);
  CHECK(rows[0].name == "C");  // 5 keeps the target of 4 to 5
  CHECK_FALSE(rows[0].counts.unmet);
  REQUIRE(rows[1].name == "A");
  REQUIRE(rows[1].worst.size() == 3);
  CHECK(rows[1].worst[0].shortfall == Approx(1 - 1.0 / 3));  // clinics
  CHECK(rows[1].worst[1].score->class_name == "main");
  CHECK(rows[1].worst[1].shortfall == Approx(1 - 0.5 / 0.98));
  CHECK(rows[1].worst[2].shortfall == Approx(1 - 5.0 / 8));  // 3 of 8 are too many
  CHECK(rows[1].counts.people == 7000);
  REQUIRE(rows[2].name == "B");
  CHECK(rows[2].worst[0].shortfall == Approx(1 - 1.0 / 4));
}

}  // namespace gapmap
