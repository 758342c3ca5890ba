// SPDX-License-Identifier: MIT
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "output/geopackage.h"
#include "output/result_styles.h"
#include "output/style.h"

using namespace gapmap;
namespace fs = std::filesystem;

namespace {

/// A folder that vanishes after the test.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "gapmap-测试-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
  fs::path path;
};

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream all;
  all << stream.rdbuf();
  return all.str();
}

/// The first column of all rows, one a line.
std::string ask(const fs::path& file, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  std::string answer;
  const auto collect = [](void* all, int, char** values, char**) {
    auto& text = *static_cast<std::string*>(all);
    if (!text.empty()) text += '\n';
    text += values[0] ? values[0] : "NULL";
    return 0;
  };
  char* problem = nullptr;
  sqlite3_exec(database, sql.c_str(), collect, &answer, &problem);
  if (problem) answer += problem;
  sqlite3_free(problem);
  sqlite3_close(database);
  return answer;
}

GDALDatasetUniquePtr open(const fs::path& file) {
  GDALAllRegister();
  return GDALDatasetUniquePtr(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
}

std::vector<Point> square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

std::vector<Point> hole(double x, double y, double side) {
  return {{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}};
}

/// Row and column as x and y, with a number and a text for each.
Layer grid(int side, double spacing = 10) {
  Layer layer;
  layer.geometries = Geometries(Shape::point);
  Column number{"people", Numbers{}, {}}, text{"unit_name", Texts{}, {}}, count{"rank", Integers{}, {}};
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      layer.ids.push_back(100 + row * side + column);
      layer.geometries.add_point({460000 + column * spacing, 3840000 + row * spacing});
      std::get<Numbers>(number.values).push_back(row + 0.25);
      std::get<Texts>(text.values).push_back("街道" + std::to_string(row));
      std::get<Integers>(count.values).push_back(column);
    }
  }
  layer.columns = {number, text, count};
  return layer;
}

Layer areas() {
  Layer layer;
  layer.ids = {7, 3, 5};
  layer.geometries = Geometries(Shape::area);
  layer.geometries.add_part(square(0, 0, 10));  // a polygon with two holes, and another one
  layer.geometries.add_part(hole(2, 2, 2));
  layer.geometries.add_part(hole(6, 6, 2));
  layer.geometries.add_part(square(20, 0, 5));
  layer.geometries.end_feature();
  layer.geometries.end_feature();  // no geometry
  layer.geometries.add_feature(square(100, 100, 1));
  Column name{"name", Texts{"it's \"quoted\"; DROP TABLE", "🏫 幼儿园", ""}, {}};
  Column value{"value", Numbers{1.5, std::nan(""), 0.1 + 0.2}, {}};
  Column whole{"amount", Integers{1LL << 60, -1, 0}, {}};
  name.set_missing(2);
  whole.set_missing(2);
  layer.columns = {name, value, whole};
  return layer;
}

GeoPackage writer(const fs::path& file, bool overwrite = false, const char* crs = "EPSG:4547",
                  Language language = Language::zh) {
  return GeoPackage(file, overwrite, Crs::parse(crs), language, "2026-11-24T02:46:02Z");
}

void write(const fs::path& file, const Layer& layer, const TableInfo& info = {"things", {"东西", "Things"}, {}, ""},
           const char* crs = "EPSG:4547", bool keep_ids = false) {
  GeoPackage package = writer(file, false, crs);
  package.add(info, layer, keep_ids);
  package.commit();
}

template <typename Work>
Error error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return Error(Fault::plan, {});
}

}  // namespace

