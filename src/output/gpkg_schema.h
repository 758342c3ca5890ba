// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/crs.h"
#include "output/gpkg_database.h"

namespace gapmap::gpkg {

/// Makes the tables that a GeoPackage 1.3 describes itself with, and registers the systems that every
/// file must know.
void make_schema(Database& database);

/// Removes these, and the table of styles, from a file that has them.
void drop_schema(Database& database);

/// Registers a reference system; returns its srs_id: the EPSG code, or a number of our own.
std::int32_t register_crs(Database& database, const Crs& crs);

/// Names of a feature table's parts.
struct FeatureTable {
  std::string name;
  std::string id;        ///< its key
  std::string geometry;  ///< its geometry column

  std::string rtree() const { return "rtree_" + name + "_" + geometry; }
};

/// Makes the empty R*Tree of a table.
void make_rtree(Database& database, const FeatureTable& table);
/// Says that a table has one.
void register_rtree(Database& database, const FeatureTable& table);

/// A trigger on a table, in the words by which SQL makes it.
struct Trigger {
  std::string name;
  std::string table;
  std::string sql;
};

/// What keeps the R*Tree right when somebody edits the table.
std::vector<Trigger> rtree_triggers(const FeatureTable& table);

/// Notes the number of rows, so that readers need not count.
void note_count(Database& database, const std::string& table, std::int64_t count);
/// What keeps that number right under edits.
std::vector<Trigger> count_triggers(const std::string& table);

/// Makes triggers, which fire for those who open the file later, and not on this connection.
void store_triggers(Database& database, const std::vector<Trigger>& triggers);

/// Makes the table from which QGIS takes styles.
void make_styles(Database& database, const std::string& timestamp);

}  // namespace gapmap::gpkg
