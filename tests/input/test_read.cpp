// SPDX-License-Identifier: MIT
#include "input/read.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <catch2/catch.hpp>

#include "base/error.h"
#include "raster.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::Scratch;

/// 114 E, 34.7 N: on the central meridian of EPSG:4547, so its easting is 500,000 exactly.
constexpr double meridian_easting = 500000;

ReadLayer read(const LayerSpec& spec, const Scratch& scratch, const std::function<void(ReadRequest&)>& change = {}) {
  ReadRequest request;
  request.spec = spec;
  request.spec.role = "places";
  request.conditions = {""};
  if (change) change(request);
  return read_layer(request, {scratch.folder(), Crs::parse("EPSG:4547"), false});
}

LayerSpec csv(const std::string& crs) {
  LayerSpec spec;
  spec.source = "places.csv";
  spec.x = "lon";
  spec.y = "lat";
  spec.crs = crs;
  return spec;
}

std::string complaint(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.sentence().en + " | " + error.hint().en;
  }
  return {};
}

}  // namespace

TEST_CASE("longitude is x in every geographic system, whatever order EPSG defines") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat\n114,34.7\n");
  for (const std::string crs : {"EPSG:4490", "EPSG:4326"}) {
    CAPTURE(crs);
    const ReadLayer places = read(csv(crs), scratch);
    CHECK(places.layer.geometries.part(0)[0].x == Approx(meridian_easting).margin(1e-3));
    // The meridian arc of GRS 80 from the equator to 34.7 N, integrated numerically in 200,000 steps.
    CHECK(places.layer.geometries.part(0)[0].y == Approx(3841311.5522).margin(1e-3));
  }
}

TEST_CASE("a GeoPackage in a latitude-first system is read longitude first") {
  const Scratch scratch;
  GDALAllRegister();
  {
    GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GPKG")->Create(scratch.path("p.gpkg").c_str(), 0,
                                                                                      0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference reference;
    reference.importFromEPSG(4490);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = made->CreateLayer("p", &reference, wkbPoint);
    OGRFeatureUniquePtr feature(new OGRFeature(layer->GetLayerDefn()));
    OGRPoint point(114, 34.7);
    feature->SetGeometry(&point);
    REQUIRE(layer->CreateFeature(feature.get()) == OGRERR_NONE);
  }
  LayerSpec spec;
  spec.source = "p.gpkg";
  CHECK(read(spec, scratch).layer.geometries.part(0)[0].x == Approx(meridian_easting).margin(1e-3));
}

TEST_CASE("GCJ-02 points are moved back before they are projected") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat\n113.64,34.73\n");
  const Point as_is = read(csv("EPSG:4326"), scratch).layer.geometries.part(0)[0];
  const ReadLayer moved = read(csv("gcj02"), scratch);
  const Point there = moved.layer.geometries.part(0)[0];
  // Measured there: 555 m east and 131 m south of WGS 84, so that undoing it goes west and north; grid north
  // is 0.2 degrees off, which turns 2 m of the east into north.
  CHECK(as_is.x - there.x == Approx(555).margin(2));
  CHECK(as_is.y - there.y == Approx(-133).margin(2));
  CHECK(moved.record.crs == "GCJ-02");
}

TEST_CASE("codes with leading zeros stay text, numbers become numbers") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,code,beds\n114,34.7,0041,12\n114.1,34.7,0042,7.5\n");
  const ReadLayer places = read(csv("EPSG:4326"), scratch, [](ReadRequest& request) {
    request.columns = {"code"};
    request.numbers = {"beds"};
  });
  CHECK(places.layer.find("code")->text(0) == "0041");
  CHECK(places.layer.find("beds")->number(1) == 7.5);
}

