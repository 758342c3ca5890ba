// SPDX-License-Identifier: MIT
#include "output/geopackage.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/error.h"
#include "output/aliases.h"
#include "output/gpkg_database.h"
#include "output/gpkg_project.h"
#include "output/gpkg_rows.h"
#include "output/gpkg_rtree.h"
#include "output/gpkg_schema.h"
#include "output/gpkg_temporary.h"
#include "output/sqlite_pages.h"
#include "output/sqlite_table.h"
#include "output/style.h"

namespace gapmap {

namespace {

using namespace gpkg;

/// A name that none of `taken` equals (in lower case, as SQL compares), with a number added where needed.
std::string free_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wanted;
  for (int number = 2; !taken.insert(lower(name)).second; ++number) name = wanted + "_" + std::to_string(number);
  return name;
}

/// A time as GeoPackage wants it, to the millisecond: 2026-11-24T02:46:02Z -> 2026-11-24T02:46:02.000Z.
std::string with_milliseconds(std::string timestamp) {
  constexpr std::size_t length_of_seconds = 20;
  if (timestamp.size() == length_of_seconds && timestamp.back() == 'Z') timestamp.insert(timestamp.size() - 1, ".000");
  return timestamp;
}

std::string_view column_type(const ColumnView& column) {
  constexpr std::string_view types[] = {"INTEGER", "REAL", "TEXT", "TEXT", "INTEGER"};  // as the variant lists them
  return types[column.values.index()];
}

/// A table that was written and is to be listed at the end.
struct ListedTable {
  int chapter;
  TableInfo info;
  FeatureTable table;
  std::vector<std::string> columns;  ///< its own names for them, without the key
  GeometryType type;
  bool has_geometry, has_index;
  std::int64_t rows;
  std::int64_t last_id;
  Box box;
};

/// Lists tables where a GeoPackage says what it holds.
class Lister {
 public:
  Lister(Database& database, std::int32_t srs_id, Language language, const std::string& timestamp)
      : database_(database),
        srs_id_(srs_id),
        language_(language),
        timestamp_(timestamp),
        contents_(database.prepare("INSERT INTO gpkg_contents VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
        geometries_(database.prepare("INSERT INTO gpkg_geometry_columns VALUES(?, ?, ?, ?, 0, 0)")),
        columns_(database.prepare("INSERT INTO gpkg_data_columns VALUES(?, ?, ?, ?, NULL, NULL, NULL)")),
        counts_(database.prepare("INSERT INTO gpkg_ogr_contents VALUES(?, ?)")),
        last_ids_(database.prepare("INSERT INTO sqlite_sequence VALUES(?, ?)")) {}

  void list(const ListedTable& listed) {
    const FeatureTable& table = listed.table;
    list_contents(listed);
    if (listed.has_geometry) {
      geometries_.run_with(table.name, table.geometry, type_name(listed.type), std::int64_t{srs_id_});
      if (listed.has_index) register_rtree(database_, table);
    }
    counts_.run_with(table.name, listed.rows);
    if (listed.rows > 0) last_ids_.run_with(table.name, listed.last_id);
    for (const std::string& column : listed.columns)
      if (const Text alias = field_alias(column); !alias.empty())
        columns_.run_with(table.name, column, column, alias.in(language_));
  }

 private:
  void list_contents(const ListedTable& listed) {
    const TableInfo& info = listed.info;
    const Box& box = listed.box;
    const std::string& title = info.title.in(language_);
    std::string identifier = title.empty() ? info.name : title;
    if (identifiers_.contains(identifier)) identifier += " (" + info.name + ")";
    for (int number = 2; !identifiers_.insert(identifier).second; ++number)
      identifier = info.name + " " + std::to_string(number);
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    const bool is_empty = box.empty();
    contents_.run_with(info.name, std::string_view(listed.has_geometry ? "features" : "attributes"), identifier,
                       info.description.in(language_), timestamp_, is_empty ? nothing : box.low.x,
                       is_empty ? nothing : box.low.y, is_empty ? nothing : box.high.x, is_empty ? nothing : box.high.y,
                       std::int64_t{listed.has_geometry ? srs_id_ : 0});
  }

  Database& database_;
  std::int32_t srs_id_;
  Language language_;
  const std::string& timestamp_;
  Statement contents_, geometries_, columns_, counts_, last_ids_;
  std::set<std::string> identifiers_{"layer_styles"};
};

}  // namespace

struct GeoPackage::File {
  File(std::filesystem::path path, bool overwrite, Crs system, Language spoken, std::string time, int threads)
      : name(path.filename().string()),
        temporary(std::move(path), overwrite),
        pages(temporary.path(), temporary.descriptor()),
        crs(std::move(system)),
        language(spoken),
        timestamp(with_milliseconds(std::move(time))),
        srs_id(srs_id_of(crs)),
        jobs(threads) {}

  void write_index(const FeatureTable& table, const std::vector<IndexEntry>& entries);
  void write_styles(Database& database);