TEST_CASE("GDAL reads back layers, types, values and the system") {
  const Folder folder;
  const fs::path file = folder.path / "结果.gpkg";
  {
    GeoPackage package = writer(file);
    package.add({"points", {"点", "Points"}, {"说明", "Words"}, ""}, grid(4));
    package.add({"areas", {"面", "Areas"}, {}, ""}, areas(), true);
    Layer table;
    table.ids = {1};
    table.geometries.end_feature();
    table.columns = {Column{"standard_id", Texts{"a"}, {}}};
    package.add({"scores", {"得分", "Scores"}, {}, ""}, table);
    package.commit();
  }
  CHECK(folder.file_count() == 1);
  const auto data = open(file);
  REQUIRE(data);
  CHECK(data->GetLayerCount() == 3);

  OGRLayer* const points = data->GetLayerByName("points");
  REQUIRE(points);
  CHECK(points->GetFeatureCount() == 16);
  CHECK(points->GetGeomType() == wkbPoint);
  CHECK(std::string(points->GetSpatialRef()->GetAuthorityCode(nullptr)) == "4547");
  CHECK(points->TestCapability(OLCFastSpatialFilter));
  CHECK(std::string(points->GetMetadataItem("IDENTIFIER")) == "点");
  CHECK(std::string(points->GetMetadataItem("DESCRIPTION")) == "说明");
  const OGRFeatureDefn& fields = *points->GetLayerDefn();
  CHECK(fields.GetFieldDefn(0)->GetType() == OFTReal);
  CHECK(fields.GetFieldDefn(1)->GetType() == OFTString);
  CHECK(fields.GetFieldDefn(2)->GetType() == OFTInteger64);
  const OGRFeatureUniquePtr sixth(points->GetFeature(6));  // row 1, column 1
  CHECK(sixth->GetGeometryRef()->toPoint()->getX() == 460010);
  CHECK(sixth->GetGeometryRef()->toPoint()->getY() == 3840010);
  CHECK(sixth->GetFieldAsDouble("people") == 1.25);
  CHECK(std::string(sixth->GetFieldAsString("unit_name")) == "街道1");

  OGRLayer* const polygons = data->GetLayerByName("areas");
  REQUIRE(polygons);
  CHECK(polygons->GetGeomType() == wkbMultiPolygon);
  const OGRFeatureUniquePtr first(polygons->GetFeature(7)), second(polygons->GetFeature(3)),
      third(polygons->GetFeature(5));
  REQUIRE((first && second && third));
  const OGRMultiPolygon* const many = first->GetGeometryRef()->toMultiPolygon();
  CHECK(many->getNumGeometries() == 2);
  CHECK(many->getGeometryRef(0)->getNumInteriorRings() == 2);
  CHECK(many->get_Area() == Approx(100 - 4 - 4 + 25));
  CHECK(many->IsValid());
  CHECK(second->GetGeometryRef() == nullptr);
  CHECK(std::string(first->GetFieldAsString("name")) == "it's \"quoted\"; DROP TABLE");
  CHECK(std::string(second->GetFieldAsString("name")) == "🏫 幼儿园");
  CHECK(third->IsFieldNull(third->GetFieldIndex("name")));
  CHECK(second->IsFieldNull(second->GetFieldIndex("value")));
  CHECK(third->GetFieldAsDouble("value") == 0.1 + 0.2);
  CHECK(first->GetFieldAsInteger64("amount") == 1LL << 60);
  CHECK(third->IsFieldNull(third->GetFieldIndex("amount")));

  OGRLayer* const scores = data->GetLayerByName("scores");
  REQUIRE(scores);
  CHECK(scores->GetGeomType() == wkbNone);
}

TEST_CASE("the declared type fits every feature of a layer") {
  const Folder folder;
  Layer clusters;
  clusters.ids = {1, 2};
  clusters.geometries = Geometries(Shape::point);
  clusters.geometries.add_vertex({1, 2});
  clusters.geometries.end_part();
  clusters.geometries.add_vertex({3, 4});
  clusters.geometries.end_part();
  clusters.geometries.end_feature();
  clusters.geometries.add_point({5, 6});
  write(folder.path / "clusters.gpkg", clusters);

  Layer streets;
  streets.ids = {1};
  streets.geometries = Geometries(Shape::line);
  streets.geometries.add_part(std::vector<Point>{{0, 0}, {3, 4}});
  streets.geometries.add_part(std::vector<Point>{{10, 10}, {10, 11}, {11, 11}});
  streets.geometries.end_feature();
  write(folder.path / "streets.gpkg", streets);

  const auto points = open(folder.path / "clusters.gpkg"), lines = open(folder.path / "streets.gpkg");
  CHECK(points->GetLayer(0)->GetGeomType() == wkbMultiPoint);
  const OGRFeatureUniquePtr both(points->GetLayer(0)->GetFeature(1)), one(points->GetLayer(0)->GetFeature(2));
  CHECK(both->GetGeometryRef()->toMultiPoint()->getNumGeometries() == 2);
  CHECK(both->GetGeometryRef()->toMultiPoint()->getGeometryRef(1)->getY() == 4);
  CHECK(wkbFlatten(one->GetGeometryRef()->getGeometryType()) == wkbMultiPoint);
  CHECK(lines->GetLayer(0)->GetGeomType() == wkbMultiLineString);
  const OGRFeatureUniquePtr street(lines->GetLayer(0)->GetFeature(1));
  CHECK(street->GetGeometryRef()->toMultiLineString()->get_Length() == 7);
}

