// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "measure/measure.h"
#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::content_of;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

/// Everything in a result but the table `run`, and the QGIS project, which names the file; as SQL text.
std::string tables_of(const Scratch& scratch, const std::string& file) {
  const std::string dump = scratch.path("dump");
  const std::string command = "sqlite3 '" + scratch.path(file) +
                              "' .dump | grep -v -e 'INSERT INTO run VALUES' -e 'INSERT INTO qgis_projects' > '" +
                              dump + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  return content_of(dump);
}

}  // namespace

TEST_CASE("the sample: one command makes it, one checks it, and the tables do not depend on --jobs") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  const Ran one = run_gapmap(scratch, "check plan.toml -o one.gpkg --jobs 1");
  CHECK(one.status == 0);
  CHECK(one.err.empty());
  CHECK_THAT(one.out, Catch::Contains("Kindergarten within 300 m") && Catch::Contains("unmet") &&
                          Catch::Contains("Result: one.gpkg"));
  const Ran four = run_gapmap(scratch, "check plan.toml -o four.gpkg --jobs 4 --quiet");
  CHECK(four.status == 0);
  CHECK(four.err.empty());
  CHECK(four.out.empty());
  const std::string tables = tables_of(scratch, "one.gpkg");
  CHECK(tables.size() > 1000000);
  const bool is_same = tables == tables_of(scratch, "four.gpkg");  // too large to be shown
  CHECK(is_same);
}

TEST_CASE("the options of check, on the sample") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  SECTION("a result is not replaced without --overwrite, and nothing but it is left behind") {
    CHECK(run_gapmap(scratch, "check plan.toml -o one.gpkg --standard kindergarten-reach").status == 0);
    CHECK(run_gapmap(scratch, "check plan.toml -o one.gpkg --standard kindergarten-reach").status == 2);
    CHECK(run_gapmap(scratch, "check plan.toml -o one.gpkg --standard kindergarten-reach --overwrite").status == 0);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.folder()))
      files += entry.path().extension() == ".gpkg" ? 1 : 0;
    CHECK(files == 2);
  }
  SECTION("--json says what the table scores says") {
    const Ran ran = run_gapmap(scratch, "check plan.toml --json --standard toilet-density --lang zh");
    REQUIRE(ran.status == 0);
    const auto all = nlohmann::json::parse(ran.out);
    // The whole, 16 subdistricts, and the built-up land that juts out; the whole, 4 committees, and what is in none.
    CHECK(all["scores"].size() == 24);
    CHECK(all["scores"][0]["unit_code"] == "*");
    CHECK(all["scores"][0]["verdict"] == "met");
    CHECK(all["run"]["inputs"][0]["files"][0]["sha256"].get<std::string>().size() == 64);
  }
  SECTION("--maps draws a sheet a task, the same bytes each time") {
    REQUIRE(run_gapmap(scratch, "check plan.toml --maps one --task 5 --task 15 --quiet").status == 0);
    REQUIRE(run_gapmap(scratch, "check plan.toml --maps two --task 5 --task 15 --quiet --jobs 1").status == 0);
    for (const std::string name : {"task-05.png", "task-15.png"}) {
      const std::string picture = content_of(scratch.path("one/" + name));
      CHECK(picture.substr(1, 3) == "PNG");
      CHECK(picture.size() > 100000);
      CHECK(picture == content_of(scratch.path("two/" + name)));
    }
    CHECK(run_gapmap(scratch, "check plan.toml --maps one --task 5").status == 2);  // the picture exists
  }
  SECTION("--by adds the verdicts up: the same on the terminal, in JSON and in the result file") {
    const std::string some = "check plan.toml --task 5 --task 8 --task 12 ";
    const auto json = [&](const std::string& by) {
      return nlohmann::json::parse(run_gapmap(scratch, some + "--json --by " + by).out);
    };
    const auto departments = json("department"), tasks = json("task"), units = json("unit");
    std::map<std::string, int> verdicts;
    for (const auto& score : departments["scores"])
      if (score["unit_code"] == "*" && score["class"] == "" && score["partition"] == "subdistricts")
        ++verdicts[score["verdict"].is_null() ? "open" : score["verdict"].get<std::string>()];
    for (const std::string verdict : {"met", "unmet", "no_data", "open"}) {
      int by_task = 0;
      for (const auto& task : tasks["by_task"]) by_task += task[verdict].get<int>();
      CHECK(by_task == verdicts[verdict]);
    }
    CHECK(units["by_unit"].size() == 20);
    const auto& first = departments["by_department"][0];
    REQUIRE(run_gapmap(scratch, some + "-o by.gpkg --quiet").status == 0);
    CHECK(asked(scratch, "by.gpkg", "SELECT department, duty, met, unmet FROM departments WHERE fid = 1") ==
          fmt::format("{}|lead|{}|{}\n", first["department"].get<std::string>(), first["met"].get<int>(),
                      first["unmet"].get<int>()));
    CHECK(asked(scratch, "by.gpkg", "SELECT count(*), sum(worst_1 <> '') = sum(unmet > 0) FROM league") == "20|1\n");
    for (const std::string by : {"task", "department", "unit"}) {
      const Ran ran = run_gapmap(scratch, some + "--lang zh --by " + by);
      CHECK(ran.status == 0);
      CHECK_THAT(ran.out, Catch::Contains("各项不相加"));
    }
    CHECK(run_gapmap(scratch, some + "--by nobody").status == 2);
  }
  SECTION("--task and --standard choose; what is not in the plan is named") {
    const Ran task = run_gapmap(scratch, "check plan.toml --task 5 --json");
    const auto chosen = nlohmann::json::parse(task.out)["standards"];
    CHECK(chosen.size() > 10);
    for (const auto& standard : chosen) CHECK(standard["task"] == "5");
    const Ran wrong = run_gapmap(scratch, "check plan.toml --standard kindergarden");
    CHECK(wrong.status == 2);
    CHECK_THAT(wrong.err, Catch::Contains("kindergarden") && Catch::Contains("kindergarten-reach"));
  }
  SECTION("--layer rebinds, --strict fails on an unmet standard, --lang speaks Chinese") {
    std::filesystem::copy(scratch.path("district.gpkg"), scratch.path("other.gpkg"));
    const Ran rebound = run_gapmap(
        scratch, "check plan.toml --standard drinking-water --layer 'water_points=other.gpkg|toilets' --json");
    CHECK(rebound.status == 2);  // toilets have no field `installed`, which the condition names
    const Ran strict = run_gapmap(scratch, "check plan.toml --standard kindergarten-reach --strict --lang zh");
    CHECK(strict.status == 4);
    CHECK_THAT(strict.out, Catch::Contains("未达标") && Catch::Contains("幼儿园"));
  }
}