  std::string name;
  TemporaryFile temporary;
  PageFile pages;
  Crs crs;
  Language language;
  std::string timestamp;
  std::int32_t srs_id;
  int jobs;
  bool has_project = false;
  int chapter = 0;
  std::set<std::string> names;
  std::vector<ListedTable> tables;
  std::vector<SchemaEntry> schema, triggers;
};

void GeoPackage::File::write_index(const FeatureTable& table, const std::vector<IndexEntry>& entries) {
  for (SchemaEntry& each : rtree_tables(table, write_rtree(pages, entries, jobs))) schema.push_back(std::move(each));
  for (SchemaEntry& each : rtree_triggers(table)) triggers.push_back(std::move(each));
}

void GeoPackage::File::write_styles(Database& database) {
  const auto has_style = [](const ListedTable& table) { return !table.info.style.empty(); };
  const auto count = std::count_if(tables.begin(), tables.end(), has_style);
  if (count == 0) return;
  make_styles(database, timestamp);
  Statement insert = database.prepare(
      "INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
      "styleSLD, useAsDefault, description, owner, ui, update_time) "
      "VALUES('', '', ?, ?, 'gapmap', ?, '', 1, '', '', NULL, ?)");
  for (const ListedTable& table : tables) {
    if (!has_style(table)) continue;
    std::vector<std::string> columns{table.table.id};
    columns.insert(columns.end(), table.columns.begin(), table.columns.end());
    insert.run_with(table.table.name, table.table.geometry, with_aliases(table.info.style, columns, language),
                    timestamp);
  }
  database.prepare("INSERT INTO gpkg_ogr_contents VALUES('layer_styles', ?)").run_with(std::int64_t{count});
  for (SchemaEntry& each : count_triggers("layer_styles")) triggers.push_back(std::move(each));
}

GeoPackage::GeoPackage(std::filesystem::path path, bool overwrite, Crs crs, Language language, std::string timestamp,
                       int jobs)
    : file_(std::make_unique<File>(std::move(path), overwrite, std::move(crs), language, std::move(timestamp), jobs)) {}

GeoPackage::~GeoPackage() = default;
GeoPackage::GeoPackage(GeoPackage&&) noexcept = default;

void GeoPackage::add(const TableInfo& info, const Layer& layer, bool keep_ids) {
  TableView view = view_of(layer);
  if (keep_ids) view.keys = layer.ids;
  add(info, std::move(view));
}

void GeoPackage::add(const TableInfo& info, TableView view) {
  stop_if_cancelled();
  const bool has_geometry = view.has_geometry();
  if (!file_->names.insert(lower(info.name)).second)
    throw Error(Fault::output, say("结果里有两张表都叫 {}", "two tables of the result are called {}", info.name));

  // A column of the layer keeps its name; ours give way.
  std::set<std::string> taken;
  std::vector<std::string> columns;
  for (const ColumnView& column : view.columns) columns.push_back(free_name(column.name, taken));
  const FeatureTable table{info.name, free_name("fid", taken), has_geometry ? free_name("geom", taken) : ""};

  std::string create = "CREATE TABLE " + sql_name(table.name) + " (" + sql_name(table.id) +
                       " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  if (has_geometry) create += ", " + sql_name(table.geometry) + " " + std::string(type_name(type_of(*view.geometries)));
  for (std::size_t index = 0; index < columns.size(); ++index)
    create += ", " + sql_name(columns[index]) + " " + std::string(column_type(view.columns[index]));
  const FeatureRows rows(std::move(view), file_->srs_id, file_->jobs);
  file_->schema.push_back(
      {"table", table.name, table.name, write_table(file_->pages, rows, file_->jobs), create + ")"});
  const std::vector<IndexEntry> entries = rows.entries();
  const bool has_index = has_geometry && rows.size() >= info.indexed_from;
  if (has_index) file_->write_index(table, entries);
  for (SchemaEntry& each : count_triggers(table.name)) file_->triggers.push_back(std::move(each));
  Box box;
  for (const IndexEntry& entry : entries) box.add(entry.box);
  file_->tables.push_back({file_->chapter, info, table, std::move(columns), rows.type(), has_geometry, has_index,
                           static_cast<std::int64_t>(rows.size()), rows.size() > 0 ? rows.key(rows.size() - 1) : 0,
                           box});
}

void GeoPackage::begin_chapter(int chapter) { file_->chapter = chapter; }

void GeoPackage::add_project() { file_->has_project = true; }

void GeoPackage::commit() {
  File& file = *file_;
  file.pages.finish();
  Database database(file.temporary.path());
  database.run("BEGIN");
  make_schema(database);
  register_crs(database, file.crs);
  store_schema(database, file.schema);
  std::stable_sort(file.tables.begin(), file.tables.end(),
                   [](const ListedTable& a, const ListedTable& b) { return a.chapter < b.chapter; });
  {
    Lister lister(database, file.srs_id, file.language, file.timestamp);
    for (const ListedTable& table : file.tables) lister.list(table);
  }
  file.write_styles(database);
  if (file.has_project) write_project(database, file.temporary.path(), file.name);
  store_schema(database, file.triggers);
  database.run("COMMIT");
  database.close();
  file.temporary.commit();
}

}  // namespace gapmap
