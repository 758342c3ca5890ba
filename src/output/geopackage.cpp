// SPDX-License-Identifier: MIT
#include "output/geopackage.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/error.h"
#include "output/aliases.h"
#include "output/gpkg_blob.h"
#include "output/gpkg_database.h"
#include "output/gpkg_project.h"
#include "output/gpkg_rtree.h"
#include "output/gpkg_schema.h"
#include "output/gpkg_temporary.h"
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

std::string_view column_type(const Column& column) {
  constexpr std::string_view types[] = {"INTEGER", "REAL", "TEXT"};
  return types[column.values.index()];
}

void bind(Statement& statement, int index, const Column& column, std::size_t row) {
  if (column.is_missing(row)) return statement.bind_null(index);
  std::visit([&](const auto& values) { statement.bind(index, values[row]); }, column.values);
}

bool is_finite(const Geometries& geometries, std::size_t feature) {
  for (std::size_t part = 0; part < geometries.parts_of(feature); ++part) {
    for (const Point& point : geometries.part(feature, part)) {
      if (!std::isfinite(point.x) || !std::isfinite(point.y)) return false;
    }
  }
  return true;
}

/// The features that have a place, with their boxes, in the layer's order.
std::vector<IndexEntry> entries_of(const Layer& layer, bool keep_ids) {
  std::vector<IndexEntry> entries;
  if (!layer.has_geometry()) return entries;
  entries.reserve(layer.size());
  for (std::size_t row = 0; row < layer.size(); ++row)
    // A place that could not be carried into this system has no coordinates that a map could show.
    if (!layer.geometries.is_null(row) && is_finite(layer.geometries, row))
      entries.push_back({keep_ids ? layer.ids[row] : static_cast<std::int64_t>(row) + 1, layer.geometries.box(row)});
  return entries;
}

/// The file, with these bytes in it.
const std::filesystem::path& filled(const std::filesystem::path& file, std::string_view bytes) {
  if (bytes.empty()) return file;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream)
    throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(file.string())),
                {"检查文件夹是否可写、有空间", "check that the folder can be written and has space"});
  return file;
}

/// A table that was written and is to be listed at the end.
struct ListedTable {
  int chapter;
  TableInfo info;
  gpkg::FeatureTable table;
  std::vector<std::string> columns;  ///< its own names for them, without the key
  gpkg::GeometryType type;
  bool has_geometry, has_index;
  std::int64_t rows;
  Box box;
};

struct StyledTable {
  std::string table;
  std::string geometry;
  std::string name;
  std::string qml;
};

}  // namespace

struct GeoPackage::File {
  File(std::filesystem::path path, bool overwrite, Crs system, Language spoken, std::string time,
       const EarlierFile* before)
      : name(path.filename().string()),
        temporary(std::move(path), overwrite),
        earlier(before),
        database(filled(temporary.path(), before ? before->bytes : std::string_view())),
        crs(std::move(system)),
        language(spoken),
        timestamp(with_milliseconds(std::move(time))) {
    database.run("BEGIN");
    if (earlier && !earlier->bytes.empty()) start_from_earlier();
    make_schema(database);
    srs_id = register_crs(database, crs);
  }

  /// The rows of a table; those that are not among the entries have no place.
  void write_rows(const std::string& table, const std::string& insert, const Layer& layer, bool keep_ids,
                  const std::vector<IndexEntry>& entries);
  void list(const ListedTable& table);
  void list_contents(const ListedTable& table);
  void describe_columns(const std::string& table, const std::vector<std::string>& columns);
  void write_styles();
  /// What is written once all tables are.
  void finish();

  void start_from_earlier();
  /// Whether the earlier file has the same table, which then stays; another one of that name is removed.
  bool is_kept(const std::string& table, const WrittenTable& made_of);
  void drop(const std::string& table, const WrittenTable& made_of);

  std::string name;
  TemporaryFile temporary;
  const EarlierFile* earlier;
  Database database;
  Crs crs;
  Language language;
  std::string timestamp;
  std::int32_t srs_id = 0;
  bool has_project = false;
  int chapter = 0;
  std::vector<ListedTable> tables;
  std::set<std::string> identifiers{"layer_styles"};
  std::vector<StyledTable> styles;
  std::vector<Trigger> triggers;
  std::map<std::string, std::int64_t> last_ids;  ///< of each table, for AUTOINCREMENT
  WrittenTables written;
};

