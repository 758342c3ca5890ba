// SPDX-License-Identifier: MIT
#include "output/geopackages.h"
#include "output/result_styles.h"

namespace gapmap {

using namespace tests;

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

TEST_CASE("tables are listed by chapter, whenever they were written") {
  const Folder folder;
  const fs::path target = folder.path / "chapters.gpkg";
  GeoPackage file(target, false, Crs::parse("EPSG:4547"), Language::en, "2018-05-16T00:00:00Z");
  const auto add = [&](const std::string& name) {
    Layer layer;
    layer.ids = {1};
    layer.columns.push_back({"number", Integers{7}, {}});
    file.add({name, {"表", "Table"}, {}, ""}, layer);
  };
  file.begin_chapter(2);
  add("third");
  add("fourth");
  file.begin_chapter(1);
  add("first");
  add("second");
  file.commit();
  CHECK(ask(target, "SELECT table_name FROM gpkg_contents ORDER BY rowid") == "first\nsecond\nthird\nfourth");
  // The first to be listed keeps the name that all of them have.
  CHECK(ask(target, "SELECT table_name FROM gpkg_contents WHERE identifier = 'Table'") == "first");
  CHECK(ask(target, "SELECT number FROM fourth") == "7");
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

}  // namespace gapmap
