// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::content_of;
using tests::run_gapmap;
using tests::Scratch;

std::string output_of(const std::string& command, const Scratch& scratch) {
  const std::string out = scratch.path("tool");
  if (std::system((command + " >'" + out + "' 2>/dev/null").c_str()) != 0) return {};
  return content_of(out);
}

}  // namespace

TEST_CASE("sheets: searchable text, embedded fonts, the same bytes again, the same as right after the check") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o r.gpkg --task 6 --task 15 --maps maps --lang zh --quiet").status ==
          0);
  REQUIRE(run_gapmap(scratch, "report r.gpkg -o one --only sheets --lang zh --quiet").status == 0);
  REQUIRE(run_gapmap(scratch, "report r.gpkg -o two --only sheets --lang zh --quiet --jobs 1").status == 0);
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path("one/sheets"))) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    CHECK(content_of(entry.path().string()) == content_of(scratch.path("two/sheets/" + name)));
    ++count;
  }
  CHECK(count == 2 + 2 * 2 + 16);  // the overview, two tasks, sixteen units
  CHECK(content_of(scratch.path("maps/task-15.png")) == content_of(scratch.path("one/sheets/task-15.png")));
  CHECK(run_gapmap(scratch, "report r.gpkg -o one --only sheets").status == 2);  // they exist

  if (std::system("command -v pdftotext pdffonts >/dev/null") != 0) {
    WARN("SKIPPED: poppler-utils is not installed");
    return;
  }
  const std::string names =
      output_of("sqlite3 '" + scratch.path("r.gpkg") + "' 'SELECT unit_name FROM units_subdistricts'", scratch);
  for (const std::string sheet : {"task-06", "task-15", "overview"}) {
    const std::string pdf = scratch.path("one/sheets/" + sheet + ".pdf");
    const std::string words = output_of("pdftotext '" + pdf + "' -", scratch);
    std::istringstream lines(names);
    for (std::string name; std::getline(lines, name);) {
      CAPTURE(sheet, name);
      CHECK(words.find(name) != std::string::npos);
    }
    const std::string fonts = output_of("pdffonts '" + pdf + "' | tail -n +3 | awk '{print $(NF-4) $(NF-2)}'", scratch);
    CHECK(fonts.size() > 5);
    CHECK(fonts.find("no") == std::string::npos);
  }
}

}  // namespace gapmap
