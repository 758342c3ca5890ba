// SPDX-License-Identifier: MIT
// Files as offices have them: encodings declared, forgotten and wrong; tables typed by hand; archives; no system.
#include <catch2/catch.hpp>
#include <filesystem>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "base/error.h"
#include "input/read.h"
#include "scratch.h"

namespace gapmap {
namespace {

using tests::Scratch;
namespace fs = std::filesystem;

const std::string gbk_name = "\xB6\xFE\xC6\xDF\xC7\xF8";                                    // 二七区
const std::string big5_names[] = {"\xA5\x78\xA5\x5F\xA5\xAB", "\xA4\xA4\xA5\xBF\xB0\xCF"};  // 台北市, 中正區

/// A Shapefile of points with one text field, whose bytes stand in the .dbf as they are.
void write_shapefile(const std::string& path, const std::vector<std::string>& names, const std::string& page = "",
                     bool with_crs = true, Point start = {114, 34.7}) {
  GDALAllRegister();
  {
    GDALDatasetUniquePtr made(
        GetGDALDriverManager()->GetDriverByName("ESRI Shapefile")->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRSpatialReference reference;
    reference.importFromEPSG(4326);
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const char* options[] = {"ENCODING=", nullptr};
    OGRLayer* layer = made->CreateLayer(fs::path(path).stem().c_str(), with_crs ? &reference : nullptr, wkbPoint,
                                        const_cast<char**>(options));
    OGRFieldDefn field("name", OFTString);
    field.SetWidth(40);
    layer->CreateField(&field);
    for (std::size_t i = 0; i < names.size(); ++i) {
      OGRFeatureUniquePtr feature(new OGRFeature(layer->GetLayerDefn()));
      feature->SetField(0, names[i].c_str());
      OGRPoint point(start.x + static_cast<double>(i) / 1000, start.y);
      feature->SetGeometry(&point);
      REQUIRE(layer->CreateFeature(feature.get()) == OGRERR_NONE);
    }
  }
  const fs::path cpg = fs::path(path).replace_extension(".cpg");
  fs::remove(cpg);
  if (!page.empty()) std::ofstream(cpg) << page;
}

ReadLayer read(const Scratch& scratch, const std::string& source, const std::function<void(LayerSpec&)>& change = {},
               bool assume = false) {
  ReadRequest request;
  request.spec.role = "places";
  request.spec.source = source;
  if (change) change(request.spec);
  request.all_columns = true;
  request.conditions = {""};
  ReadOptions options{scratch.folder(), Crs::parse("EPSG:4547"), false, assume};
  return read_layer(request, options);
}

bool has_issue(const ReadLayer& read, const std::string& code) {
  return std::any_of(read.issues.begin(), read.issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

std::string complaint(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.sentence().en + " | " + error.hint().en;
  }
  return {};
}

constexpr double east = 500000;  // of 114 E in EPSG:4547

}  // namespace

TEST_CASE("a Shapefile's texts are read right whatever its .cpg says, and the reading is said") {
  const Scratch scratch;
  const std::string path = scratch.path("p.shp");
  const auto name = [&](const ReadLayer& read) { return read.layer.find("name")->text(0); };
  SECTION("GBK without .cpg") {
    write_shapefile(path, {gbk_name});
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(name(places) == "二七区");
    CHECK(has_issue(places, "E101"));
  }
  SECTION("GBK with .cpg") {
    write_shapefile(path, {gbk_name}, "GBK");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(name(places) == "二七区");
    CHECK_FALSE(has_issue(places, "E101"));
  }
  SECTION("GBK that claims to be UTF-8") {
    write_shapefile(path, {gbk_name}, "UTF-8");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(name(places) == "二七区");
    CHECK(has_issue(places, "E103"));
  }
  SECTION("GBK that claims to be Latin-1, as ArcGIS writes it") {
    write_shapefile(path, {gbk_name}, "ISO-8859-1");
    CHECK(name(read(scratch, "p.shp")) == "二七区");
  }
  SECTION("Big5 without .cpg") {
    write_shapefile(path, {big5_names[0], big5_names[1]});
    CHECK(name(read(scratch, "p.shp")) == "台北市");
  }
  SECTION("UTF-8 without .cpg") {
    write_shapefile(path, {"二七区"});
    CHECK(name(read(scratch, "p.shp")) == "二七区");
  }
  SECTION("the plan's word wins") {
    write_shapefile(path, {gbk_name}, "GBK");
    CHECK(name(read(scratch, "p.shp", [](LayerSpec& spec) { spec.encoding = "ISO-8859-1"; })) != "二七区");
    CHECK_THAT(complaint([&] { read(scratch, "p.shp", [](LayerSpec& spec) { spec.encoding = "GKB2"; }); }),
               Catch::Contains("unknown encoding \"GKB2\""));
  }
  SECTION("a name cut in the middle of a character is pointed at") {
    write_shapefile(path, {gbk_name, gbk_name, gbk_name.substr(0, 5)}, "GBK");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(name(places) == "二七区");
    REQUIRE(has_issue(places, "E102"));
    for (const Issue& issue : places.issues)
      if (issue.code == "E102") CHECK(issue.feature == "2");
  }
}

TEST_CASE("a Shapefile with parts missing is read as far as it goes, and what was assumed is said") {
  const Scratch scratch;
  write_shapefile(scratch.path("p.shp"), {"a", "b", "c"}, "UTF-8");
  const auto without = [&](const std::string& extension) { fs::remove(scratch.path("p" + extension)); };
  SECTION(".prj") {
    without(".prj");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(places.layer.geometries.part(0)[0].x == Approx(east).margin(1e-3));
    CHECK(has_issue(places, "L104"));
  }
  SECTION(".dbf") {
    without(".dbf");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(places.layer.size() == 3);
    CHECK(has_issue(places, "F102"));
  }
  SECTION(".shx, and nothing is written beside the file") {
    without(".shx");
    const ReadLayer places = read(scratch, "p.shp");
    CHECK(places.layer.size() == 3);
    CHECK(places.layer.find("name")->text(2) == "c");
    CHECK(has_issue(places, "F101"));
    CHECK_FALSE(fs::exists(scratch.path("p.shx")));
  }
}

TEST_CASE("metres without a system are the plan's where they fit, else the zone is named") {
  const Scratch scratch;
  write_shapefile(scratch.path("p.shp"), {"a"}, "", false, {471234, 3845678});
  const ReadLayer places = read(scratch, "p.shp");
  CHECK(has_issue(places, "L104"));
  CHECK(places.layer.geometries.part(0)[0] == Point{471234, 3845678});
  write_shapefile(scratch.path("q.shp"), {"a"}, "", false, {38471234, 3845678});
  CHECK_THAT(complaint([&] { read(scratch, "q.shp"); }),
             Catch::Contains("no coordinate reference system") && Catch::Contains("EPSG:4526"));
}

TEST_CASE("tables typed by hand") {
  const Scratch scratch;
  const auto first = [&](const std::string& content, const std::string& file = "t.csv") {
    scratch.write(file, content);
    return read(scratch, file, [](LayerSpec& spec) { spec.crs = "EPSG:4490"; });
  };
  const std::string utf8_mark = "\xEF\xBB\xBF";
  for (const auto& [what, content] : std::vector<std::pair<std::string, std::string>>{
           {"plain", "经度,纬度,人口\n114,34.7,1200\n"},
           {"mark and CRLF", utf8_mark + "经度,纬度,人口\r\n114,34.7,1200\r\n"},
           {"semicolons", "经度;纬度;人口\n114;34.7;1200\n"},
           {"tabs", "经度\t纬度\t人口\n114\t34.7\t1200\n"},
           {"quotes and thousands", "经度,纬度,人口\n\"114\",\"34.7\",\"1,200\"\n"},
           {"full width", "经度,纬度,人口\n１１４,３４．７,１２００\n"},
           {"degrees and minutes", "经度,纬度,人口\n114°0′0″,34°42′,1200\n"},
           {"one column", "坐标,人口\n\"114,34.7\",1200\n"},
           {"swapped", "经度,纬度,人口\n34.7,114,1200\n"},
           {"Excel's delimiter line", "sep=;\n经度;纬度;人口\n114;34.7;1200\n"},
           {"well-known text", "geom,人口\nPOINT(114 34.7),1200\n"},
           {"GBK", "\xBE\xAD\xB6\xC8,\xCE\xB3\xB6\xC8,\xC8\xCB\xBF\xDA\n114,34.7,1200\n"}}) {
    CAPTURE(what);
    const ReadLayer places = first(content);
    REQUIRE(places.layer.size() == 1);
    CHECK(places.layer.geometries.part(0)[0].x == Approx(east).margin(0.01));
    REQUIRE(places.layer.find("人口"));
    CHECK(places.layer.find("人口")->number(0) == 1200);
  }
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("lon\tlat\tpeople\r\n114\t34.7\t1200\r\n")) (wide += c) += '\0';
  const ReadLayer places = first(wide);
  CHECK(places.layer.find("people")->number(0) == 1200);
  CHECK(places.layer.geometries.part(0)[0].x == Approx(east).margin(0.01));
  CHECK(first("geom\nPOINT(114 34.7)\n").layer.size() == 1);  // one column, no delimiter
  CHECK(has_issue(first("lon,lat,n\n34.7,114,1\n"), "L106"));
  CHECK(has_issue(first("lon,lat,n\n114,34.7,1\n114,34.7\n114,34.7,1,5\n"), "F104"));
  CHECK(has_issue(first("lon,lat,n\n114,34.7,1\n114,34.7,\"x\n"), "F105"));
  CHECK(has_issue(first("lon,lat,n\n114,34.7,1\n0,0,2\n"), "G106"));
  CHECK_THAT(complaint([&] { first("lon,lat,n\n114,34.7,1\nabc,34.7,2\n"); }), Catch::Contains("feature 2"));
  CHECK_THAT(complaint([&] { first(std::string("lon,lat\n\0\x01\x02", 11)); }), Catch::Contains("not a text file"));
}

TEST_CASE("one coordinate that cannot be carried costs one feature, not the layer") {
  const Scratch scratch;
  scratch.write("t.csv", "lon,lat\n114,34.7\n114.1,34.7\n24,0\n");
  const ReadLayer places = read(scratch, "t.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4490"; });
  CHECK(places.layer.size() == 3);
  CHECK(places.layer.geometries.is_null(2));
  CHECK(has_issue(places, "G105"));
}

TEST_CASE("an archive is looked into") {
  const Scratch scratch;
  write_shapefile(scratch.path("p.shp"), {gbk_name});
  const std::string zip = "/vsizip/{" + scratch.path("a.zip") + "}";
  const auto pack = [&](const std::string& file, const std::string& as) {
    const std::string bytes = [&] {
      std::ifstream stream(scratch.path(file), std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(stream), {});
    }();
    VSILFILE* out = VSIFOpenL((zip + "/" + as).c_str(), "wb");
    REQUIRE(out);
    VSIFWriteL(bytes.data(), 1, bytes.size(), out);
    VSIFCloseL(out);
  };
  VSILFILE* archive = VSIFOpenL(zip.c_str(), "wb");
  for (const std::string extension : {".shp", ".shx", ".dbf", ".prj"}) pack("p" + extension, "data/p" + extension);
  VSIFCloseL(archive);
  const ReadLayer places = read(scratch, "a.zip");
  CHECK(places.layer.find("name")->text(0) == "二七区");
  CHECK(places.record.files == std::vector<std::string>{scratch.path("a.zip")});
  scratch.write("b.zip", "PK\x03\x04 not really");
  CHECK_THAT(complaint([&] { read(scratch, "b.zip"); }), Catch::Contains("holds no data"));
}

TEST_CASE("an archive that unpacks to hundreds of times its size is refused") {
  const Scratch scratch;
  VSILFILE* out = VSIFOpenL(("/vsizip/{" + scratch.path("bomb.zip") + "}/a.csv").c_str(), "wb");
  REQUIRE(out);
  const std::string rows(1u << 20, '1');
  for (int megabyte = 0; megabyte < 70; ++megabyte) VSIFWriteL(rows.data(), 1, rows.size(), out);
  VSIFCloseL(out);
  CHECK_THAT(complaint([&] { read(scratch, "bomb.zip"); }), Catch::Contains("unpacks to 70 MB"));
}

TEST_CASE("a table longer than one read is in one encoding") {
  // Lines of several lengths, so that a read of any size ends inside a character somewhere.
  const Scratch scratch;
  for (const std::string start : {"", "x", "xx"}) {
    std::string rows = start + "name,lon,lat\n";
    for (int i = 0; i < 50'000; ++i) rows += "郑州市二七区第" + std::to_string(i) + "小学,114,34.7\n";
    scratch.write("long.csv", rows);
    const ReadLayer places = read(scratch, "long.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4326"; });
    CHECK_FALSE(has_issue(places, "E101"));
    CHECK_FALSE(has_issue(places, "E102"));
    CHECK(places.layer.columns.size() > 0);
  }
}

TEST_CASE("a layer far from where the plan's system holds is said to be distorted") {
  const Scratch scratch;
  // A degree east of the meridian 114: 3.4e-4 too long at most. Kyoto, 22 degrees off: several per cent.
  scratch.write("near.csv", "lon,lat\n115,34.7\n115,34.8\n");
  scratch.write("far.csv", "lon,lat\n135.7,35.0\n135.8,35.0\n0,0\n");
  const auto degrees = [](LayerSpec& spec) { spec.crs = "EPSG:4326"; };
  CHECK_FALSE(has_issue(read(scratch, "near.csv", degrees), "C103"));
  CHECK(has_issue(read(scratch, "far.csv", degrees), "C103"));
}

TEST_CASE("nothing leads out of a file without leave") {
  const Scratch scratch;
  scratch.write("real.csv", "lon,lat\n114,34.7\n");
  scratch.write("far.vrt",
                "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>&#47;vsicurl/http&#58;//127.0.0.1:9/x.csv"
                "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  scratch.write("nest.vrt",
                "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource relativeToVRT=\"1\">far.vrt"
                "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  scratch.write("inner.vrt",
                "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>&lt;OGRVRTDataSource/&gt;"
                "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  for (const std::string file : {"far.vrt", "nest.vrt", "inner.vrt"}) {
    CAPTURE(file);
    CHECK_THAT(complaint([&] { read(scratch, file); }), Catch::Contains("leads elsewhere"));
  }
  scratch.write("near.vrt",
                "<OGRVRTDataSource><OGRVRTLayer name=\"real\"><SrcDataSource relativeToVRT=\"1\">real.csv"
                "</SrcDataSource><GeometryType>wkbPoint</GeometryType><LayerSRS>EPSG:4326</LayerSRS>"
                "<GeometryField encoding=\"PointFromColumns\" x=\"lon\" y=\"lat\"/></OGRVRTLayer></OGRVRTDataSource>");
  CHECK(read(scratch, "near.vrt").layer.size() == 1);
  for (const std::string sql :
       {"SELECT ogr_geocode('Beijing')", "ATTACH 'x.db' AS x", "SELECT * FROM '/vsicurl/http://127.0.0.1:9/x.csv'.x",
        "SELECT * FROM real; DROP TABLE real", "DELETE FROM real", "SELECT load_extension('x')",
        "SELECT * FROM 'other.gpkg'.secret", "WITH a AS (SELECT 1) INSERT INTO real SELECT 1"}) {
    CAPTURE(sql);
    CHECK_THAT(complaint([&] { read(scratch, "real.csv", [&](LayerSpec& spec) { spec.sql = sql; }); }),
               Catch::Contains("must"));
  }
  CHECK_THAT(complaint([&] { read(scratch, "/dev/zero"); }), Catch::Contains("not a regular file"));
}

TEST_CASE("names of columns that run over several lines are read whole") {
  const Scratch scratch;
  scratch.write("places.csv", "\"kind\r\n(of place)\";\"lon\";\"lat\"\r\npark;114;34.7\r\n\"a\r\nb\";114.1;34.7\r\n");
  const ReadLayer places = read(scratch, "places.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4490"; });
  CHECK(places.layer.size() == 2);
  CHECK(places.layer.geometries.shape() == Shape::point);
}

