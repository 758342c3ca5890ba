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

TEST_CASE("names that are long, broken or look like code stay words on one page") {
  const Scratch scratch;
  // As JSON writes it: with a quoted word and a new line.
  std::string name = R"(<script>alert(1)</script> \"q\" =cmd()|'/c calc'!A1 [% 1 + 1 %] \n)";
  for (int i = 0; i < 500; ++i) name += "长";
  const auto square = [&](const std::string& code, const std::string& named, int x) {
    const std::string low = std::to_string(x), high = std::to_string(x + 1);
    return R"({"type":"Feature","properties":{"code":")" + code + R"(","name":")" + named +
           R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + low + ",0],[" + high + ",0],[" + high + ",1],[" +
           low + ",1],[" + low + ",0]]]}}";
  };
  scratch.write("units.geojson", R"({"type":"FeatureCollection","features":[)" + square("1", name, 0) + "," +
                                     square("2", "=SUM(A1)", 1) + "]}");
  scratch.write("homes.csv", "x,y,people\n0.2,0.2,10\n0.8,0.8,20\n1.5,0.5,30\n0.3,0.7,5\n");
  scratch.write("shops.csv", "x,y\n1.5,0.5\n");
  scratch.write("plan.toml", R"toml(gapmap = 1
id = "evil"
title = {zh = "计划", en = "<b>Plan</b>"}
crs = "EPSG:32631"
units = {layer = "units", code = "code", name = "name"}
[layers]
units = {source = "units.geojson"}
homes = {source = "homes.csv", x = "x", y = "y", crs = "EPSG:4326", weight = "people"}
shops = {source = "shops.csv", x = "x", y = "y", crs = "EPSG:4326"}
[[standard]]
id = "near"
task = 1
title = {zh = "商店", en = "<script>Shops</script>"}
measure = "reach"
demand = "homes"
supply = "shops"
within = 500
target = {min = 1}
lead = "=HYPERLINK(1)"
)toml");
  REQUIRE(run_gapmap(scratch, "check plan.toml -o r.gpkg --lang en --quiet").status == 0);
  REQUIRE(run_gapmap(scratch, "report r.gpkg -o out --only sheets --lang en --quiet").status == 0);
  if (std::system("command -v pdftotext pdfinfo >/dev/null") != 0) {
    WARN("SKIPPED: poppler-utils is not installed");
    return;
  }
  for (const std::string sheet : {"task-01", "overview", "unit-1", "unit-2"}) {
    CAPTURE(sheet);
    const std::string pdf = scratch.path("out/sheets/" + sheet + ".pdf");
    CHECK(output_of("pdfinfo '" + pdf + "' | grep -c '^Pages: *1$'", scratch) == "1\n");
    const std::string words = output_of("pdftotext '" + pdf + "' -", scratch);
    CHECK(words.find("=SUM(A1)") != std::string::npos);
    CHECK(words.find("<script>") != std::string::npos);
    CHECK(words.find("EPSG:32631") != std::string::npos);  // the foot is still there
  }
}

}  // namespace gapmap
