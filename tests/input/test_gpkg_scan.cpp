// SPDX-License-Identifier: MIT
#include "input/gpkg_scan.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <catch2/catch.hpp>
#include <random>

#include "base/error.h"
#include "input/read.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::Scratch;

/// One layer of a GeoPackage: its declared type and the geometries of its features ("" for none).
struct Drawn {
  std::string name;
  OGRwkbGeometryType type;
  std::vector<std::string> geometries;
  bool is_scanned;  ///< ordinary enough to be read without OGR
};

const std::vector<Drawn> drawn{
    {"points", wkbPoint, {"POINT (500000 3840000)", "POINT (500010.123456789 3840000.5)"}, true},
    {"points_null", wkbPoint, {"", "POINT (500000 3840000)", "", "POINT (1 2)"}, true},
    {"all_null", wkbPoint, {"", ""}, true},
    {"no_rows", wkbPoint, {}, true},
    {"points_empty", wkbPoint, {"POINT EMPTY", "POINT (500000 3840000)"}, false},
    {"points_z", wkbPoint25D, {"POINT Z (500000 3840000 7)"}, true},
    {"points_m", wkbPointM, {"POINT M (500000 3840000 7)"}, true},
    {"points_zm", wkbPointZM, {"POINT ZM (500000 3840000 7 8)"}, true},
    {"multipoints", wkbMultiPoint, {"MULTIPOINT ((1 2),(3 4))", "MULTIPOINT ((5 6))"}, true},
    {"multipoint_empty", wkbMultiPoint, {"MULTIPOINT EMPTY", "MULTIPOINT ((5 6))"}, false},
    {"lines", wkbLineString, {"LINESTRING (0 0,1 1,2 0)", "LINESTRING (0 0,0 0)"}, true},
    {"lines_short", wkbLineString, {"LINESTRING (0 0,1 1)", "LINESTRING (5 5)"}, false},
    {"lines_zm", wkbLineStringZM, {"LINESTRING ZM (0 0 1 2,1 1 3 4)"}, true},
    {"multilines", wkbMultiLineString, {"MULTILINESTRING ((0 0,1 1),(2 2,3 3,4 5))"}, true},
    {"areas_turned", wkbPolygon, {"POLYGON ((0 0,0 9,9 9,9 0,0 0),(1 1,2 1,2 2,1 2,1 1))"}, true},
    {"areas_bow", wkbPolygon, {"POLYGON ((0 0,9 9,9 0,0 9,0 0))", "POLYGON ((0 0,9 0,9 9,0 0))"}, true},
    {"areas_open", wkbPolygon, {"POLYGON ((0 0,9 0,9 9,0 9))"}, false},
    {"areas_thin", wkbPolygon, {"POLYGON ((0 0,9 0,0 0))", "POLYGON ((0 0,9 0,9 9,0 0))"}, false},
    {"areas_z", wkbPolygon25D, {"POLYGON Z ((0 0 1,9 0 2,9 9 3,0 0 1))"}, true},
    {"multiareas",
     wkbMultiPolygon,
     {"MULTIPOLYGON (((0 0,9 0,9 9,0 0)),((20 0,29 0,29 9,20 0),(25 1,26 1,26 2,25 1)))"},
     true},
    {"areas_both", wkbUnknown, {"POLYGON ((0 0,9 0,9 9,0 0))", "MULTIPOLYGON (((0 0,9 0,9 9,0 0)))"}, true},
    {"mixed", wkbUnknown, {"POINT (0 0)", "LINESTRING (0 0,1 1)"}, false},
    {"collection", wkbUnknown, {"GEOMETRYCOLLECTION (POINT (0 0),POINT (1 1))"}, false},
    {"curves", wkbCurvePolygon, {"CURVEPOLYGON (CIRCULARSTRING (0 0,9 9,0 0))"}, false},
    {"compound", wkbMultiCurve, {"MULTICURVE (CIRCULARSTRING (0 0,1 1,2 0),(2 0,3 0))"}, false},
    {"absurd", wkbPoint, {"POINT (1e300 1)", "POINT (1 1)"}, false},
};

GDALDataset* make(const std::string& path) {
  GDALAllRegister();
  return GetGDALDriverManager()->GetDriverByName("GPKG")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
}