void GeoPackage::File::write_rows(const std::string& table, const std::string& insert, const Layer& layer,
                                  bool keep_ids, const std::vector<IndexEntry>& entries) {
  Statement statement = database.prepare(insert);
  const bool has_geometry = layer.has_geometry();
  const Geometries& geometries = layer.geometries;
  BlobWriter blob(type_of(geometries), srs_id);
  std::int64_t last = 0;
  auto entry = entries.begin();
  for (std::size_t row = 0; row < layer.size(); ++row) {
    stop_if_cancelled();
    const std::int64_t id = keep_ids ? layer.ids[row] : static_cast<std::int64_t>(row) + 1;
    int index = 0;
    statement.bind(++index, id);
    if (has_geometry) {
      if (entry == entries.end() || entry->id != id)
        statement.bind_null(++index);
      else
        statement.bind(++index, Bytes(blob.write(geometries, row, (entry++)->box)));
    }
    for (const Column& column : layer.columns) bind(statement, ++index, column, row);
    statement.run();
    last = std::max(last, id);
  }
  // For every row SQLite looks through this list for the table's place; it is kept short until the end.
  if (layer.size() > 0) last_ids[table] = last;
  database.run("DELETE FROM sqlite_sequence");
}

void GeoPackage::File::list(const ListedTable& listed) {
  const FeatureTable& table = listed.table;
  list_contents(listed);
  if (listed.has_geometry) {
    database.prepare("INSERT INTO gpkg_geometry_columns VALUES(?, ?, ?, ?, 0, 0)")
        .run_with(table.name, table.geometry, type_name(listed.type), std::int64_t{srs_id});
    if (listed.has_index) register_rtree(database, table);
  }
  note_count(database, table.name, listed.rows);
  describe_columns(table.name, listed.columns);
  if (listed.info.style.empty()) return;
  std::vector<std::string> all{table.id};
  all.insert(all.end(), listed.columns.begin(), listed.columns.end());
  styles.push_back({table.name, table.geometry, "gapmap", with_aliases(listed.info.style, all, language)});
}

void GeoPackage::File::list_contents(const ListedTable& listed) {
  const TableInfo& info = listed.info;
  const Box& box = listed.box;
  const std::string& title = info.title.in(language);
  std::string identifier = title.empty() ? info.name : title;
  if (identifiers.contains(identifier)) identifier += " (" + info.name + ")";
  for (int number = 2; !identifiers.insert(identifier).second; ++number) {
    identifier = info.name + " " + std::to_string(number);
  }
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  const bool is_empty = box.empty();
  database.prepare("INSERT INTO gpkg_contents VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .run_with(info.name, std::string_view(listed.has_geometry ? "features" : "attributes"), identifier,
                info.description.in(language), timestamp, is_empty ? nothing : box.low.x,
                is_empty ? nothing : box.low.y, is_empty ? nothing : box.high.x, is_empty ? nothing : box.high.y,
                std::int64_t{listed.has_geometry ? srs_id : 0});
}

void GeoPackage::File::describe_columns(const std::string& table, const std::vector<std::string>& columns) {
  Statement insert = database.prepare("INSERT INTO gpkg_data_columns VALUES(?, ?, ?, ?, NULL, NULL, NULL)");
  for (const std::string& column : columns) {
    const Text alias = field_alias(column);
    if (!alias.empty()) insert.run_with(table, column, column, alias.in(language));
  }
}

void GeoPackage::File::write_styles() {
  if (styles.empty()) return;
  make_styles(database, timestamp);
  Statement insert = database.prepare(
      "INSERT INTO layer_styles(f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, "
      "styleSLD, useAsDefault, description, owner, ui, update_time) "
      "VALUES('', '', ?, ?, ?, ?, '', 1, '', '', NULL, ?)");
  for (const StyledTable& style : styles) {
    insert.run_with(style.table, style.geometry, style.name, style.qml, timestamp);
  }
  note_count(database, "layer_styles", static_cast<std::int64_t>(styles.size()));
  for (Trigger& each : count_triggers("layer_styles")) triggers.push_back(std::move(each));
}

void GeoPackage::File::start_from_earlier() {
  // What describes the tables is little, and is written anew; their rows, indexes and triggers stay.
  for (const auto& row : database.rows("SELECT name, seq FROM sqlite_sequence")) last_ids[row[0]] = std::stoll(row[1]);
  last_ids.erase("layer_styles");
  database.run("DELETE FROM sqlite_sequence");
  drop_schema(database);
}