TEST_CASE("of two columns of one name the first is read") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat,LON\n114,34.7,5\n114.1,34.7,6\n");
  const ReadLayer places = read(scratch, "places.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4490"; });
  CHECK_FALSE(has_issue(places, "G101"));
  CHECK(places.layer.geometries.size() == 2);
  CHECK_FALSE(places.layer.geometries.is_null(0));
}

TEST_CASE("degrees in a file that claims metres are an issue, and so are features across the meridian of 180") {
  const Scratch scratch;
  scratch.write("places.csv", "lon,lat\n114,34.7\n114.1,34.7\n");
  CHECK(has_issue(read(scratch, "places.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4547"; }), "C104"));
  CHECK_FALSE(has_issue(read(scratch, "places.csv", [](LayerSpec& spec) { spec.crs = "EPSG:4490"; }), "C104"));
  scratch.write("area.geojson",
                R"({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon",
                    "coordinates": [[[179.9, 65], [-179.9, 65], [-179.9, 66], [179.9, 66], [179.9, 65]]]}})");
  CHECK(has_issue(read(scratch, "area.geojson"), "G110"));
}

TEST_CASE("a Shapefile with fewer records than shapes says so") {
  const Scratch scratch;
  write_shapefile(scratch.path("all.shp"), {"a", "b", "c"}, "UTF-8");
  write_shapefile(scratch.path("less.shp"), {"a", "b"}, "UTF-8");
  CHECK_FALSE(has_issue(read(scratch, "all.shp"), "F107"));
  fs::copy_file(scratch.path("less.dbf"), scratch.path("all.dbf"), fs::copy_options::overwrite_existing);
  CHECK(has_issue(read(scratch, "all.shp"), "F107"));
}

}  // namespace gapmap