OGRLayer* add_layer(GDALDataset& file, const std::string& name, OGRwkbGeometryType type) {
  OGRSpatialReference reference;
  reference.importFromEPSG(4547);
  // Without an index there are no triggers, which SQLite alone could not run.
  CPLStringList options;
  options.SetNameValue("SPATIAL_INDEX", "NO");
  OGRLayer* layer = file.CreateLayer(name.c_str(), &reference, type, options.List());
  for (const auto& [field, kind] :
       {std::pair("kind", OFTString), std::pair("number", OFTInteger), std::pair("large", OFTInteger64),
        std::pair("real", OFTReal), std::pair("day", OFTDate), std::pair("time", OFTDateTime)}) {
    OGRFieldDefn definition(field, kind);
    layer->CreateField(&definition);
  }
  OGRFieldDefn flag("flag", OFTInteger);
  flag.SetSubType(OFSTBoolean);
  layer->CreateField(&flag);
  return layer;
}

void write_all(const std::string& path) {
  GDALDataset* file = make(path);
  for (const Drawn& one : drawn) {
    OGRLayer* layer = add_layer(*file, one.name, one.type);
    for (std::size_t i = 0; i < one.geometries.size(); ++i) {
      OGRFeature feature(layer->GetLayerDefn());
      if (!one.geometries[i].empty()) {
        OGRGeometry* geometry = nullptr;
        OGRGeometryFactory::createFromWkt(one.geometries[i].c_str(), nullptr, &geometry);
        feature.SetGeometryDirectly(geometry);
      }
      if (i % 2 == 0) {  // every other feature has no values
        feature.SetField("kind", i == 0 ? "幼儿园 'a'" : "");
        feature.SetField("number", -7);
        feature.SetField("large", GIntBig{1} << 40);
        feature.SetField("real", 0.1);
        feature.SetField("day", "2018-05-16");
        feature.SetField("time", "2018-05-16T01:02:03");
        feature.SetField("flag", 1);
      }
      feature.SetFID(static_cast<GIntBig>(10 * i + 3));
      CHECK(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
  }
  GDALClose(file);
}

void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  char* fault = nullptr;
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &fault);
  CHECK(std::string(fault ? fault : "") == "");
  sqlite3_close(database);
}

/// All that a reading says, or its error, as one text.
std::string told(const Scratch& scratch, const std::string& table, const std::set<std::string>& columns,
                 bool through_ogr) {
  ReadRequest request;
  request.spec.role = "things";
  request.spec.source = "all.gpkg";
  request.spec.layer = table;
  request.columns = columns;
  request.conditions = {"", "number < 0"};
  std::string words;
  try {
    ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547")};
    options.through_ogr = through_ogr;
    const ReadLayer read = read_layer(request, options);
    words =
        fmt::format("{} {} shape {}\n", read.place, read.layer.size(), static_cast<int>(read.layer.geometries.shape()));
    for (std::size_t row = 0; row < read.layer.size(); ++row) {
      words += fmt::format("{}:", read.layer.ids[row]);
      for (const Column& column : read.layer.columns)
        words += fmt::format(" {}({})={}{}", column.name, column.values.index(), column.text(row),
                             column.is_missing(row) ? "?" : "");
      for (std::size_t part = 0; part < read.layer.geometries.parts_of(row); ++part) {
        words += " |";
        for (const Point p : read.layer.geometries.part(row, part)) words += fmt::format(" {:a} {:a}", p.x, p.y);
      }
      words += '\n';
    }
    for (const auto& [condition, rows] : read.rows) words += fmt::format("{}: {}\n", condition, rows.size());
    for (const Issue& issue : read.issues)
      words += fmt::format("{} {} {} {}\n", issue.code, issue.feature, issue.message.zh, issue.message.en);
  } catch (const Error& error) {
    words = error.sentence().zh + error.sentence().en + error.hint().en;
  }
  return words;
}

bool is_scanned(const std::string& path, const std::string& table, bool takes_geometry = true) {
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  OGRLayer* layer = file->GetLayerByName(table.c_str());
  return scan_geopackage(*file, *layer, {{"number", Integers{}, {}}}, {layer->GetLayerDefn()->GetFieldIndex("number")},
                         takes_geometry)
      .has_value();
}

}  // namespace

TEST_CASE("a GeoPackage read without OGR says exactly what OGR says") {
  const Scratch scratch;
  const std::string path = scratch.path("all.gpkg");
  write_all(path);
  for (const Drawn& one : drawn) {
    CAPTURE(one.name);
    CHECK(is_scanned(path, one.name) == one.is_scanned);
    for (const std::set<std::string>& columns :
         {std::set<std::string>{}, {"kind", "number", "large", "real", "flag"}, {"day", "time", "kind"}})
      CHECK(told(scratch, one.name, columns, false) == told(scratch, one.name, columns, true));
  }
}

