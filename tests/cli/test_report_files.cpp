// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>

#include "run_program.h"

namespace gapmap {
namespace {

using tests::asked;
using tests::content_of;
using tests::Ran;
using tests::run_gapmap;
using tests::Scratch;

/// What a file inside a zip archive holds.
std::string inside(const Scratch& scratch, const std::string& archive, const std::string& name) {
  const std::string out = scratch.path("inside");
  const std::string script =
      "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())";
  const std::string command = "/usr/bin/python3 -c '" + script + "' '" + archive + "' '" + name + "' >'" + out + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  return content_of(out);
}

}  // namespace

TEST_CASE("workbook and written report: complete, harmless, the same bytes again") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  // A title as an attacker would write it.
  std::string plan = content_of(scratch.path("plan.toml"));
  const std::string title = "幼儿园服务半径 300 米";
  REQUIRE(plan.find(title) != std::string::npos);
  plan.replace(plan.find(title), title.size(), "=cmd()|'/c calc'!A1 <script>alert(1)</script> **粗**");
  scratch.write("evil.toml", plan);
  REQUIRE(run_gapmap(scratch, "check evil.toml -o r.gpkg --task 5 --task '3(2)' --lang zh --quiet").status == 0);
  const Ran ran = run_gapmap(scratch, "report r.gpkg -o one --only xlsx --only document --lang zh");
  REQUIRE(ran.status == 0);
  REQUIRE(run_gapmap(scratch, "report r.gpkg -o two --only xlsx --only document --lang zh").status == 0);
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path("one"))) {
    const std::string name = entry.path().filename().string();
    CAPTURE(name);
    CHECK(content_of(entry.path().string()) == content_of(scratch.path("two/" + name)));
  }

  const std::string book = scratch.path("one/scores.xlsx");
  const std::string sheets = inside(scratch, book, "xl/workbook.xml");
  for (const std::string name : {"总表", "任务 5", "任务 3(2)", "按单元", "按责任单位", "数据问题"}) {
    CAPTURE(name);
    CHECK(sheets.find("name=\"" + name + "\"") != std::string::npos);
  }
  const std::string summary = inside(scratch, book, "xl/worksheets/sheet1.xml");
  CHECK(summary.find("<f>") == std::string::npos);  // no formula
  CHECK(summary.find("state=\"frozen\"") != std::string::npos);
  CHECK(summary.find("<autoFilter") != std::string::npos);
  CHECK(summary.find("<conditionalFormatting") != std::string::npos);
  const std::string words = inside(scratch, book, "xl/sharedStrings.xml");
  CHECK(words.find("&lt;script&gt;") != std::string::npos);
  CHECK(words.find("<t>410103001</t>") != std::string::npos);  // a code is text

  const std::string report = content_of(scratch.path("one/report.md"));
  CHECK(report.find("# 一、总体结论") != std::string::npos);
  CHECK(report.find("# 一、总体结论") < report.find("# 二、指标现状与目标"));
  CHECK(report.find("\\<script\\>") != std::string::npos);
  CHECK(report.find("\\*\\*粗\\*\\*") != std::string::npos);
  if (std::system("command -v pandoc >/dev/null") != 0) {
    CHECK(ran.out.find("pandoc") != std::string::npos);
    WARN("SKIPPED: pandoc is not installed");
    return;
  }
  const std::string document = inside(scratch, scratch.path("one/report.docx"), "word/document.xml");
  CHECK(document.find("总体结论") != std::string::npos);
  CHECK(document.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("restyle mends a renamed result, and only a result") {
  const Scratch scratch;
  REQUIRE(run_gapmap(scratch, "sample -o . --quiet").status == 0);
  REQUIRE(run_gapmap(scratch, "check plan.toml -o a.gpkg --task 6 --quiet").status == 0);
  std::filesystem::copy(scratch.path("a.gpkg"), scratch.path("b.gpkg"));
  std::filesystem::copy(scratch.path("a.gpkg"), scratch.path("c.gpkg"));
  const auto project = [&](const std::string& file) {
    return asked(scratch, file, "SELECT content FROM qgis_projects");
  };
  const std::string before = project("a.gpkg");
  CHECK(before.starts_with("504b0304"));  // a zip archive, in hexadecimal
  REQUIRE(run_gapmap(scratch, "restyle a.gpkg").status == 0);
  CHECK(project("a.gpkg") == before);  // nothing to mend
  const Ran ran = run_gapmap(scratch, "restyle b.gpkg");
  CHECK(ran.status == 0);
  CHECK_THAT(ran.out, Catch::Contains("geopackage:b.gpkg?projectName=gapmap"));
  CHECK(project("b.gpkg") != before);
  CHECK(run_gapmap(scratch, "restyle none.gpkg").status == 3);
  CHECK(run_gapmap(scratch, "restyle plan.toml").status == 3);
  CHECK(run_gapmap(scratch, "restyle district.gpkg").status == 3);
  std::filesystem::resize_file(scratch.path("b.gpkg"), 20'000);
  CHECK(run_gapmap(scratch, "restyle b.gpkg").status == 3);
  CHECK_FALSE(std::filesystem::exists(scratch.path("a.gpkg-journal")));
}

}  // namespace gapmap
