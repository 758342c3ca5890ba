// SPDX-License-Identifier: MIT
#include <catch2/catch.hpp>
#include <filesystem>

#include "base/error.h"
#include "output/geopackage.h"
#include "output/table.h"
#include "report/format.h"
#include "report/gpkg_geometry.h"
#include "run_program.h"

namespace gapmap {
namespace {

using tests::Scratch;

Layer drawn_layer() {
  TableBuilder table("areas", Shape::area, {text_field("name"), integer_field("rank"), number_field("people")});
  Geometries areas(Shape::area);
  const Point outer[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, hole[] = {{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}};
  areas.add_part(outer);
  areas.add_part(hole);
  areas.end_feature();
  table.geometry(areas, 0);
  table.text("name", "甲's \"<script>\"");
  table.integer("rank", -3);
  table.number("people", 0.1);
  table.end_row();
  table.no_geometry();
  table.missing_text("name");
  table.integer("rank", 7);
  table.number("people", NAN);
  table.end_row();
  return table.take();
}

}  // namespace

TEST_CASE("a table is read back as it was written, and the file is left alone") {
  const Scratch scratch;
  const std::string path = scratch.path("结果 #1?.gpkg");
  const Layer written = drawn_layer();
  GeoPackage file(path, false, Crs::parse("EPSG:4547"), Language::en, "2018-05-16T00:00:00Z");
  file.add({"areas", {"面", "Areas"}, {}, {}}, written);
  file.commit();
  const std::string bytes = tests::content_of(path);

  const ResultFile result(path);
  CHECK(result.crs() == "EPSG:4547");
  REQUIRE(result.has("areas"));
  CHECK_FALSE(result.has("scores"));
  CHECK(result.tables_like("are").size() == 1);
  const Layer read = result.read("areas");
  CHECK(read.geometries == written.geometries);
  CHECK(read.find("name")->text(0) == "甲's \"<script>\"");
  CHECK(read.find("name")->is_missing(1));
  CHECK(read.find("rank")->number(0) == -3);
  CHECK(read.find("people")->number(0) == 0.1);
  CHECK(read.find("people")->is_missing(1));
  CHECK(result.read("nothing").size() == 0);

  CHECK(tests::content_of(path) == bytes);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(scratch.folder())) ++files;
  CHECK(files == 1);
}

TEST_CASE("a result that others have changed is read as far as it can be") {
  const Scratch scratch;
  TableBuilder table("notes", Shape::none, {text_field("name")});
  table.text("name", "a");
  table.end_row();
  GeoPackage file(scratch.path("result.gpkg"), false, Crs::parse("EPSG:4547"), Language::en, "2018-05-16T00:00:00Z");
  file.add({"notes", {"注", "Notes"}, {}, {}}, table.take());
  file.commit();
  tests::asked(
      scratch, "result.gpkg",
      "UPDATE notes SET name = CAST(x'61ff' AS TEXT);"
      "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;"
      "INSERT INTO gpkg_contents(table_name, data_type, identifier) VALUES ('endless', 'attributes', 'endless')");
  const ResultFile result(scratch.path("result.gpkg"));
  CHECK_FALSE(result.has("endless"));
  CHECK(is_utf8(result.read("notes").find("name")->text(0)));
}

TEST_CASE("a geometry inside geometries without end is none") {
  std::vector<std::byte> blob{std::byte{'G'}, std::byte{'P'}, std::byte{0}, std::byte{1}};
  blob.resize(8);
  for (int depth = 0; depth < 200'000; ++depth)
    for (const int byte : {1, 4, 0, 0, 0, 1, 0, 0, 0}) blob.push_back(static_cast<std::byte>(byte));
  Geometries points(Shape::point);
  add_gpkg_feature(blob, points);
  REQUIRE(points.size() == 1);
  CHECK(points.is_null(0));
}

TEST_CASE("what is not a result file is an error that says so") {
  const Scratch scratch;
  CHECK_THROWS_AS(read_report_view(scratch.path("missing.gpkg")), Error);
  scratch.write("text.gpkg", "this is not a database, however long it may be");
  CHECK_THROWS_AS(read_report_view(scratch.path("text.gpkg")), Error);
  const tests::Ran none = tests::run_gapmap(scratch, "report missing.gpkg -o out");
  CHECK(none.status == 3);
  CHECK_THAT(none.err, Catch::Contains("missing.gpkg") && Catch::Contains("gapmap check"));
  GeoPackage file(scratch.path("other.gpkg"), false, Crs::parse("EPSG:4547"), Language::en, "2018-05-16T00:00:00Z");
  file.add({"areas", {"面", "Areas"}, {}, {}}, drawn_layer());
  file.commit();
  const tests::Ran other = tests::run_gapmap(scratch, "report other.gpkg -o out");
  CHECK(other.status == 3);
  CHECK_THAT(other.err, Catch::Contains("scores, standards, run"));
  CHECK_FALSE(std::filesystem::exists(scratch.path("out")));
}

TEST_CASE("report writes what is asked for, and replaces nothing unasked") {
  const Scratch scratch;
  REQUIRE(tests::run_gapmap(scratch, "sample -o . --quiet --scale 0.2").status == 0);
  REQUIRE(tests::run_gapmap(scratch, "check plan.toml -o result.gpkg --quiet").status == 0);
  CHECK(tests::run_gapmap(scratch, "report result.gpkg -o out --only pdff").status == 2);
  const tests::Ran first = tests::run_gapmap(scratch, "report result.gpkg -o out --only html");
  CHECK(first.status == 0);
  CHECK(first.err.empty());
  CHECK_THAT(first.out, Catch::Contains("report.html"));
  const std::string page = tests::content_of(scratch.path("out/report.html"));
  CHECK(tests::run_gapmap(scratch, "report result.gpkg -o out --only html").status == 2);
  CHECK(tests::run_gapmap(scratch, "report result.gpkg -o out --only html --overwrite --jobs 1").status == 0);
  CHECK(tests::content_of(scratch.path("out/report.html")) == page);
}

}  // namespace gapmap
