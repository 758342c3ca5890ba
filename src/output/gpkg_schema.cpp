// SPDX-License-Identifier: MIT
#include "output/gpkg_schema.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace gapmap::gpkg {

namespace {

constexpr std::string_view metadata_tables = R"sql(
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
CREATE TABLE gpkg_ogr_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  feature_count INTEGER DEFAULT NULL
);
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  name TEXT,
  title TEXT,
  description TEXT,
  mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL,
  constraint_type TEXT NOT NULL,
  value TEXT,
  min NUMERIC,
  min_is_inclusive BOOLEAN,
  max NUMERIC,
  max_is_inclusive BOOLEAN,
  description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
   'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
)sql";

/// What a trigger does, behind its name.
struct TriggerTemplate {
  std::string_view suffix;
  std::string_view action;
};

// {t}: table, {r}: its R*Tree, {g}: geometry column, {i}: key; all quoted.
constexpr TriggerTemplate rtree_templates[] = {
    {"_insert", R"sql(AFTER INSERT ON {t}
  WHEN (NEW.{g} NOT NULL AND NOT ST_IsEmpty(NEW.{g}))
BEGIN
  INSERT OR REPLACE INTO {r} VALUES (NEW.{i}, ST_MinX(NEW.{g}), ST_MaxX(NEW.{g}), ST_MinY(NEW.{g}), ST_MaxY(NEW.{g}));
END)sql"},
    {"_update1", R"sql(AFTER UPDATE OF {g} ON {t}
  WHEN OLD.{i} = NEW.{i} AND (NEW.{g} NOTNULL AND NOT ST_IsEmpty(NEW.{g}))
BEGIN
  INSERT OR REPLACE INTO {r} VALUES (NEW.{i}, ST_MinX(NEW.{g}), ST_MaxX(NEW.{g}), ST_MinY(NEW.{g}), ST_MaxY(NEW.{g}));
END)sql"},
    {"_update2", R"sql(AFTER UPDATE OF {g} ON {t}
  WHEN OLD.{i} = NEW.{i} AND (NEW.{g} ISNULL OR ST_IsEmpty(NEW.{g}))
BEGIN
  DELETE FROM {r} WHERE id = OLD.{i};
END)sql"},
    {"_update3", R"sql(AFTER UPDATE ON {t}
  WHEN OLD.{i} != NEW.{i} AND (NEW.{g} NOTNULL AND NOT ST_IsEmpty(NEW.{g}))
BEGIN
  DELETE FROM {r} WHERE id = OLD.{i};
  INSERT OR REPLACE INTO {r} VALUES (NEW.{i}, ST_MinX(NEW.{g}), ST_MaxX(NEW.{g}), ST_MinY(NEW.{g}), ST_MaxY(NEW.{g}));
END)sql"},
    {"_update4", R"sql(AFTER UPDATE ON {t}
  WHEN OLD.{i} != NEW.{i} AND (NEW.{g} ISNULL OR ST_IsEmpty(NEW.{g}))
BEGIN
  DELETE FROM {r} WHERE id IN (OLD.{i}, NEW.{i});
END)sql"},
    {"_delete", R"sql(AFTER DELETE ON {t}
  WHEN OLD.{g} NOT NULL
BEGIN
  DELETE FROM {r} WHERE id = OLD.{i};
END)sql"},
};

// Word for word the table that QGIS makes itself.
constexpr std::string_view styles_table = R"sql(
CREATE TABLE "layer_styles" ( "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "f_table_catalog" TEXT(256),
 "f_table_schema" TEXT(256), "f_table_name" TEXT(256), "f_geometry_column" TEXT(256), "styleName" TEXT(30),
 "styleQML" TEXT, "styleSLD" TEXT, "useAsDefault" BOOLEAN, "description" TEXT, "owner" TEXT(30), "ui" TEXT(30),
 "update_time" DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
)sql";

void insert_crs(Database& database, const Crs& crs, std::int32_t srs_id) {
  const bool has_code = crs.code() != 0;
  database.prepare("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES(?, ?, ?, ?, ?, ?)")
      .run_with(crs.name(), std::int64_t{srs_id}, has_code ? crs.authority() : std::string("NONE"),
                std::int64_t{has_code ? crs.code() : srs_id}, crs.wkt(),
                std::string(crs.is_geographic() ? "longitude and latitude in degrees" : "easting and northing"));
}

