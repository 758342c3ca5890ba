// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/crs.h"
#include "output/gpkg_database.h"
#include "output/gpkg_rtree.h"

namespace gapmap::gpkg {

/// Makes the tables that a GeoPackage 1.3 describes itself with, and registers the systems that every
/// file must know.
void make_schema(Database& database);

/// The number by which a reference system is registered: its EPSG code, or one of our own.
std::int32_t srs_id_of(const Crs& crs);
void register_crs(Database& database, const Crs& crs);

/// Names of a feature table's parts.
struct FeatureTable {
  std::string name;
  std::string id;        ///< its key
  std::string geometry;  ///< its geometry column

  std::string rtree() const { return "rtree_" + name + "_" + geometry; }
};

/// A row of SQLite's own schema: a table or a trigger, in the words by which SQL makes it.
struct SchemaEntry {
  std::string type, name, table;
  std::uint32_t root = 0;  ///< number of a table's root page
  std::string sql;
};

/// The virtual table of an R*Tree, and those that hold it.
std::vector<SchemaEntry> rtree_tables(const FeatureTable& table, const RtreeRoots& roots);
/// Says that a table has one.
void register_rtree(Database& database, const FeatureTable& table);
/// What keeps the R*Tree right when somebody edits the table.
std::vector<SchemaEntry> rtree_triggers(const FeatureTable& table);
/// What keeps the noted number of rows right under edits.
std::vector<SchemaEntry> count_triggers(const std::string& table);

/// Puts tables and triggers into the schema. Triggers fire for those who open the file later, and not on this
/// connection, if they come last.
void store_schema(Database& database, const std::vector<SchemaEntry>& entries);

/// Makes the table from which QGIS takes styles.
void make_styles(Database& database, const std::string& timestamp);

}  // namespace gapmap::gpkg