TEST_CASE("a few words among numbers are an issue, since they make the whole field text") {
  const Scratch scratch;
  // 40 floors, two of which somebody wrote in words; 40 names of which two are numbers; 40 codes, two without zeros.
  std::string rows = "lon,lat,floors,name,code\n";
  for (int i = 0; i < 40; ++i)
    rows += "114,34.7," + (i == 7 || i == 9 ? std::string("约6") : std::to_string(i)) + "," +
            (i < 2 ? std::to_string(i) : "shop") + ",0" + std::to_string(i) + "\n";
  scratch.write("places.csv", rows);
  const ReadLayer places = read(csv("EPSG:4326"), scratch, [](ReadRequest& request) {
    request.columns = {"floors", "name", "code"};
  });
  REQUIRE(places.issues.size() == 1);
  CHECK(places.issues[0].code == "N104");
  CHECK(places.issues[0].feature == "8");
  CHECK_THAT(places.issues[0].message.en, Catch::Contains("\"floors\" holds numbers but for 2, such as \"约6\""));
}

TEST_CASE("conditions mean the same in every format, and select rows") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,类别,beds\n114,34.7,park,12\n114.1,34.7,Park,7\n114.2,34.7,lake,\n");
  LayerSpec spec = csv("EPSG:4326");
  spec.fields = {{"kind", "类别"}};
  const ReadLayer places = read(spec, scratch, [](ReadRequest& request) {
    request.conditions = {"kind = 'park'", "beds IS NULL", "类别 LIKE 'p%' AND beds > 10"};
  });
  REQUIRE(places.layer.size() == 2);  // the row that no condition selects is not kept
  CHECK(places.rows.at("kind = 'park'") == std::vector<std::uint32_t>{0});
  CHECK(places.rows.at("beds IS NULL") == std::vector<std::uint32_t>{1});
  CHECK(places.layer.ids[1] == 3);
}

TEST_CASE("a condition that selects nothing is an issue, for it may be a slip") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,kind\n114,34.7,square\n");
  const ReadLayer places =
      read(csv("EPSG:4326"), scratch, [](ReadRequest& request) { request.conditions = {"kind = 'sqare'"}; });
  REQUIRE(places.issues.size() == 1);
  CHECK(places.issues[0].code == "L103");
}

TEST_CASE("a condition can only look") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,kind\n114,34.7,park\n");
  for (const std::string condition :
       {"1) OR (1=1", "kind = 'park'; DROP TABLE features", "(SELECT count(*) FROM sqlite_master) > 0",
        "load_extension('x') = 1", "kind = 'park') --", "1 = (SELECT 1 FROM pragma_database_list)",
        "1 IN (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n)",
        "length(zeroblob(900000000)) > 0"}) {
    CAPTURE(condition);
    CHECK_FALSE(complaint([&] {
                  read(csv("EPSG:4326"), scratch, [&](ReadRequest& request) { request.conditions = {condition}; });
                }).empty());
  }
}

TEST_CASE("a condition that goes on and on is stopped, and shown without its control characters") {
  const Scratch scratch;
  std::string rows = "lon,lat,kind\n";
  for (int i = 0; i < 20'000; ++i) rows += "114,34.7,park\n";
  scratch.write("places.csv", rows);
  const auto complaint_about = [&](const std::string& condition) {
    return complaint(
        [&] { read(csv("EPSG:4326"), scratch, [&](ReadRequest& request) { request.conditions = {condition}; }); });
  };
  CHECK_THAT(complaint_about("(SELECT count(*) FROM features a, features b, features c) > 0"),
             Catch::Contains("takes too long"));
  CHECK_THAT(complaint_about("'\x1b[31m' = kind ="), !Catch::Contains("\x1b"));
  CHECK(complaint_about("kind = 'park' AND lon > (SELECT min(lon) - 1 FROM features)").empty());
}

TEST_CASE("errors name the file, the layer, the feature and the nearest word") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,kind,beds\n114,34.7,park,12\n114.1,34.7,park,many\n");
  const auto asking = [&](const std::function<void(ReadRequest&)>& change, const std::string& crs = "EPSG:4326") {
    return complaint([&] { read(csv(crs), scratch, change); });
  };
  CHECK_THAT(asking([](ReadRequest& r) { r.numbers = {"beds"}; }),
             Catch::Contains("places.csv: feature 2: the field \"beds\" must hold a number, not \"many\""));
  CHECK_THAT(asking([](ReadRequest& r) { r.columns = {"kinds"}; }),
             Catch::Contains("no field \"kinds\"") && Catch::Contains("did you mean \"kind\""));
  CHECK_THAT(asking([](ReadRequest& r) { r.conditions = {"kindd = 'park'"}; }),
             Catch::Contains("unknown field \"kindd\"") && Catch::Contains("did you mean \"kind\""));
  CHECK_THAT(asking({}, ""), Catch::Contains("no coordinate reference system"));
  CHECK_THAT(asking([](ReadRequest& r) { r.shapes = {Shape::area}; }),
             Catch::Contains("feature 1 has points, but areas are needed here"));
  LayerSpec missing = csv("EPSG:4326");
  missing.source = "plases.csv";
  CHECK_THAT(complaint([&] { read(missing, scratch); }), Catch::Contains("no such file"));
}

