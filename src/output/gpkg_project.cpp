// SPDX-License-Identifier: MIT
#include "output/gpkg_project.h"

#include <zip.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "base/error.h"
#include "output/gpkg_temporary.h"
#include "output/qgis_project.h"
#include "output/result.h"
#include "output/result_styles.h"
#include "output/style.h"
#include "output/words.h"

namespace gapmap {
namespace {

using gpkg::Database;

/// The text as the only file of a zip archive, without a date, so that the same text gives the same bytes.
/// minizip writes files only: `scratch` is one that may be made and removed.
std::string zipped(const std::string& name, const std::string& text, const std::filesystem::path& scratch) {
  const auto check = [&](int status) {
    if (status != ZIP_OK)
      throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(scratch.string())));
  };
  const zipFile archive = zipOpen64(scratch.c_str(), APPEND_STATUS_CREATE);
  check(archive ? ZIP_OK : ZIP_ERRNO);
  zip_fileinfo nothing{};
  check(zipOpenNewFileInZip(archive, name.c_str(), &nothing, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                            Z_BEST_COMPRESSION));
  check(zipWriteInFileInZip(archive, text.data(), static_cast<unsigned>(text.size())));
  check(zipCloseFileInZip(archive));
  check(zipClose(archive, nullptr));
  std::ifstream stream(scratch, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  stream.close();
  std::error_code ignored;
  std::filesystem::remove(scratch, ignored);
  return std::move(bytes).str();
}

std::string hexadecimal(const std::string& bytes) {
  std::string result;
  result.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    result += digits[static_cast<unsigned char>(byte) >> 4];
    result += digits[static_cast<unsigned char>(byte) & 15];
  }
  return result;
}

Shape shape_of(const std::string& type) {
  if (type.find("POINT") != std::string::npos) return Shape::point;
  if (type.find("LINE") != std::string::npos || type.find("CURVE") != std::string::npos) return Shape::line;
  return type.empty() ? Shape::none : Shape::area;
}

/// The first row's first value; empty where there is none.
std::string value_of(Database& database, const std::string& sql) {
  const auto rows = database.rows(sql);
  return rows.empty() || rows.front().empty() ? "" : rows.front().front();
}

bool has_columns(Database& database, const std::string& table, const std::set<std::string>& wanted) {
  std::set<std::string> found;
  for (const auto& row : database.rows("SELECT name FROM pragma_table_info(" + gpkg::sql_text(table) + ")"))
    found.insert(row[0]);
  return std::includes(found.begin(), found.end(), wanted.begin(), wanted.end());
}

std::string note_of(const std::string& clause, const std::string& lead, const std::string& responsible,
                    const std::string& deadline, Language language) {
  std::string words;
  if (!clause.empty()) words += quoted_words(shorten(clause, 300)) + "\n\n";
  if (!lead.empty()) words += say("牵头单位：{}\n", "Lead: {}\n", lead).in(language);
  if (!responsible.empty()) words += say("责任单位：{}\n", "Responsible: {}\n", shorten(responsible, 240)).in(language);
  if (!deadline.empty()) words += say("完成时限：{}", "Deadline: {}", deadline).in(language);
  return words;
}

/// The name of a standard's layer among its own: without the id that tells it from others in the file.
std::string without_id(const std::string& title, const std::string& standard) {
  for (const std::string& id : {"（" + standard + "）", " (" + standard + ")"})
    if (title.size() > id.size() && title.ends_with(id)) return title.substr(0, title.size() - id.size());
  return title;
}

class ProjectReader {
 public:
  explicit ProjectReader(Database& database) : database_(database) {}

  Project read(const std::string& name) {
    Project project;
    project.file = name;
    // The file speaks the language of its own titles.
    const bool is_zh =
        value_of(database_, "SELECT identifier FROM gpkg_contents WHERE table_name = 'scores'") == "得分";
    project.language = is_zh ? Language::zh : Language::en;
    read_run(project);
    read_tasks(project);
    read_layers(project);
    read_shown(project);
    return project;
  }