bool GeoPackage::File::is_kept(const std::string& table, const WrittenTable& made_of) {
  const auto found = earlier->tables.find(table);
  if (found == earlier->tables.end()) return false;
  if (found->second.digest == made_of.digest) return true;
  drop(table, found->second);
  return false;
}

void GeoPackage::File::drop(const std::string& table, const WrittenTable& made_of) {
  if (!made_of.index.empty()) database.run("DROP TABLE " + sql_name(made_of.index));
  database.run("DROP TABLE " + sql_name(table));
  last_ids.erase(table);
}

void GeoPackage::File::finish() {
  for (const auto& [table, made_of] : earlier ? earlier->tables : WrittenTables())
    if (!written.contains(table)) drop(table, made_of);
  for (const auto& [table, last] : last_ids)
    database.prepare("INSERT INTO sqlite_sequence VALUES(?, ?)").run_with(table, last);
  store_triggers(database, triggers);
}

GeoPackage::GeoPackage(std::filesystem::path path, bool overwrite, Crs crs, Language language, std::string timestamp,
                       const EarlierFile* earlier)
    : file_(std::make_unique<File>(std::move(path), overwrite, std::move(crs), language, std::move(timestamp),
                                   earlier)) {}

GeoPackage::~GeoPackage() = default;
GeoPackage::GeoPackage(GeoPackage&&) noexcept = default;

void GeoPackage::add(const TableInfo& info, const Layer& layer, bool keep_ids) {
  Database& database = file_->database;
  const bool has_geometry = layer.has_geometry();

  // A column of the layer keeps its name; ours give way.
  std::set<std::string> taken;
  std::vector<std::string> columns;
  for (const Column& column : layer.columns) columns.push_back(free_name(column.name, taken));
  const FeatureTable table{info.name, free_name("fid", taken), has_geometry ? free_name("geom", taken) : ""};

  std::string create = "CREATE TABLE " + sql_name(table.name) + " (" + sql_name(table.id) +
                       " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  std::string insert = "INSERT INTO " + sql_name(table.name) + " VALUES(?";
  const GeometryType type = type_of(layer.geometries);
  if (has_geometry) {
    create += ", " + sql_name(table.geometry) + " " + std::string(type_name(type));
    insert += ", ?";
  }
  for (std::size_t index = 0; index < columns.size(); ++index) {
    create += ", " + sql_name(columns[index]) + " " + std::string(column_type(layer.columns[index]));
    insert += ", ?";
  }
  const bool has_index = has_geometry && layer.size() >= info.indexed_from;
  const std::vector<IndexEntry> entries = entries_of(layer, keep_ids);
  bool is_kept = false;
  if (file_->earlier) {
    const std::string stored_as = fmt::format("{}\n{}\n{}\n{}", create, file_->srs_id, has_index, keep_ids);
    const WrittenTable made_of{digest_of(layer, stored_as), has_index ? table.rtree() : ""};
    is_kept = file_->is_kept(table.name, made_of);
    file_->written[table.name] = made_of;
  }
  if (!is_kept) {
    database.run(create + ")");
    file_->write_rows(table.name, insert + ")", layer, keep_ids, entries);
    if (has_index) {
      make_rtree(database, table);
      fill_rtree(database, table.rtree(), entries);
      for (Trigger& each : rtree_triggers(table)) file_->triggers.push_back(std::move(each));
    }
    for (Trigger& each : count_triggers(table.name)) file_->triggers.push_back(std::move(each));
  }
  Box box;
  for (const IndexEntry& entry : entries) box.add(entry.box);
  file_->tables.push_back({file_->chapter, info, table, std::move(columns), type, has_geometry, has_index,
                           static_cast<std::int64_t>(layer.size()), box});
}

void GeoPackage::begin_chapter(int chapter) { file_->chapter = chapter; }

void GeoPackage::add_project() { file_->has_project = true; }

WrittenTables GeoPackage::commit() {
  std::stable_sort(file_->tables.begin(), file_->tables.end(),
                   [](const ListedTable& a, const ListedTable& b) { return a.chapter < b.chapter; });
  for (const ListedTable& table : file_->tables) file_->list(table);
  file_->write_styles();
  if (file_->has_project) write_project(file_->database, file_->temporary.path(), file_->name);
  file_->finish();
  file_->database.run("COMMIT");
  file_->database.close();
  file_->temporary.commit();
  return std::move(file_->written);
}

}  // namespace gapmap