TEST_CASE("features outside the extent are not read, and an extent without any says so") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat\n114,34.7\n114.5,34.7\n");
  const auto within = [&](double low, double high) {
    return read(csv("EPSG:4326"), scratch, [&](ReadRequest& request) {
      request.extent = Box{{low, 3.8e6}, {high, 3.9e6}};
    });
  };
  CHECK(within(499000, 501000).layer.size() == 1);
  CHECK(within(100000, 100001).layer.size() == 0);
}

TEST_CASE("a bow tie is mended and noted, an open ring closed") {
  const Scratch scratch;
  scratch.write("p.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[114,34],[114.01,34.01],[114.01,34],[114,34.01],[114,34]]]}}]})");
  LayerSpec spec;
  spec.source = "p.geojson";
  const ReadLayer areas = read(spec, scratch);
  REQUIRE(areas.issues.size() == 1);
  CHECK(areas.issues[0].code == "G102");
  CHECK(areas.issues[0].place.has_value());
  CHECK(areas.layer.geometries.parts_of(0) == 2);  // two triangles
  CHECK(area_of(areas.layer.geometries, 0) > 0);
}

TEST_CASE("a polygon that crosses itself without end is left out, not mended for hours") {
  const Scratch scratch;
  std::string star;
  // Every edge of the star crosses about half of the others: 500 edges, some 60,000 crossings.
  for (int i = 0; i <= 500; ++i)
    star += (i ? ",[" : "[") + std::to_string(114 + 0.05 * std::cos(i % 500 * 2.4)) + "," +
            std::to_string(34.7 + 0.05 * std::sin(i % 500 * 2.4)) + "]";
  scratch.write("p.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[)" +
                                 star + R"(]]}},
    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[114,34],[114.01,34],[114.01,34.01],[114,34]]]}}]})");
  LayerSpec spec;
  spec.source = "p.geojson";
  const ReadLayer areas = read(spec, scratch);
  REQUIRE(areas.issues.size() == 1);
  CHECK(areas.issues[0].code == "G109");
  CHECK(areas.issues[0].feature == "0");
  CHECK(areas.layer.geometries.is_null(0));
  CHECK_FALSE(areas.layer.geometries.is_null(1));
}

TEST_CASE("a population raster becomes its pixels that hold people") {
  const Scratch scratch;
  tests::MadeRaster raster;
  raster.columns = 3;
  raster.rows = 2;
  raster.place = {500000, 100, 0, 3840200, 0, -100};
  raster.people = {5, 0, -1, 2.5, 7, 0};
  raster.nodata = {-1};
  raster.write(scratch.path("people.tif"));
  LayerSpec spec;
  spec.source = "people.tif";
  const ReadLayer pixels = read(spec, scratch);
  REQUIRE(pixels.layer.size() == 3);
  CHECK(pixels.is_raster);
  CHECK(pixels.layer.geometries.part(0)[0] == Point{500050, 3840150});
  CHECK(pixels.layer.find("value")->number(1) == 2.5);
}

TEST_CASE("a source that would need a network is refused") {
  const Scratch scratch;
  for (const std::string source : {"/vsicurl/http://127.0.0.1:9/x.gpkg", "WFS:http://127.0.0.1:9",
                                   "https://127.0.0.1:9/x.geojson", "PG:host=db.example dbname=x"}) {
    CAPTURE(source);
    LayerSpec spec;
    spec.source = source;
    CHECK_THAT(complaint([&] { read(spec, scratch); }), Catch::Contains("needs a network"));
  }
}

}  // namespace gapmap
