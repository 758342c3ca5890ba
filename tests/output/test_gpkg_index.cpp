// SPDX-License-Identifier: MIT
#include "output/geopackages.h"

namespace gapmap {

using namespace tests;

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

}  // namespace gapmap