TEST_CASE("help and version") {
  const Scratch scratch;
  CHECK(run_gapmap(scratch, "--version").out == "gapmap 0.1.0\n");
  for (const std::string command : {"", "check ", "site ", "compare ", "report ", "plan ", "sample "})
    for (const std::string language : {"--lang zh", "--lang en"}) {
      const Ran ran = run_gapmap(scratch, command + (command.empty() ? "" : language + " ") + "--help");
      CAPTURE(command, language);
      CHECK(ran.status == 0);
      CHECK(ran.out.size() > 100);
    }
  CHECK(run_gapmap(scratch, "chekc").status == 2);
  CHECK(run_gapmap(scratch, "check").status == 2);
}

TEST_CASE("every measure's example runs on the sample district") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  const std::string sample = content_of(scratch.path("plan.toml"));
  const std::string header = sample.substr(0, sample.find("[[standard]]"));
  const std::string examples = run_gapmap(scratch, "plan measures").out;
  std::size_t count = 0;
  for (std::size_t at = examples.find("[[standard]]"); at != std::string::npos;
       at = examples.find("[[standard]]", at + 1)) {
    const std::string example = examples.substr(at, examples.find("\n\n", at) - at);
    scratch.write("example.toml", header + example + "\n");
    const Ran ran = run_gapmap(scratch, "check example.toml --json");
    CAPTURE(example, ran.err);
    REQUIRE(ran.status == 0);
    CHECK(nlohmann::json::parse(ran.out)["scores"][0]["value"].is_number());
    ++count;
  }
  CHECK(count == measures().size());
}

}  // namespace gapmap