SchemaEntry trigger(std::string name, const std::string& table, const std::string& action) {
  std::string sql = "CREATE TRIGGER " + sql_name(name) + " " + action;
  return {"trigger", std::move(name), table, 0, std::move(sql)};
}

}  // namespace

void make_schema(Database& database) {
  database.run(std::string(metadata_tables));
  // The table of highest keys is made with the first that needs it, and stays.
  database.run("CREATE TABLE first(id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE first");
  insert_crs(database, Crs::parse("EPSG:4326"), 4326);
}

std::int32_t srs_id_of(const Crs& crs) {
  constexpr std::int32_t first_of_our_own = 100000;
  return crs.authority() == "EPSG" ? crs.code() : first_of_our_own;
}

void register_crs(Database& database, const Crs& crs) { insert_crs(database, crs, srs_id_of(crs)); }

std::vector<SchemaEntry> rtree_tables(const FeatureTable& table, const RtreeRoots& roots) {
  // In the words by which SQLite makes them itself.
  const std::string name = table.rtree();
  const auto part = [&](const std::string& suffix, std::uint32_t root, const std::string& columns) {
    return SchemaEntry{"table", name + suffix, name + suffix, root,
                       "CREATE TABLE " + sql_name(name + suffix) + "(" + columns + ")"};
  };
  return {
      {"table", name, name, 0, "CREATE VIRTUAL TABLE " + sql_name(name) + " USING rtree(id, minx, maxx, miny, maxy)"},
      part("_rowid", roots.rows, "rowid INTEGER PRIMARY KEY,nodeno"),
      part("_node", roots.nodes, "nodeno INTEGER PRIMARY KEY,data"),
      part("_parent", roots.parents, "nodeno INTEGER PRIMARY KEY,parentnode")};
}

void register_rtree(Database& database, const FeatureTable& table) {
  database.prepare("INSERT INTO gpkg_extensions VALUES(?, ?, ?, ?, ?)")
      .run_with(std::string_view(table.name), std::string_view(table.geometry), std::string_view("gpkg_rtree_index"),
                std::string_view("http://www.geopackage.org/spec120/#extension_rtree"), std::string_view("write-only"));
}

std::vector<SchemaEntry> rtree_triggers(const FeatureTable& table) {
  std::vector<SchemaEntry> triggers;
  for (const auto& [suffix, action] : rtree_templates)
    triggers.push_back(trigger(
        table.rtree() + std::string(suffix), table.name,
        fmt::format(fmt::runtime(action), fmt::arg("t", sql_name(table.name)), fmt::arg("r", sql_name(table.rtree())),
                    fmt::arg("g", sql_name(table.geometry)), fmt::arg("i", sql_name(table.id)))));
  return triggers;
}

std::vector<SchemaEntry> count_triggers(const std::string& table) {
  const auto counting = [&](std::string_view event, char sign) {
    return fmt::format(
        "AFTER {} ON {}\nBEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {} 1 "
        "WHERE lower(table_name) = lower({}); END",
        event, sql_name(table), sign, sql_text(table));
  };
  return {trigger("trigger_insert_feature_count_" + table, table, counting("INSERT", '+')),
          trigger("trigger_delete_feature_count_" + table, table, counting("DELETE", '-'))};
}

void store_schema(Database& database, const std::vector<SchemaEntry>& entries) {
  // CREATE stores its own words as a row of the schema and then looks through the whole schema for it; with hundreds
  // of tables that takes longer than writing their content. The rows are the same, put there at once.
  database.run("PRAGMA writable_schema = ON");
  Statement insert = database.prepare("INSERT INTO sqlite_master VALUES(?, ?, ?, ?, ?)");
  for (const SchemaEntry& each : entries)
    insert.run_with(each.type, each.name, each.table, std::int64_t{each.root}, each.sql);
  const auto is_table = [](const SchemaEntry& each) { return each.type == "table"; };
  const bool has_tables = std::any_of(entries.begin(), entries.end(), is_table);
  database.run(has_tables ? "PRAGMA writable_schema = RESET" : "PRAGMA writable_schema = OFF");
}

void make_styles(Database& database, const std::string& timestamp) {
  database.run(std::string(styles_table));
  // Unregistered it is hidden by GDAL as soon as the file has any other table without geometry.
  database
      .prepare(
          "INSERT INTO gpkg_contents(table_name, data_type, identifier, description, last_change, srs_id) "
          "VALUES('layer_styles', 'attributes', 'layer_styles', '', ?, 0)")
      .run_with(std::string_view(timestamp));
}

}  // namespace gapmap::gpkg