TEST_CASE("the packed index is what SQLite itself would accept, and finds the right features") {
  const Folder folder;
  // One node, a full node, two nodes, two levels, three levels (51 * 51 = 2601).
  for (const int side : {0, 1, 7, 8, 50, 51, 52, 60}) {
    const fs::path file = folder.path / (std::to_string(side) + ".gpkg");
    write(file, grid(side));
    CHECK(ask(file, "SELECT rtreecheck('rtree_things_geom')") == "ok");
    CHECK(ask(file, "PRAGMA integrity_check") == "ok");
    CHECK(ask(file, "PRAGMA foreign_key_check").empty());
    CHECK(ask(file, "SELECT count(*) FROM rtree_things_geom") == std::to_string(side * side));
    const auto data = open(file);
    OGRLayer& layer = *data->GetLayer(0);
    layer.SetSpatialFilterRect(459995, 3840015, 460035, 3840055);  // columns 0..3, rows 2..5
    const int columns = std::min(side, 4), rows = std::max(0, std::min(side, 6) - 2);
    CHECK(layer.GetFeatureCount() == columns * rows);
  }
}

TEST_CASE("other programs may edit the file, and its index and count follow") {
  const Folder folder;
  const fs::path file = folder.path / "edited.gpkg";
  write(file, grid(60));
  {
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    REQUIRE(data);
    OGRLayer& layer = *data->GetLayer(0);
    REQUIRE(layer.StartTransaction() == OGRERR_NONE);
    for (int number = 0; number < 500; ++number) {
      OGRFeature feature(layer.GetLayerDefn());
      OGRPoint point(460000 + number, 3839000);
      feature.SetGeometry(&point);
      REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
    }
    for (int id = 1; id <= 1000; ++id) REQUIRE(layer.DeleteFeature(id) == OGRERR_NONE);
    REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
  }
  CHECK(ask(file, "SELECT rtreecheck('rtree_things_geom')") == "ok");
  CHECK(ask(file, "SELECT count(*) FROM rtree_things_geom") == "3100");
  CHECK(ask(file, "SELECT feature_count FROM gpkg_ogr_contents") == "3100");
}