TEST_CASE("values that are not of their column's type, and texts that are not UTF-8, are left to OGR") {
  const Scratch scratch;
  const std::string path = scratch.path("all.gpkg");
  write_all(path);
  const std::set<std::string> columns{"kind", "number", "large", "real", "flag"};
  for (const std::string change :
       {"number = 'seven'", "number = 5000000000", "large = 1.5", "real = 'x'", "real = 3", "flag = 2", "kind = 41",
        "kind = CAST(x'd6d0cec4' AS TEXT)", "kind = 'a' || char(0) || 'b'", "kind = x'00'"}) {
    CAPTURE(change);
    run_sql(path, "UPDATE lines SET " + change + " WHERE fid = 3");
    CHECK(told(scratch, "lines", columns, false) == told(scratch, "lines", columns, true));
    run_sql(path, "UPDATE lines SET number = -7, large = 1, real = 0.1, flag = 1, kind = 'a' WHERE fid = 3");
  }
}

TEST_CASE("words in a column of numbers are an issue, and an error where the number is needed") {
  const Scratch scratch;
  const std::string path = scratch.path("all.gpkg");
  write_all(path);
  run_sql(path, "UPDATE lines SET real = '一千' WHERE fid = 3");
  CHECK_THAT(told(scratch, "lines", {"real"}, false), Catch::Contains("N104"));
  CHECK_THAT(told(scratch, "lines", {"number"}, false), !Catch::Contains("N104"));
  ReadRequest request;
  request.spec.role = request.spec.layer = "lines";
  request.spec.source = "all.gpkg";
  request.conditions = {""};
  request.columns = request.numbers = {"real"};
  std::string words;
  try {
    read_layer(request, {scratch.folder(), Crs::parse("EPSG:4547"), false});
  } catch (const Error& error) {
    words = error.sentence().en;
  }
  CHECK_THAT(words, Catch::Contains("feature 3") && Catch::Contains("must hold a number, not \"一千\""));
  // A query shows a number where the table holds words.
  ReadRequest query;
  query.spec.role = "lines";
  query.spec.source = "all.gpkg";
  query.spec.sql = "SELECT real, geom FROM lines";
  query.conditions = {""};
  query.columns = {"real"};
  const ReadLayer shown = read_layer(query, {scratch.folder(), Crs::parse("EPSG:4547"), false});
  CHECK(std::any_of(shown.issues.begin(), shown.issues.end(), [](const Issue& issue) { return issue.code == "N104"; }));
}

TEST_CASE("views, journals and damaged blobs are left to OGR") {
  const Scratch scratch;
  const std::string path = scratch.path("all.gpkg");
  write_all(path);
  run_sql(path,
          "CREATE VIEW seen AS SELECT * FROM points;"
          "INSERT INTO gpkg_contents SELECT 'seen', data_type, 'seen', description, last_change, min_x, min_y, max_x, "
          "max_y, srs_id FROM gpkg_contents WHERE table_name = 'points';"
          "INSERT INTO gpkg_geometry_columns SELECT 'seen', column_name, geometry_type_name, srs_id, z, m FROM "
          "gpkg_geometry_columns WHERE table_name = 'points';");
  CHECK(!is_scanned(path, "seen"));
  CHECK(told(scratch, "seen", {"kind"}, false) == told(scratch, "seen", {"kind"}, true));
  for (const std::string blob :
       {"x''", "x'4750'", "x'4750000100000000'", "x'4750000100000000010100000000'",
        "x'47500001000000000102000000ffffffff'", "x'4750000100000000010600000001000000'", "'words'", "7"}) {
    CAPTURE(blob);
    run_sql(path, "UPDATE lines SET geom = " + blob + " WHERE fid = 3");
    CHECK(!is_scanned(path, "lines"));
    CHECK(is_scanned(path, "lines", false));
    CHECK(told(scratch, "lines", {"kind"}, false) == told(scratch, "lines", {"kind"}, true));
  }
  run_sql(path, "PRAGMA journal_mode = WAL; UPDATE points SET number = 8");
  CHECK(!is_scanned(path, "points"));
}

TEST_CASE("a view without end is refused, not read for ever") {
  const Scratch scratch;
  const std::string path = scratch.path("all.gpkg");
  write_all(path);
  run_sql(path,
          "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, -1 AS "
          "number FROM n;"
          "INSERT INTO gpkg_contents(table_name, data_type, identifier) VALUES ('endless', 'attributes', 'endless')");
  ReadRequest request;
  request.spec.role = request.spec.layer = "endless";
  request.spec.source = "all.gpkg";
  request.needs_geometry = false;
  request.conditions = {""};
  std::string words;
  try {
    read_layer(request, {scratch.folder(), Crs::parse("EPSG:4547"), false});
  } catch (const Error& error) {
    words = error.sentence().en;
  }
  CHECK_THAT(words, Catch::Contains("more rows than the file has bytes"));
}

}  // namespace gapmap
