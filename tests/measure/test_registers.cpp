// SPDX-License-Identifier: MIT
// Registers: records without geometry count for the whole plan area, and for the unit that they name.
#include <catch2/catch.hpp>

#include "town.h"

namespace gapmap {
namespace {

using tests::Town;

/// Two units; their codes are old ones of each other's neighbours.
Town two_towns() {
  Town town;
  town.units({{"001", {{0, 0}, {1000, 1000}}}, {"002", {{1000, 0}, {2000, 1000}}}})
      .unit_names({"德化街街道", "侯寨乡"});
  return town;
}

const Score& row_of(const std::vector<Score>& scores, const std::string& code) {
  for (const Score& score : scores)
    if (score.unit_code == code) return score;
  throw std::runtime_error("no row " + code);
}

std::size_t count_of(const Issues& issues, const std::string& code) {
  return static_cast<std::size_t>(
      std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; }));
}

}  // namespace

TEST_CASE("a register without units counts in the whole area and in no unit") {
  Town town = two_towns();
  town.records("projects", {{5, "done"}, {3, "open"}, {2, "done"}});
  const auto total = town.scores("measure = 'total'\nlayer = 'projects'\nof = 'n'\ntarget = {min = 12}\n");
  CHECK(row_of(total, "*").value == 10);
  CHECK(row_of(total, "*").missing == 2);
  CHECK(row_of(total, "?").value == 10);
  CHECK_FALSE(row_of(total, "?").verdict.has_value());
  CHECK(row_of(total, "001").value == 0);
  const auto share =
      town.scores("measure = 'share'\nlayer = 'projects'\nwhere = \"kind = 'done'\"\ntarget = {min = 1}\n");
  CHECK(row_of(share, "*").value == Approx(2.0 / 3));
  CHECK(row_of(share, "001").verdict == Verdict::no_data);  // no record of it is known to lie there
}

TEST_CASE("a register joins its units by name, else by code, and says where they disagree") {
  Town town = two_towns();
  town.records("projects", {{1}, {2}, {4}, {8}, {16}, {32}})
      .column("projects", "街道", {"德化街街道办事处", " 侯寨乡", "德化街", "", "解放路街道", ""})
      .column("projects", "代码", {"001", "001", "", "002", "001", ""})
      .unit_fields("projects", "街道", "代码");
  const Reading reading = town.read("measure = 'total'\nlayer = 'projects'\nof = 'n'\n");
  const Tally& tally = reading.tallies[0];
  CHECK(tally.of(0).part == 1 + 4);    // an office's name is its subdistrict's
  CHECK(tally.of(1).part == 2 + 8);    // the name decides over code 001; the code alone will do
  CHECK(tally.of(3).part == 16 + 32);  // a name of no unit is not overruled by a code
  CHECK(count_of(reading.issues, "U301") == 2);
  CHECK(count_of(reading.issues, "U302") == 1);
}

TEST_CASE("a register may name its units by code alone") {
  Town town = two_towns();
  town.records("projects", {{1}, {2}}).column("projects", "unit", {"002", "001"}).unit_fields("projects", "unit");
  const Tally tally = town.read("measure = 'total'\nlayer = 'projects'\nof = 'n'\n").tallies[0];
  CHECK(tally.of(0).part == 2);
  CHECK(tally.of(1).part == 1);
}

TEST_CASE("without units a register is the whole") {
  Town town;
  town.records("projects", {{5}, {3}});
  const auto scores = town.scores("measure = 'total'\nlayer = 'projects'\n");
  REQUIRE(scores.size() == 1);
  CHECK(scores[0].value == 2);
}

TEST_CASE("ratio: a register over people on the map") {
  Town town = two_towns();
  town.records("beds", {{30}}).points("homes", {{{5, 5}, 1000}, {{1500, 5}, 500}});
  const auto scores = town.scores(
      "measure = 'ratio'\nnumerator = {layer = 'beds', of = 'n'}\ndenominator = {layer = 'homes', of = 'n'}\nper = "
      "1000\n");
  CHECK(row_of(scores, "*").value == Approx(20));  // 30 beds for 1,500 people
}

TEST_CASE("milestone: projects at their stage by the date, the late ones as gaps") {
  Town town = two_towns();
  town.records("projects", {{1, "done"}, {1, "done"}, {1, "open"}, {1, "done"}})
      .column("projects", "finished", {"2018-12-31", "2019-01-01", "", ""})
      .column("projects", "name", {"甲", "乙", "丙", "丁"});
  const std::string keys = "measure = 'milestone'\nlayer = 'projects'\nwhere = \"kind = 'done'\"\ntarget = {min = 1}\n";
  CHECK(row_of(town.scores(keys), "*").value == 0.75);
  const std::string dated = keys + "date = 'finished'\ndeadline = 2018-12-31\n";
  CHECK(row_of(town.scores(dated), "*").value == 0.5);  // the first, and the one of which no date is known
  const Reading reading = town.read(dated);
  CHECK(reading.gap->feature == std::vector<std::int64_t>{2, 3});
  CHECK(std::get<Texts>(reading.gap->more.front().values) == std::vector<std::string>{"2019-01-01", ""});
  CHECK(row_of(town.scores(dated), "*").missing == 2);
}

TEST_CASE("milestone: a project that the register lacks is not done; none of them is no data") {
  Town town = two_towns();
  town.records("projects", {{1, "done"}, {1, "open"}}).column("projects", "name", {"甲", "乙"});
  const std::string keys =
      "measure = 'milestone'\nlayer = 'projects'\nwhere = \"kind = 'done'\"\ntarget = {min = 1}\nnamed = ";
  const auto scores = town.scores(keys + "['甲', '戊']\n");
  CHECK(row_of(scores, "*").value == 0.5);
  CHECK(count_of(town.read(keys + "['甲', '戊']\n").issues, "V105") == 1);
  CHECK(row_of(town.scores(keys + "['甲']\n"), "*").verdict == Verdict::met);
  CHECK(row_of(town.scores(keys + "['己', '戊']\n"), "*").verdict == Verdict::no_data);
}

TEST_CASE("thresholds beside the target are reached or not") {
  Town town;
  town.records("lamps", {{1, "lit"}, {1, "lit"}, {1, "lit"}, {1, "lit"}, {1, "dark"}});
  const auto scores = town.scores(
      "measure = 'share'\nlayer = 'lamps'\nwhere = \"kind = 'lit'\"\ntarget = {min = 1}\nshown = [0.8, 0.85]\n");
  REQUIRE(scores[0].shown.size() == 2);
  CHECK(scores[0].shown[0].is_met);
  CHECK_FALSE(scores[0].shown[1].is_met);
}

}  // namespace gapmap