 private:
  void read_run(Project& project) {
    const bool has_document = has_columns(database_, "run", {"plan_document", "plan_date", "plan_title_en"});
    const auto rows =
        database_.rows(std::string("SELECT plan_title, crs, gapmap_version, ") +
                       (has_document ? "plan_title_en, plan_document, plan_date" : "plan_title, '', ''") + " FROM run");
    if (rows.empty()) return;
    const auto& row = rows.front();
    project.title = project.language == Language::zh || row[3].empty() ? row[0] : row[3];
    const std::string source = row[4].empty() || row[5].empty() ? row[4] + row[5] : row[4] + " " + row[5];
    if (!source.empty()) project.foot = say("依据：{}　", "Source: {}   ", source).in(project.language);
    project.foot += say("坐标系：{}　gapmap {}", "CRS: {}   gapmap {}", row[1], row[2]).in(project.language);
    // As all tables but `run`, it must be the same for the same input: the date is the document's.
    project.date = (row[5].empty() ? "2000-01-01" : row[5]) + "T00:00:00";
  }

  void read_tasks(Project& project) {
    const bool is_zh = project.language == Language::zh;
    const bool has_titles = has_columns(database_, "standards", {"task_title", "task_title_en"});
    for (const auto& row :
         database_.rows(std::string("SELECT id, task, title_zh, title_en, clause, lead, responsible, deadline, ") +
                        (has_titles ? "task_title, task_title_en" : "'', ''") + " FROM standards ORDER BY fid")) {
      tasks_[row[0]] = row[1];
      const std::string title = is_zh || row[3].empty() ? row[2] : row[3];
      std::string name = say("任务 {}　{}", "Task {}   {}", row[1], title).in(project.language);
      // Two themes must not have one name.
      const auto is_taken = [&](const ProjectTheme& theme) { return theme.title == name; };
      if (std::any_of(project.themes.begin(), project.themes.end(), is_taken)) name += " (" + row[0] + ")";
      project.themes.push_back({row[1], row[0], name, note_of(row[4], row[5], row[6], row[7], project.language)});
      const auto is_same = [&](const ProjectTask& task) { return task.name == row[1]; };
      if (std::none_of(project.tasks.begin(), project.tasks.end(), is_same))
        project.tasks.push_back(
            {row[1], task_words(row[1], is_zh || row[9].empty() ? row[8] : row[9], project.language)});
    }
  }