TEST_CASE("triggers and counters stand in the file as SQLite's own statements would have put them there") {
  const Folder folder;
  const fs::path file = folder.path / "points.gpkg", twin = folder.path / "twin.db";
  {
    GeoPackage package = writer(file);
    package.add({"odd \"name\"", {"怪", "Odd"}, {}, ""}, grid(4));
    package.add({"kept", {"点", "Points"}, {}, ""}, areas(), true);
    package.commit();
  }
  const std::string list =
      "SELECT name || tbl_name || rootpage || sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name";
  const std::string triggers = ask(file, list);
  CHECK(ask(file, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == "16");  // 6 + 2 a table
  const std::string all =
      ask(file,
          "SELECT group_concat(sql || ';', char(10)) FROM "
          "(SELECT sql FROM sqlite_master WHERE type IN ('table', 'trigger') AND sql NOT LIKE '%rtree_node%' "
          "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'rtree%_node' AND name NOT LIKE "
          "'rtree%_rowid' AND name NOT LIKE 'rtree%_parent' ORDER BY type, rowid)");
  sqlite3* database = nullptr;
  sqlite3_open(twin.c_str(), &database);
  REQUIRE(sqlite3_exec(database, all.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  CHECK(ask(twin, list) == triggers);
  // The highest fid ever given: 16 points, and the areas' own ids 7, 3 and 5.
  CHECK(ask(file, "SELECT name || ' ' || seq FROM sqlite_sequence ORDER BY name") == "kept 7\nodd \"name\" 16");
  CHECK(ask(file, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("the file says that it is a GeoPackage 1.3 and holds no journal") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  write(file, grid(3));
  CHECK(ask(file, "PRAGMA application_id") == std::to_string(0x47504B47));
  CHECK(ask(file, "PRAGMA user_version") == "10300");
  CHECK(ask(file, "PRAGMA journal_mode") == "delete");
  CHECK(ask(file, "PRAGMA page_size") == "4096");
  CHECK(ask(file, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1") == "-1\n0\n4326\n4547");
  CHECK(ask(file, "SELECT last_change FROM gpkg_contents") == "2026-11-24T02:46:02.000Z");
  CHECK(ask(file, "SELECT max_x FROM gpkg_contents") == "460020.0");
  CHECK(ask(file, "SELECT extension_name FROM gpkg_extensions WHERE table_name = 'things'") == "gpkg_rtree_index");
  CHECK(ask(file, "SELECT title FROM gpkg_data_columns WHERE column_name = 'people'") == "人数（人）");
}

TEST_CASE("a system without a code gets a number of its own") {
  const Folder folder;
  const fs::path file = folder.path / "local.gpkg";
  write(file, grid(2), {"things", {}, {}, ""},
        "+proj=tmerc +lat_0=0 +lon_0=113.7 +k=1 +x_0=50000 +y_0=-3000000 +ellps=GRS80 +units=m +type=crs");
  CHECK(ask(file, "SELECT srs_id FROM gpkg_geometry_columns") == "100000");
  CHECK(ask(file, "SELECT organization FROM gpkg_spatial_ref_sys WHERE srs_id = 100000") == "NONE");
  const auto data = open(file);
  CHECK(data->GetLayer(0)->GetSpatialRef()->GetProjParm(SRS_PP_CENTRAL_MERIDIAN) == 113.7);
}

TEST_CASE("same content, same bytes") {
  const Folder folder;
  for (const char* const name : {"a.gpkg", "b.gpkg"}) {
    write(folder.path / name, grid(60), {"things", {"东西", "Things"}, {}, gap_style(Shape::point, Language::zh)});
  }
  CHECK(bytes_of(folder.path / "a.gpkg") == bytes_of(folder.path / "b.gpkg"));
}

TEST_CASE("identifiers and names that collide are told apart") {
  const Folder folder;
  const fs::path file = folder.path / "same.gpkg";
  Layer odd = grid(2);
  odd.columns[0].name = "FID";
  odd.columns[1].name = "geom";
  odd.columns[2].name = "a \"b\"; c";
  GeoPackage package = writer(file);
  package.add({"one", {"缺口", "Gaps"}, {}, ""}, odd);
  package.add({"two", {"缺口", "Gaps"}, {}, ""}, odd);
  package.add({"layer's \"x\"", {}, {}, ""}, odd);
  package.commit();
  CHECK(ask(file, "SELECT identifier FROM gpkg_contents ORDER BY rowid") == "缺口\n缺口 (two)\nlayer's \"x\"");
  const auto data = open(file);
  CHECK(data->GetLayerCount() == 3);
  CHECK(std::string(data->GetLayer(2)->GetGeometryColumn()) == "geom_2");
  CHECK(data->GetLayer(2)->GetLayerDefn()->GetFieldIndex("a \"b\"; c") >= 0);
  CHECK(ask(file, "SELECT rtreecheck('rtree_layer''s \"x\"_geom_2')") == "ok");
}

TEST_CASE("styles are registered as QGIS looks for them") {
  const Folder folder;
  const fs::path file = folder.path / "styled.gpkg";
  write(file, grid(2), {"gap_x", {"缺口", "Gaps"}, {}, gap_style(Shape::point, Language::zh)});
  CHECK(ask(file, "SELECT f_table_name || ' ' || f_geometry_column || ' ' || useAsDefault FROM layer_styles") ==
        "gap_x geom 1");
  CHECK(ask(file, "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'") == "attributes");
  CHECK(ask(file, "SELECT styleQML FROM layer_styles").find("graduatedSymbol") != std::string::npos);
}

TEST_CASE("what goes into a style is escaped") {
  CHECK(xml_escaped("<a & \"b\"> 'c'\n\x01") == "&lt;a &amp; &quot;b&quot;&gt; &apos;c&apos;&#10;");
  Style style;
  style.shape = Shape::area;
  style.field = "kind";
  style.classes = {{"a\"/><evil", {"中 & 文", "a < b"}, "#0072b2"}};
  const std::string text = qml(style, Language::zh);
  CHECK(text.find("value=\"a&quot;/&gt;&lt;evil\" label=\"中 &amp; 文\"") != std::string::npos);
  CHECK(text.find("0,114,178,255") != std::string::npos);
  CHECK(text.find("<evil") == std::string::npos);
}

TEST_CASE("without commit nothing is left behind, and the old file stays") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  {
    GeoPackage package = writer(file);
    package.add({"things", {}, {}, ""}, grid(3));
    CHECK_FALSE(fs::exists(file));
  }
  CHECK(folder.file_count() == 0);
  std::ofstream(file) << "old";
  {
    GeoPackage package = writer(file, true);
    package.add({"things", {}, {}, ""}, grid(3));
  }
  CHECK(bytes_of(file) == "old");
  {
    GeoPackage package = writer(file, true);
    package.add({"things", {}, {}, ""}, grid(3));
    package.commit();
  }
  CHECK(bytes_of(file).starts_with("SQLite format 3"));
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a file that exists is only replaced when told so") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  std::ofstream(file) << "old";
  const Error error = error_of([&] { writer(file); });
  CHECK(error.fault() == Fault::usage);
  CHECK(error.hint().zh.find("--overwrite") != std::string::npos);
  CHECK(bytes_of(file) == "old");
  CHECK(error_of([&] { writer(folder.path, true); }).fault() == Fault::usage);

  // One that appears meanwhile is not lost either.
  const fs::path late = folder.path / "late.gpkg";
  GeoPackage package = writer(late);
  std::ofstream(late) << "somebody's";
  CHECK(error_of([&] { package.commit(); }).fault() == Fault::usage);
  CHECK(bytes_of(late) == "somebody's");
}

TEST_CASE("another program's journal is not played into the new file") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  std::ofstream(file) << "old";
  std::ofstream(folder.path / "a.gpkg-journal") << "old";
  std::ofstream(folder.path / "a.gpkg-wal") << "old";
  GeoPackage package = writer(file, true);
  package.commit();
  CHECK(folder.file_count() == 1);
}

TEST_CASE("a folder that cannot be written is said so") {
  const Folder folder;
  CHECK(error_of([&] { writer(folder.path / "none" / "a.gpkg"); }).fault() == Fault::output);
  CHECK(error_of([&] { writer("/proc/a.gpkg"); }).fault() == Fault::output);
  if (::geteuid() == 0) return;  // root may write anywhere
  fs::permissions(folder.path, fs::perms::owner_read | fs::perms::owner_exec);
  const Error error = error_of([&] { writer(folder.path / "a.gpkg"); });
  CHECK(error.fault() == Fault::output);
  CHECK(error.sentence().en.find("no permission") != std::string::npos);
}

TEST_CASE("a disk that takes no more is said so") {
  const Folder folder;
  ::rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  const ::rlimit small{1 << 20, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const Error error = error_of([&] { write(folder.path / "a.gpkg", grid(300)); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  CHECK(error.fault() == Fault::output);
  CHECK(error.sentence().en.find("disk") != std::string::npos);
  CHECK(folder.file_count() == 0);
}

TEST_CASE("ids that are kept must differ") {
  const Folder folder;
  Layer layer = grid(2);
  layer.ids = {1, 1, 2, 3};
  const TableInfo info{"things", {}, {}, ""};
  const Error error = error_of([&] { write(folder.path / "a.gpkg", layer, info, "EPSG:4547", true); });
  CHECK(error.fault() == Fault::output);
  CHECK(folder.file_count() == 0);
}

TEST_CASE("places that are not numbers become features without geometry") {
  const Folder folder;
  const fs::path file = folder.path / "a.gpkg";
  Layer layer;
  layer.ids = {1, 2, 3};
  layer.geometries = Geometries(Shape::point);
  layer.geometries.add_point({1, 2});
  layer.geometries.add_point({INFINITY, INFINITY});
  layer.geometries.add_point({NAN, 0});
  write(file, layer);
  CHECK(ask(file, "SELECT count(*) FROM things WHERE geom IS NULL") == "2");
  CHECK(ask(file, "SELECT count(*) FROM rtree_things_geom") == "1");
  CHECK(ask(file, "SELECT max_x FROM gpkg_contents") == "1.0");
}