  void read_layers(Project& project) {
    std::map<std::string, std::string> styles;
    if (has_columns(database_, "layer_styles", {"f_table_name", "styleQML", "useAsDefault"}))
      for (const auto& row : database_.rows("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        styles[row[0]] = row[1];
    for (const auto& row : database_.rows(
             "SELECT c.table_name, c.identifier, coalesce(g.geometry_type_name, ''), c.min_x, c.min_y, "
             "c.max_x, c.max_y, "
             "coalesce(s.organization || ':' || s.organization_coordsys_id, ''), coalesce(s.definition, ''), "
             "coalesce(n.feature_count, '') "
             "FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
             "LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id "
             "LEFT JOIN gpkg_ogr_contents n ON n.table_name = c.table_name "
             "WHERE c.table_name <> 'layer_styles' ORDER BY c.rowid")) {
      const auto [standard, level] = standard_of(row[0]);
      // A standard that leaves no gap needs no layer: each costs QGIS time to open.
      if (!standard.empty() && row[9] == "0") continue;
      ProjectLayer layer;
      layer.table = layer.name = row[0];
      layer.title = without_id(row[1], standard);
      layer.level = level;
      layer.qml = styles[row[0]];
      layer.task = standard.empty() ? "" : tasks_[standard];
      layer.standard = standard;
      layer.shape = shape_of(row[2]);
      layer.is_units = row[0].starts_with("units_");
      if (layer.shape != Shape::none && !row[3].empty()) {
        const Box box{{std::stod(row[3]), std::stod(row[4])}, {std::stod(row[5]), std::stod(row[6])}};
        if (layer.is_units && units_.empty()) units_ = box;
        all_.add(box);
      }
      if (layer.shape != Shape::none && project.wkt.empty()) {
        project.authority_code = row[7].starts_with("EPSG") ? row[7] : "";
        project.wkt = row[8];
      }
      project.layers.push_back(std::move(layer));
    }
    project.ground = !units_.empty() ? units_ : !all_.empty() ? all_ : Box{{0, 0}, {1000, 1000}};
  }

  /// What each standard shows of the facilities, as layers of their own.
  void read_shown(Project& project) {
    if (!has_columns(database_, "shown", {"standard_id", "part", "tag", "facilities", "title_zh", "title_en"})) return;
    const bool is_zh = project.language == Language::zh;
    for (const auto& row :
         database_.rows("SELECT standard_id, part, tag, facilities, title_zh, title_en FROM shown ORDER BY fid")) {
      const auto is_named = [&](const ProjectLayer& layer) { return layer.name == row[3]; };
      const auto all = std::find_if(project.layers.begin(), project.layers.end(), is_named);
      if (all == project.layers.end()) continue;
      const bool is_streets = row[1] == "streets";
      ProjectLayer layer;
      layer.table = row[3];
      layer.filter = "instr(\"serves\", " + gpkg::sql_text(" " + row[2] + " ") + ") > 0";
      layer.name = row[2];
      layer.title = (is_streets ? say("服务对象：{}", "Demand: {}", is_zh ? row[4] : row[5])
                                : say("设施：{}", "Facilities: {}", is_zh ? row[4] : row[5]))
                        .in(project.language);
      layer.level = is_streets ? 4 : 1;
      layer.shape = all->shape;
      layer.qml = with_aliases_of(shown_style(!is_streets, layer.shape, project.language), all->qml);
      layer.task = tasks_[row[0]];
      layer.standard = row[0];
      project.layers.push_back(std::move(layer));
    }
  }

  /// The standard that a table is named after, and its level among those of the standard.
  std::pair<std::string, std::size_t> standard_of(const std::string& table) const {
    for (const auto& [id, task] : tasks_)
      for (const auto& [prefix, level] : {std::pair("gap_", std::size_t{2}), std::pair("served_", std::size_t{3}),
                                          std::pair("detour_", std::size_t{0}), std::pair("detours_", std::size_t{0})})
        if (table == layer_name(prefix, id)) return {id, level};
    return {};
  }

  Database& database_;
  std::map<std::string, std::string> tasks_;  ///< of each standard
  Box units_, all_;
};

}  // namespace

void write_project(Database& database, const std::filesystem::path& beside, const std::string& name) {
  const Project project = ProjectReader(database).read(name);
  const std::string content = hexadecimal(zipped("gapmap.qgs", project_xml(project), beside.string() + ".qgz"));
  const std::string metadata =
      "{\"last_modified_time\": \"" + project.date + "\", \"last_modified_user\": \"gapmap\" }";
  database.run("CREATE TABLE IF NOT EXISTS qgis_projects(name TEXT PRIMARY KEY, metadata BLOB, content BLOB)");
  database.prepare("INSERT OR REPLACE INTO qgis_projects VALUES('gapmap', ?, ?)")
      .run_with(std::string_view(metadata), std::string_view(content));
}

void restyle(const std::filesystem::path& path) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault))
    throw Error(Fault::input, say("没有文件 {}", "there is no file {}", printable(path.string())),
                {"给出 gapmap check 写出的结果文件", "give the result file that gapmap check wrote"});
  const auto refuse = [&] {
    throw Error(Fault::input,
                say("{} 不是 gapmap 的结果文件", "{} is not a result of gapmap", printable(path.string())),
                {"给出 gapmap check 写出的结果文件", "give the result file that gapmap check wrote"});
  };
  std::string magic(15, ' ');
  std::ifstream(path, std::ios::binary).read(magic.data(), 15);
  if (magic != "SQLite format 3") refuse();
  gpkg::TemporaryFile copy(path, true);
  std::filesystem::copy_file(path, copy.path(), std::filesystem::copy_options::overwrite_existing, fault);
  if (fault)
    throw Error(Fault::output, say("无法写入 {}", "{} cannot be written", printable(copy.path().string())),
                {"检查文件夹是否可写、有空间", "check that the folder can be written and has space"});
  std::optional<Database> opened;
  bool is_result = false;
  try {
    Database& database = opened.emplace(copy.path());
    is_result = value_of(database,
                         "SELECT count(*) FROM gpkg_contents WHERE table_name IN "
                         "('scores', 'standards', 'run')") == "3";
  } catch (const Error&) {
    is_result = false;
  }
  if (!is_result) refuse();
  Database& database = *opened;
  database.run("BEGIN");
  write_project(database, copy.path(), path.filename().string());
  database.run("COMMIT");
  database.close();
  copy.commit();
}

}  // namespace gapmap
